"""What the money page says of a tranche: who signed, how long each desk held it, what blocks it, what to press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import url_for

from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.money.tranches import SIGNATURES, TrancheState, next_signature, refusals_of
from qip_tracker.domain.project.vocabulary import FundedBy
from qip_tracker.i18n import Lazy, _, formats, lazy, ngettext
from qip_tracker.i18n.labels import label
from qip_tracker.i18n.refusals import refusal_message
from qip_tracker.queries.money.money import LineRow, SignatureRow, TrancheRow
from qip_tracker.weblib.pages.frame import allowed

ORDER: Final = tuple(SIGNATURES)
KINDS: Final = {
    **dict.fromkeys(TrancheState, "moving"),
    TrancheState.PLANNED: "waiting",
    TrancheState.PAID: "done",
}
PRESS: Final[dict[str, Lazy]] = {
    "request": lazy("Request this tranche"),
    "clear": lazy("Clear the request"),
    "certify": lazy("Certify payment"),
    "approve": lazy("Approve payment"),
    "pay": lazy("Record the payment"),
}
STEP_WORDS: Final[dict[str, Lazy]] = {
    "request": lazy("Request"),
    "clear": lazy("Clearance"),
    "certify": lazy("Certification"),
    "approve": lazy("Approval"),
    "pay": lazy("Payment"),
}
# A page of its own where something has to be written down.
ENDPOINTS: Final = {
    "request": "tranches.request",
    "clear": "tranches.clear",
    "certify": "tranches.certify",
    "approve": "tranches.approve",
    "pay": "tranches.pay",
}
NEEDS_A_PAGE: Final = frozenset({"request", "pay"})
# Nobody: so that "somebody else has to sign" is said only to whoever could press the button.
_NOBODY: Final = 0


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A step of the chain, given or still to come."""

    what: str
    when: str
    who: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Press:
    """The next signature when this reader may give it: words, address, and whether it has a page of its own."""

    words: str
    url: str
    has_page: bool


@dataclass(frozen=True, slots=True)
class Asker:
    """Who looks at the tranches: whether from inside the mission, and under which policy numbers."""

    person_id: int | None
    inside: bool
    rules: Rules


@dataclass(frozen=True, slots=True)
class TrancheView:
    """A tranche as the page shows it."""

    row: TrancheRow
    title: str
    state_word: str
    state_kind: str
    chain: list[ChainLine]
    waits_for: str | None
    blocks: list[str]
    press: Press | None


def tranche_views(
    tranches: Sequence[TrancheRow], project_id: int, asker: Asker, today: date
) -> list[TrancheView]:
    """Each tranche for this reader; names and desks are shown inside the mission only."""
    return [_view(row, project_id, asker, today) for row in tranches]


def _view(row: TrancheRow, project_id: int, asker: Asker, today: date) -> TrancheView:
    step, inside = next_signature(row.facts), asker.inside
    may = step is not None and asker.person_id is not None and allowed(step.permission)
    signer = asker.person_id if may and asker.person_id else _NOBODY
    blocks = refusals_of(step.action, row.facts, row.signed_by, signer, asker.rules) if step else []
    press = None
    if step and may and not blocks:
        url = url_for(ENDPOINTS[step.action], project_id=project_id, tranche_id=row.id)
        press = Press(str(PRESS[step.action]), url, step.action in NEEDS_A_PAGE)
    return TrancheView(
        row=row,
        title=_("Tranche %(number)s of %(count)s", number=row.number, count=row.count),
        state_word=label("tranche_state", row.state),
        state_kind=KINDS[row.state],
        chain=_chain(row, inside, today),
        waits_for=label("role", step.desk) if step and inside else None,
        blocks=[refusal_message(refusal.code, refusal.details) for refusal in blocks] if inside else [],
        press=press,
    )


def _chain(row: TrancheRow, inside: bool, today: date) -> list[ChainLine]:
    """The signatures given and, inside the mission, those to come once the tranche is asked for."""
    signed = {signature.action: signature for signature in row.signatures}
    since, lines = row.available_on, []
    for action in ORDER:
        signature = signed.get(action)
        if signature is not None:
            lines.append(_given(signature, since, row.number) if inside else _bare(signature))
            since = signature.on
        elif inside and signed:
            is_next = SIGNATURES[action].source == row.state
            when = formats.waiting((today - since).days) if is_next and since else _("to come")
            kind = "moving" if is_next else "waiting"
            lines.append(
                ChainLine(str(STEP_WORDS[action]), when, label("role", SIGNATURES[action].desk), kind)
            )
    return lines


def _bare(signature: SignatureRow) -> ChainLine:
    words = label("tranche_state", SIGNATURES[signature.action].target)
    return ChainLine(words, formats.date(signature.on), None, "done")


def _given(signature: SignatureRow, since: date | None, number: int) -> ChainLine:
    """A signature with its name and the days its desk took; a request is no delay, it follows the works."""
    day, days = formats.date(signature.on), max((signature.on - since).days, 0) if since else 0
    if signature.action != "request":
        when = (
            ngettext("%(day)s, %(n)s day at this desk", "%(day)s, %(n)s days at this desk", days, day=day)
            if days
            else _("%(day)s, the same day", day=day)
        )
    elif number == 1:
        when = ngettext(
            "%(day)s, %(n)s day after the agreement", "%(day)s, %(n)s days after the agreement", days, day=day
        )
    else:
        when = ngettext(
            "%(day)s, %(n)s day after the payment before",
            "%(day)s, %(n)s days after the payment before",
            days,
            day=day,
        )
    return ChainLine(label("tranche_state", SIGNATURES[signature.action].target), when, signature.by, "done")


def in_categories(lines: Sequence[LineRow]) -> list[LineRow]:
    """Budget lines with those of one category side by side, in the order the categories first appear."""
    order = list(dict.fromkeys(line.category for line in lines))
    return sorted(lines, key=lambda line: order.index(line.category))


@dataclass(frozen=True, slots=True)
class Totals:
    """What the project pays and what others add, in minor units of local currency and US cents."""

    own_local_minor: int
    own_usd_minor: int
    others_local_minor: int
    others_usd_minor: int


def totals(lines: Sequence[LineRow]) -> Totals:
    """The sums of the budget; a line is the project's own when QIP funds pay it."""
    own = [line for line in lines if line.funded_by == FundedBy.QIP]
    others = [line for line in lines if line.funded_by != FundedBy.QIP]
    return Totals(
        sum(line.local_minor for line in own),
        sum(line.usd_minor for line in own),
        sum(line.local_minor for line in others),
        sum(line.usd_minor for line in others),
    )
