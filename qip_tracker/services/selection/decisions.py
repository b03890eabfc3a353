"""The committee's decision: who sat, who declared an interest, what was decided, why, and under which conditions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from qip_tracker.domain.kernel.money import to_usd_minor
from qip_tracker.domain.kernel.refusals import NotVisible, Refusal, Refused, refuse
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.people.roles import Role
from qip_tracker.domain.project.moves import MOVES
from qip_tracker.domain.selection.decisions import OUTCOME_TO_ACTION, Present, decision_refusals
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.domain.selection.vocabulary import DecisionOutcome
from qip_tracker.models import Attendance, Condition, Decision, Grant, Project
from qip_tracker.queries.subjects import load, project_subject
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project import moves


@dataclass(frozen=True, slots=True)
class MemberPresent:
    """A member in the room; an interest that was declared is said in words."""

    person_id: int
    interest: str | None = None


@dataclass(frozen=True, slots=True)
class ConditionSet:
    """Something that must be true before the agreement is signed."""

    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class RecordDecision:
    """A decision as the minutes give it. The amount in minor units of the project's local currency."""

    project_id: int
    meeting_number: str
    decided_on: date
    outcome: str
    present: tuple[MemberPresent, ...]
    reason: str
    approved_local_minor: int | None = None
    conditions: tuple[ConditionSet, ...] = ()
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ClearCondition:
    """A condition that has come true; the note says how one knows."""

    project_id: int
    condition_id: int
    note: str
    version: int | None = None


def decide(work: Work, command: RecordDecision) -> Decision:
    """Record a decision and make its move; an approval fixes the approved amounts at the project's own rate.

    Raises `Refused` with everything that makes it void: quorum, seats, interests, reason, amount, gates of the move.
    """
    work.require(
        SelectionPermission.PROJECT_DECIDE, project_subject(work.session, work.actor, command.project_id)
    )
    project = moves.live_project(work, command.project_id)
    work.check_version(project, command.version)
    rules = work.rules_of(project.mission_id)
    action = OUTCOME_TO_ACTION[command.outcome]
    present = _present(work, project, command.present)
    local = command.approved_local_minor if action == "approve" else None
    usd = _approved_usd(project, local)
    refusals = [
        *_refusals_of_minutes(project, command, present, usd, rules),
        *_refusals_of_day(work, project, command),
        *_refusals_of_move(work, project, action, command.reason),
    ]
    if refusals:
        raise Refused(*refusals)
    decision = _store(work, project, command, present, rules.quorum_members, (local, usd))
    if action == "approve":
        project.approved_local_minor, project.approved_usd_minor = local, usd
    # A deferral changes no column of the project, yet whoever has the page open must not decide again unseeing.
    project.version += 1
    moves.apply(work, project, action, MOVES[action].target, command.reason)
    work.record("decision.recorded", decision, mission_id=project.mission_id, project_id=project.id)
    return decision


def clear_condition(work: Work, command: ClearCondition) -> Condition:
    """Record that a condition has come true. Raises `Refused` when it already is, `NotAllowed`, `StaleEdit`."""
    path = {"project_id": command.project_id, "condition_id": command.condition_id}
    work.require(SelectionPermission.CONDITION_CLEAR, load(work.session, work.actor, "condition", path))
    project = moves.live_project(work, command.project_id)
    condition = work.locked(Condition, command.condition_id)
    work.check_version(condition, command.version)
    if condition.cleared_on is not None:
        raise refuse("condition.cleared_before")
    condition.cleared_on, condition.cleared_by_id = work.today, work.person_id
    condition.cleared_note = command.note
    work.record("condition.cleared", condition, mission_id=project.mission_id, project_id=project.id)
    return condition


def _present(work: Work, project: Project, members: Sequence[MemberPresent]) -> list[Present]:
    """The members in the room, each with the seat held on the mission's committee now; `NotVisible` for others."""
    rows = work.session.execute(
        select(Grant.person_id, Grant.seat)
        .where(
            Grant.mission_id == project.mission_id,
            Grant.role == Role.COMMITTEE_MEMBER,
            Grant.ended_at.is_(None),
        )
        .order_by(Grant.id.desc())
    )
    seats = {person_id: seat or "" for person_id, seat in rows}
    if any(member.person_id not in seats for member in members):
        raise NotVisible("committee member")
    return [Present(member.person_id, seats[member.person_id], bool(member.interest)) for member in members]


def _approved_usd(project: Project, local: int | None) -> int | None:
    """US cents of the approved amount at the project's rate; the whole request is the whole request in dollars too."""
    if local is None or project.requested_usd_minor is None:
        return None
    if local == project.requested_local_minor:
        return project.requested_usd_minor
    usd = to_usd_minor(local, project.local_currency, project.exchange_rate or "1")
    is_within = local <= (project.requested_local_minor or 0)
    # Lines are rounded one by one: the sum may differ from the converted total by a cent or two.
    return min(usd, project.requested_usd_minor) if is_within else max(usd, project.requested_usd_minor + 1)


def _refusals_of_minutes(
    project: Project, command: RecordDecision, present: list[Present], usd: int | None, rules: Rules
) -> list[Refusal]:
    refusals = decision_refusals(
        outcome=command.outcome,
        present=present,
        reason=command.reason,
        author_id=project.created_by_id,
        focal_point_id=project.focal_point_id,
        approved_usd_minor=usd,
        requested_usd_minor=project.requested_usd_minor,
        conditions=len(command.conditions),
        rules=rules,
    )
    if command.conditions and command.outcome != DecisionOutcome.APPROVED_WITH_CONDITIONS:
        refusals.append(Refusal("decision.condition_unfitting", "conditions"))
    # The form asks for local currency; the dollars follow from it.
    return [
        replace(refusal, field="approved_local") if refusal.field == "approved_usd" else refusal
        for refusal in refusals
    ]


def _refusals_of_day(work: Work, project: Project, command: RecordDecision) -> list[Refusal]:
    if command.decided_on > work.today:
        return [Refusal("date.in_future", "decided_on")]
    if command.decided_on < project.created_at.date():
        return [Refusal("decision.before_project", "decided_on")]
    return []


def _refusals_of_move(work: Work, project: Project, action: str, reason: str) -> list[Refusal]:
    try:
        moves.require(work, project, action, reason)
    except Refused as refused:
        return list(refused.refusals)
    return []


def _store(
    work: Work,
    project: Project,
    command: RecordDecision,
    present: list[Present],
    quorum: int,
    approved: tuple[int | None, int | None],
) -> Decision:
    local, usd = approved
    interests = {member.person_id: member.interest for member in command.present}
    decision = Decision(
        project_id=project.id,
        meeting_number=command.meeting_number,
        decided_on=command.decided_on,
        outcome=command.outcome,
        reason=command.reason,
        approved_usd_minor=usd,
        approved_local_minor=local,
        # Whoever has declared an interest is in the room but not in the quorum.
        present_count=sum(not member.has_interest for member in present),
        quorum_required=quorum,
        recorded_by_id=work.person_id,
        recorded_at=work.now,
        attendances=[
            Attendance(
                person_id=member.person_id,
                seat=member.seat,
                has_interest=member.has_interest,
                interest=interests[member.person_id],
            )
            for member in present
        ],
        conditions=[
            Condition(text=condition.text, due_on=condition.due_on) for condition in command.conditions
        ],
    )
    work.session.add(decision)
    work.session.flush()
    return decision
