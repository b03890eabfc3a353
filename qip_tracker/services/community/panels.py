"""Forming a panel, its member cards, and how a card proves itself. Secrets arrive here only as hashes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import SystemRandom

from sqlalchemy import delete, select

from qip_tracker.domain.community.panels import CODE_DIGITS, forming_refusals, new_number
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.kernel.refusals import NotVisible, Refusal, Refused, refuse
from qip_tracker.models import (
    Facilitation,
    MemberCard,
    Panel,
    PanelStratum,
    Project,
    ProjectPanel,
    SignInSession,
    Throttle,
)
from qip_tracker.queries.subjects import load, project_subject
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.people.accounts import minutes_to_wait
from qip_tracker.services.project.moves import live_project

TRIES_BY_CARD = 5
TRIES_BY_NETWORK = 30


@dataclass(frozen=True, slots=True)
class FormPanel:
    """A panel as it was chosen; `secret_hashes` holds one argon2id hash for every card, by number."""

    project_id: int
    name: str
    chosen_how: str
    formed_on: date
    members_by_stratum: Mapping[str, int]
    secret_hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReissueCard:
    """A new secret for a card that was lost; number, stratum and vote stay what they were."""

    project_id: int
    panel_id: int
    number: int
    secret_hash: str


@dataclass(frozen=True, slots=True)
class WithdrawCard:
    """A member who left the panel."""

    project_id: int
    panel_id: int
    number: int


@dataclass(frozen=True, slots=True)
class CardFound:
    """What is needed to test a secret and to open a session."""

    id: int
    panel_id: int
    mission_id: int
    secret_hash: str


def form_panel(work: Work, command: FormPanel) -> Panel:
    """A panel with its strata and one card a member, numbered in no order of strata; raises `Refused`."""
    work.require(
        CommunityPermission.PANEL_FORM, project_subject(work.session, work.actor, command.project_id)
    )
    project = live_project(work, command.project_id)
    strata = {code: members for code, members in command.members_by_stratum.items() if members}
    _refuse_forming(work, command, project, strata)
    panel = _panel(work, command, project)
    work.session.add(panel)
    work.session.flush()
    work.session.add_all(
        (
            ProjectPanel(project_id=project.id, panel_id=panel.id, since_on=command.formed_on),
            Facilitation(panel_id=panel.id, person_id=work.person_id, since_on=work.today),
        )
    )
    work.session.add_all(
        PanelStratum(panel_id=panel.id, code=code, members=members) for code, members in strata.items()
    )
    cards = _new_cards(panel, strata, command.secret_hashes)
    work.session.add_all(cards)
    work.session.flush()
    work.record(
        "panel.formed", panel, mission_id=project.mission_id, project_id=project.id, members=len(cards)
    )
    return panel


def _refuse_forming(work: Work, command: FormPanel, project: Project, strata: Mapping[str, int]) -> None:
    """Raise `Refused` with every reason against the panel; a place has one panel of a name."""
    refusals = forming_refusals(strata)
    if command.formed_on > work.today:
        refusals.append(Refusal("date.in_future", "formed_on"))
    taken = select(Panel.id).where(
        Panel.mission_id == project.mission_id,
        Panel.country == project.country,
        Panel.place == project.place,
        Panel.name == command.name,
    )
    if work.session.execute(taken).first() is not None:
        refusals.append(Refusal("panel.exists", "name"))
    if refusals:
        raise Refused(*refusals)


def _panel(work: Work, command: FormPanel, project: Project) -> Panel:
    """A panel of the project's place."""
    return Panel(
        mission_id=project.mission_id,
        country=project.country,
        place=project.place,
        admin_area=project.admin_area,
        code=_free_code(work),
        name=command.name,
        chosen_how=command.chosen_how,
        formed_on=command.formed_on,
        created_at=work.now,
    )


def _new_cards(panel: Panel, strata: Mapping[str, int], secret_hashes: tuple[str, ...]) -> list[MemberCard]:
    """One card a member, numbered from 1."""
    seats = [code for code, members in strata.items() for _seat in range(members)]
    # A number alone must not say which group its member sits for.
    SystemRandom().shuffle(seats)
    return [
        MemberCard(panel_id=panel.id, number=number, stratum=code, secret_hash=secret_hash, withdrawn_on=None)
        for number, (code, secret_hash) in enumerate(zip(seats, secret_hashes, strict=True), 1)
    ]


def reissue_card(work: Work, command: ReissueCard) -> Panel:
    """Give a card a new secret and end whatever was open with the old one; raises `Refused` when withdrawn."""
    panel, card = _card(
        work, CommunityPermission.CARD_ISSUE, command.project_id, command.panel_id, command.number
    )
    card.secret_hash = command.secret_hash
    _end_sessions(work, card.id)
    work.record(
        "card.reissued", panel, mission_id=panel.mission_id, project_id=command.project_id, number=card.number
    )
    return panel


def withdraw_card(work: Work, command: WithdrawCard) -> Panel:
    """End a card at once. A roll already written keeps its line, so that leaving tells nothing about a vote."""
    panel, card = _card(
        work, CommunityPermission.CARD_ISSUE, command.project_id, command.panel_id, command.number
    )
    card.withdrawn_on = work.today
    _end_sessions(work, card.id)
    work.record(
        "card.withdrawn",
        panel,
        mission_id=panel.mission_id,
        project_id=command.project_id,
        number=card.number,
    )
    return panel


def minutes_to_try_card(work: Work, card: str, place: str) -> int:
    """Count a try with a card and from a place, before any hashing; the minutes to wait when either is blocked.

    Both are keyed hashes: a row in clear would say which card came from which telephone, and at what minute.
    """
    return minutes_to_wait(work, {f"card:{card}": TRIES_BY_CARD, f"card-from:{place}": TRIES_BY_NETWORK})


def card_found(work: Work, code: str, number: str) -> CardFound | None:
    """A card in force by what is printed on it, or None; the caller hashes either way."""
    if not number.isascii() or not number.isdecimal() or len(number) > 4:
        return None
    row = work.session.execute(
        select(MemberCard.id, MemberCard.panel_id, Panel.mission_id, MemberCard.secret_hash)
        .join(Panel, Panel.id == MemberCard.panel_id)
        .where(Panel.code == code, MemberCard.number == int(number), MemberCard.withdrawn_on.is_(None))
    ).one_or_none()
    return CardFound(*row) if row else None


def forget_tries(work: Work, card: str, place: str) -> None:
    """Drop the counters of a card that proved itself: they hold the minute and would be a list of who came when."""
    keys = [f"card:{card}", f"card-from:{place}"]
    work.session.execute(delete(Throttle).where(Throttle.key.in_(keys)))


def open_card_session(work: Work, card_id: int, token_hash: str, day: datetime) -> None:
    """A session for a card that proved itself; `day` is midnight, and sessions of members of earlier days go."""
    _end_sessions(work, card_id)
    old = day - timedelta(days=1)
    work.session.execute(
        delete(SignInSession).where(SignInSession.member_card_id.is_not(None), SignInSession.started_at < old)
    )
    work.session.add(
        SignInSession(token_hash=token_hash, person_id=None, member_card_id=card_id, started_at=day)
    )
    work.leave_no_copies()
    # No line in the audit trail: its time would say when which card was used.


def _end_sessions(work: Work, card_id: int) -> None:
    work.session.execute(delete(SignInSession).where(SignInSession.member_card_id == card_id))


def _card(
    work: Work, permission: Permission, project_id: int, panel_id: int, number: int
) -> tuple[Panel, MemberCard]:
    subject = load(work.session, work.actor, "panel", {"project_id": project_id, "panel_id": panel_id})
    work.require(permission, subject)
    panel = work.locked(Panel, panel_id)
    card = work.session.scalars(
        select(MemberCard).where(MemberCard.panel_id == panel_id, MemberCard.number == number)
    ).one_or_none()
    if card is None:
        raise NotVisible("card")
    if card.withdrawn_on is not None:
        raise refuse("card.withdrawn", None, number=number)
    return panel, card


def _free_code(work: Work, draw: Callable[[int], str] = new_number) -> str:
    """A code no panel of this installation has; six digits leave room for hundreds of thousands."""
    while True:
        code = draw(CODE_DIGITS)
        if work.session.execute(select(Panel.id).where(Panel.code == code)).first() is None:
            return code
