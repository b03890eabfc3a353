"""Scoring rounds and secret ballots. One of the two readers of raw ballots; the other is `reports.gather.community`.

What keeps a ballot secret, and from whom:

- The roll knows that a card has voted, the ballot knows what was said; nothing stored joins them. Each cast deletes
  and writes anew every ballot, comment and line of the roll of its round, in the order of random keys and of card
  numbers: neither physical place (ctid, rowid) nor transaction number (xmin) ties a ballot to a flag.
- SQLite's write-ahead log is emptied after each cast: it would hold every state of box and roll, in order.
- A cast leaves no line in the audit trail, no form token and no counter, and its session row is deleted.
- When the round closes, the flags are wiped: afterwards nobody can see who voted.

It does not protect against somebody who holds two copies of the database made just before and just after one vote,
or who reads the memory of the server.
"""

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from qip_tracker.domain.community import evaluations as rules_of_rounds
from qip_tracker.domain.community.disclosure import Answers, strata_may_be_kept
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.refusals import NotVisible, Refusal, Refused, refuse
from qip_tracker.models import (
    Ballot,
    Instrument,
    MemberCard,
    OpenComment,
    Panel,
    Project,
    RollEntry,
    Round,
    SignInSession,
)
from qip_tracker.queries.subjects import load
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project.moves import live_project


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A panel scores one stage of its project until `closes_on` (that day included)."""

    project_id: int
    panel_id: int
    stage: str
    closes_on: date


@dataclass(frozen=True, slots=True)
class CloseRound:
    """The end of a round."""

    project_id: int
    round_id: int


@dataclass(frozen=True, slots=True)
class CastBallot:
    """What a member answers: dimension code to 1-5, an abstention code, or None for a question left out."""

    round_id: int
    answers: Mapping[str, object]
    comment: str | None


@dataclass(frozen=True, slots=True)
class WriteHeard:
    """What the facilitator heard, in words that name nobody; released, it is final."""

    project_id: int
    round_id: int
    text: str | None
    version: int | None
    release: bool = False


@dataclass(frozen=True, slots=True)
class Comments:
    """Open comments in the order of their random keys, or why they are not shown."""

    texts: tuple[str, ...]
    withheld: str | None = None


@dataclass(frozen=True, slots=True)
class OwnRound:
    """The round a card may answer now, or why it may not: `not_open`, `not_on_roll`, `already_voted`."""

    round_id: int | None
    refusal: str | None


def open_round(work: Work, command: OpenRound) -> Round:
    """Open a round: its roll is written now, and whether ballots carry a stratum is decided now; raises `Refused`."""
    path = {"project_id": command.project_id, "panel_id": command.panel_id}
    work.require(CommunityPermission.ROUND_OPEN, load(work.session, work.actor, "panel", path))
    project = live_project(work, command.project_id)
    policy = work.rules_of(project.mission_id)
    cards = work.session.execute(
        select(MemberCard.id, MemberCard.stratum)
        .where(MemberCard.panel_id == command.panel_id, MemberCard.withdrawn_on.is_(None))
        .order_by(MemberCard.id)
    ).all()
    refusals = _opening_refusals(work, command, project, len(cards))
    if refusals:
        raise Refused(*refusals)
    sizes = Counter(card.stratum for card in cards)
    opened = Round(
        project_id=project.id,
        panel_id=command.panel_id,
        instrument_id=_instrument_id(work),
        stage=command.stage,
        opened_on=work.today,
        closes_on=command.closes_on,
        has_strata=strata_may_be_kept(sizes, policy.disclosure_threshold),
        threshold=policy.disclosure_threshold,
    )
    work.session.add(opened)
    work.session.flush()
    work.session.execute(
        insert(RollEntry),
        [{"round_id": opened.id, "member_card_id": card.id, "has_voted": False} for card in cards],
    )
    work.record(
        "round.opened", opened, mission_id=project.mission_id, project_id=project.id, members=len(cards)
    )
    return opened


def _instrument_id(work: Work) -> int:
    """The questions asked from now on; a round keeps the version it was opened with."""
    code, version = rules_of_rounds.INSTRUMENT
    return work.session.scalars(
        select(Instrument.id).where(Instrument.code == code, Instrument.version == version)
    ).one()


def _opening_refusals(work: Work, command: OpenRound, project: Project, members: int) -> list[Refusal]:
    """Every reason against opening, also those that lie in the project's other rounds."""
    minimum = work.rules_of(project.mission_id).panel_minimum_size
    refusals = rules_of_rounds.opening_refusals(
        command.stage, project.state, members, minimum, command.closes_on, work.today
    )
    others = work.session.execute(
        select(Round.stage, Round.closed_at).where(Round.project_id == project.id)
    ).all()
    if any(other.stage == command.stage for other in others):
        refusals.append(Refusal("round.exists", "stage"))
    if any(other.closed_at is None for other in others):
        refusals.append(Refusal("round.is_open"))
    return refusals


def own_round(session: Session, card_id: int | None, panel_id: int | None, today: date) -> OwnRound:
    """What a card finds when its holder comes: the open round of its panel, or why there is nothing to answer."""
    row = session.execute(
        select(Round.id, Round.closes_on, RollEntry.has_voted)
        .outerjoin(RollEntry, (RollEntry.round_id == Round.id) & (RollEntry.member_card_id == card_id))
        .where(Round.panel_id == panel_id, Round.closed_at.is_(None))
    ).one_or_none()
    if row is None or not rules_of_rounds.takes_ballots(row.closes_on, False, today):
        return OwnRound(None, "not_open")
    if row.has_voted is None:
        return OwnRound(None, "not_on_roll")
    return OwnRound(row.id, "already_voted" if row.has_voted else None)


def cast(work: Work, command: CastBallot) -> None:
    """Cast the member's one ballot; raises `Refused` (`round.not_open`, `not_on_roll`, `already_voted`, `ballot.*`).

    The lock on the round orders concurrent casts, so that of twenty copies of a ballot one is counted.
    """
    session, card_id = work.session, work.actor.member_card_id
    work.require(CommunityPermission.BALLOT_CAST, load(session, work.actor, "own_panel", {}))
    round_ = work.locked(Round, command.round_id)
    if round_.panel_id != work.actor.panel_id:
        raise NotVisible("round")
    own = own_round(session, card_id, round_.panel_id, work.today)
    if own.refusal or own.round_id != round_.id:
        raise refuse(f"round.{own.refusal or 'not_open'}")
    answers = rules_of_rounds.checked_answers(command.answers)
    if not answers and not command.comment:
        raise refuse("ballot.empty")
    stratum = session.scalar(select(MemberCard.stratum).where(MemberCard.id == card_id))
    _write_anew(session, round_.id, card_id, answers, stratum if round_.has_strata else None, command.comment)
    session.execute(delete(SignInSession).where(SignInSession.member_card_id == card_id))
    work.leave_no_copies()


def _write_anew(
    session: Session,
    round_id: int,
    card_id: int | None,
    answers: Answers,
    stratum: str | None,
    comment: str | None,
) -> None:
    """Add a ballot and its flag by writing the whole round again, so that no row stands apart from the others."""
    ballots = _ballots(session, round_id)
    ballots.append((secrets.token_hex(16), stratum, rules_of_rounds.written(answers)))
    comments = _comments(session, round_id)
    if comment:
        comments.append((secrets.token_hex(16), comment[: rules_of_rounds.LONGEST_COMMENT]))
    roll = [
        {"round_id": round_id, "member_card_id": card, "has_voted": voted or card == card_id}
        for card, voted in session.execute(
            select(RollEntry.member_card_id, RollEntry.has_voted)
            .where(RollEntry.round_id == round_id)
            .order_by(RollEntry.member_card_id)
        )
    ]
    for table in (Ballot, OpenComment, RollEntry):
        session.execute(delete(table).where(table.round_id == round_id))
    session.execute(
        insert(Ballot),
        [
            {"key": key, "round_id": round_id, "stratum": s, "answers": said}
            for key, s, said in sorted(ballots)
        ],
    )
    if comments:
        session.execute(
            insert(OpenComment),
            [{"key": key, "round_id": round_id, "text": text} for key, text in sorted(comments)],
        )
    session.execute(insert(RollEntry), roll)


def close_round(work: Work, command: CloseRound) -> Round:
    """Seal the ballots and wipe the roll; raises `Refused` (`round.too_early` in words that give no number)."""
    path = {"project_id": command.project_id, "round_id": command.round_id}
    subject = load(work.session, work.actor, "round", path)
    work.require(CommunityPermission.ROUND_CLOSE, subject)
    round_ = work.locked(Round, command.round_id)
    if round_.closed_at is not None:
        raise refuse("round.not_open")
    flags = work.session.scalars(select(RollEntry.has_voted).where(RollEntry.round_id == round_.id)).all()
    if not rules_of_rounds.may_close(round_.closes_on, all(flags), work.today):
        raise refuse("round.too_early")
    ballots = _ballots(work.session, round_.id)
    if len(ballots) != sum(flags):
        raise refuse("round.roll_mismatch")
    round_.closed_at, round_.ballots_sha256 = work.now, rules_of_rounds.seal(ballots)
    work.session.execute(update(RollEntry).where(RollEntry.round_id == round_.id).values(has_voted=False))
    members = select(MemberCard.id).where(MemberCard.panel_id == round_.panel_id)
    work.session.execute(delete(SignInSession).where(SignInSession.member_card_id.in_(members)))
    work.leave_no_copies()
    work.record("round.closed", round_, mission_id=subject.mission_id, project_id=subject.project_id)
    return round_


def seal_holds(session: Session, round_id: int) -> bool:
    """Whether the ballots of a closed round are still those that were sealed."""
    sealed = session.scalar(select(Round.ballots_sha256).where(Round.id == round_id))
    return sealed is not None and sealed == rules_of_rounds.seal(_ballots(session, round_id))


def open_comments(session: Session, round_id: int) -> Comments:
    """Open comments of a closed round for its facilitator, and only from at least k ballots."""
    row = session.execute(select(Round.closed_at, Round.threshold).where(Round.id == round_id)).one()
    if row.closed_at is None:
        return Comments((), "not_closed")
    voted = session.scalar(select(func.count()).select_from(Ballot).where(Ballot.round_id == round_id)) or 0
    if voted < row.threshold:
        return Comments((), "too_few")
    texts = session.scalars(
        select(OpenComment.text).where(OpenComment.round_id == round_id).order_by(OpenComment.key)
    )
    return Comments(tuple(texts))


def write_heard(work: Work, command: WriteHeard) -> Round:
    """Write what was heard, and release it if asked; raises `Refused` (`heard.missing`, `heard.released`)."""
    path = {"project_id": command.project_id, "round_id": command.round_id}
    subject = load(work.session, work.actor, "round", path)
    work.require(CommunityPermission.COMMENTS_READ, subject)
    round_ = work.locked(Round, command.round_id)
    work.check_version(round_, command.version)
    if round_.closed_at is None:
        raise refuse("rounds.open")
    if round_.heard_released_on is not None:
        raise refuse("heard.released")
    if command.release and not command.text:
        raise refuse("heard.missing", "text")
    round_.heard_summary = command.text
    if command.release:
        round_.heard_released_on = work.today
    action = "heard.released" if command.release else "heard.written"
    work.record(action, round_, mission_id=subject.mission_id, project_id=subject.project_id)
    return round_


def _comments(session: Session, round_id: int) -> list[tuple[str, str]]:
    rows = session.execute(select(OpenComment.key, OpenComment.text).where(OpenComment.round_id == round_id))
    return [(row.key, row.text) for row in rows]


def _ballots(session: Session, round_id: int) -> list[tuple[str, str | None, str]]:
    rows = session.execute(
        select(Ballot.key, Ballot.stratum, Ballot.answers).where(Ballot.round_id == round_id)
    )
    return [(row.key, row.stratum, row.answers) for row in rows]


@dataclass(frozen=True, slots=True)
class RollLine:
    """A card on the roll of a round, for the phone that comes back without a session."""

    card_id: int
    panel_id: int
    mission_id: int
    code: str
    number: int
    has_voted: bool
    is_open: bool


def roll_of(session: Session, round_id: int) -> list[RollLine]:
    """The roll of a round; only `web.evaluations` asks, to find the one line whose receipt a phone holds."""
    rows = session.execute(
        select(
            MemberCard.id,
            Panel.id.label("panel_id"),
            Panel.mission_id,
            Panel.code,
            MemberCard.number,
            RollEntry.has_voted,
            Round.closed_at.is_(None).label("is_open"),
        )
        .join(RollEntry, RollEntry.member_card_id == MemberCard.id)
        .join(Panel, Panel.id == MemberCard.panel_id)
        .join(Round, Round.id == RollEntry.round_id)
        .where(RollEntry.round_id == round_id, MemberCard.withdrawn_on.is_(None))
        .order_by(MemberCard.id)
    )
    return [RollLine(*row) for row in rows]
