"""Words by owner and stage, contributions, and the index point by point, as the page shows them."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from qip_tracker.domain.community.coownership import STATES_OF_STAGE
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.community.vocabulary import ConsentStage
from qip_tracker.domain.project.states import ENDED_STATES
from qip_tracker.i18n import _, formats
from qip_tracker.i18n.labels import label
from qip_tracker.queries.community.coownership import CoOwnershipRead, OwnerRow, Word
from qip_tracker.weblib.pages.frame import allowed


@dataclass(frozen=True, slots=True)
class WordCell:
    """What a co-owner said at a stage: shape, words, day, note, where to record; and what was said before."""

    kind: str | None
    words: str
    given_on: date | None
    note: str | None
    url: str | None
    action: str
    earlier: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """A co-owner's row in the table of words."""

    body: str
    side: str
    role: str | None
    url: str | None
    cells: dict[str, WordCell]


def may_write(owned: CoOwnershipRead) -> bool:
    """Whether this reader can still record something."""
    return owned.state not in ENDED_STATES and allowed(CommunityPermission.COOWNERSHIP_EDIT)


def owner_lines(owned: CoOwnershipRead, project_id: int) -> list[OwnerLine]:
    """The co-owners with their words at the three stages."""
    writes = may_write(owned)
    return [
        OwnerLine(
            owner.body,
            label("co_owner_side", owner.side),
            owner.role,
            url_for("coownership.edit_owner", project_id=project_id, co_owner_id=owner.id)
            if writes
            else None,
            {stage: _cell(owner, stage, owned.state, project_id, writes) for stage in ConsentStage},
        )
        for owner in owned.owners
    ]


def _cell(owner: OwnerRow, stage: str, state: str, project_id: int, writes: bool) -> WordCell:
    can_be_asked = writes and state in STATES_OF_STAGE[stage]
    url = (
        url_for("coownership.consent", project_id=project_id, co_owner_id=owner.id, stage=stage)
        if can_be_asked
        else None
    )
    word = owner.words.get(stage)
    if word is None:
        return WordCell(None, _("not asked yet"), None, None, url, _("Record their word"))
    kind = "done" if word.agreed else "late"
    earlier = tuple((_before(said), said.note) for said in reversed(owner.earlier.get(stage, ())))
    return WordCell(kind, _answer(word), word.given_on, word.note, url, _("Change"), earlier)


def _answer(word: Word) -> str:
    return _("Agreed") if word.agreed else _("Did not agree")


def _before(word: Word) -> str:
    return _("Before: %(answer)s, %(day)s", answer=_answer(word), day=formats.date(word.given_on))


def refusals_in_words(owned: CoOwnershipRead) -> list[str]:
    """One sentence for each stage at which somebody said no: it stands in the way of the next step."""
    return [
        _("%(owner)s did not agree at this stage: %(stage)s.", owner=owner.body, stage=_stage(stage))
        for owner in owned.owners
        for stage, word in owner.words.items()
        if not word.agreed
    ]


def _stage(stage: str) -> str:
    return label("consent_stage", stage)


def index_rows(owned: CoOwnershipRead) -> list[tuple[bool, str, str]]:
    """The five points: given or not, what it is, and why."""
    return [
        (point.given, label("ownership_point", point.code), label("ownership_reason", point.reason))
        for point in owned.index.points
    ]


def contributed_usd_minor(owned: CoOwnershipRead) -> int | None:
    """US cents of what was delivered and valued; None when nothing of that was."""
    valued = [gift.value_usd_minor for gift in owned.contributions if gift.delivered_on]
    known = [value for value in valued if value is not None]
    return sum(known) if known else None


def upkeep_rows(owned: CoOwnershipRead, people_url: str | None) -> list[tuple[str, str | None, str | None]]:
    """Who manages and maintains it, as the proposal says; `people_url` while the proposal can be changed."""
    upkeep = owned.upkeep
    yearly = upkeep.maintenance_yearly_usd_minor
    return [
        (_("Who looks after it"), upkeep.maintenance_owner, people_url),
        (_("How"), upkeep.maintenance_plan, people_url),
        (_("Cost a year"), None if yearly is None else formats.money(yearly, "USD"), people_url),
        (_("The money is there"), _("Yes") if upkeep.maintenance_funded else _("No"), people_url),
        (_("Body that manages it"), upkeep.management_body, people_url),
        (_("Women in it"), _count(upkeep.management_women), people_url),
        (_("Men in it"), _count(upkeep.management_men), people_url),
    ]


def _count(people: int | None) -> str | None:
    return None if people is None else formats.number(people)
