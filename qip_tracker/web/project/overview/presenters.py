"""What the overview of a project says: picture, what is due, next gate, who, what has happened, what may be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from flask import current_app, url_for

from qip_tracker.access.permissions import permission_named
from qip_tracker.domain.community.vocabulary import CoOwnerSide
from qip_tracker.domain.kernel.dates import days_late
from qip_tracker.domain.kernel.gates import ChecklistLine
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.money.agreements import approval_lapses_on
from qip_tracker.domain.money.tranches import Signature, TrancheState, next_signature
from qip_tracker.domain.project.moves import MOVES
from qip_tracker.domain.project.states import AT_WORK_STATES, BEGUN_STATES, ProjectState
from qip_tracker.domain.works.milestones import done_on, state_of
from qip_tracker.domain.works.permissions import WorksPermission
from qip_tracker.domain.works.vocabulary import MilestoneState
from qip_tracker.i18n import _, comma, formats, isolated, listed
from qip_tracker.i18n.labels import label
from qip_tracker.queries.money.tranches import GIVEN_AT, given_of
from qip_tracker.queries.project.overview import Overview, ProjectRow, StepRow, TrancheStep
from qip_tracker.reports.charts.timeline import timeline
from qip_tracker.reports.facts.project import Clock, HoldFacts, MilestoneFacts
from qip_tracker.weblib.pages.drawings import Drawing, drawing
from qip_tracker.weblib.pages.frame import allowed
from qip_tracker.weblib.pages.gates import GateRow, gate_rows

# The move that leads on from a state; its gates are the next checklist.
NEXT: Final[Mapping[str, str]] = {
    ProjectState.DRAFT: "submit",
    ProjectState.RETURNED: "submit",
    ProjectState.SUBMITTED: "screen",
    ProjectState.SCREENED: "approve",
    ProjectState.APPROVED: "sign_agreement",
    ProjectState.ACTIVE: "complete",
    ProjectState.ON_HOLD: "complete",
    ProjectState.COMPLETED: "close",
}
_BAD_NEWS: Final = frozenset({"hold", "terminate", "reject", "withdraw"})
# How a proposal was weighed stays inside.
_TOLD_OUTSIDE: Final = frozenset(
    {"approve", "sign_agreement", "start", "hold", "resume", "complete", "close", "terminate"}
)
_SHAPES: Final[Mapping[str, str]] = {
    MilestoneState.NOT_STARTED: "waiting",
    MilestoneState.ON_TRACK: "moving",
    MilestoneState.LATE: "late",
    MilestoneState.OBSERVED: "waiting",
    MilestoneState.CONFIRMED: "waiting",
    MilestoneState.DONE: "done",
    MilestoneState.DROPPED: "closed",
}


@dataclass(frozen=True, slots=True)
class Due:
    """Something that has to happen; `url` leads to where it is done."""

    what: str
    when: str
    url: str | None
    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class Step:
    """Something the reader may do now; `is_post` when one press does it, `is_free` when no checklist guards it."""

    words: str
    url: str
    is_post: bool = False
    stops: bool = False
    is_free: bool = False


def picture_of(overview: Overview, today: date) -> Drawing | None:
    """Plan against reality over time, drawn from the same facts a report prints."""
    project = overview.project
    steps = tuple(
        MilestoneFacts(
            title=step.title,
            weight_pct=step.weight_pct,
            planned_on=step.planned_on,
            state=state,
            done_on=done_on(step.facts),
            delay_reason=step.delay_reason,
            days_late=lateness,
        )
        for step, state, lateness in _standing(overview, today)
    )
    clock = Clock.of(project, today)
    holds = tuple(
        HoldFacts(reason=hold.reason, note=hold.note, since_on=hold.since_on, until_on=hold.until_on)
        for hold in overview.holds
    )
    return drawing(timeline(steps, clock, holds, today, label), "plan-and-reality")


def milestone_rows(overview: Overview, today: date) -> list[tuple[str, str, str, str]]:
    """(when, what, state, shape) of each milestone, short."""
    rows = []
    for step, state, lateness in _standing(overview, today):
        finished = done_on(step.facts)
        when = (
            _("done %(day)s", day=formats.date(finished))
            if finished
            else _("planned %(day)s", day=formats.date(step.planned_on))
        )
        word = formats.late(lateness) if state == MilestoneState.LATE else label("milestone_state", state)
        rows.append((when, step.title, word, _SHAPES[state]))
    return rows


def _standing(overview: Overview, today: date) -> list[tuple[StepRow, str, int]]:
    """Each milestone with its state and its days of delay; before the agreement a plan is only a plan."""
    if overview.project.agreement_signed_on is None:
        return [(step, MilestoneState.NOT_STARTED, 0) for step in overview.milestones]
    return [
        (
            step,
            state_of(step.facts, today),
            0 if step.dropped_on else days_late(step.planned_on, done_on(step.facts), today),
        )
        for step in overview.milestones
    ]


def due_rows(overview: Overview, rules: Rules, today: date, inside: bool) -> list[Due]:
    """What is due next, the earliest first, late by how many days; at whose desk money waits is said inside only."""
    project = overview.project
    deadlines: list[tuple[str, date | None, str | None]] = []
    money = url_for("tranches.index", project_id=project.id)
    if project.state == ProjectState.APPROVED:
        lapses_on = approval_lapses_on(project.state_since.date(), rules)
        deadlines.append((_("Agreement, before the approval lapses"), lapses_on, _agreement(project)))
    if project.state == ProjectState.AGREED and project.agreement_signed_on:
        deadlines.append(
            (_("First payment"), project.agreement_signed_on + timedelta(rules.payment_due_days), money)
        )
    if project.state in AT_WORK_STATES:
        deadlines += _due_in_works(overview, rules)
    if project.state == ProjectState.COMPLETED and project.completed_on:
        if not project.handed_over_on:
            deadlines.append(
                (_("Handover to the owner"), project.completed_on, _address("handover.show", project.id))
            )
        deadlines.append(
            (_("Closing the file"), project.completed_on + timedelta(rules.closure_due_days), None)
        )
    rows = [
        Due(what, _when(day, today), url, "late" if day < today else "waiting", day)
        for what, day, url in deadlines
        if day is not None
    ]
    waiting = waiting_tranche(overview.tranches)
    if waiting is not None and inside:
        number, step, since = waiting
        what = _("Tranche %(number)s: %(desk)s", number=number, desk=label("role", step.desk))
        rows.append(Due(what, formats.waiting((today - since).days), money, "moving", since))
    return sorted(rows, key=lambda due: due.day)


def _agreement(project: ProjectRow) -> str:
    return url_for("agreement.show", project_id=project.id)


def _due_in_works(overview: Overview, rules: Rules) -> list[tuple[str, date | None, str | None]]:
    project = overview.project
    plan = _address("milestones.index", project.id)
    still_open = [step for step in overview.milestones if not step.dropped_on and not done_on(step.facts)]
    following = min(still_open, key=lambda step: step.planned_on, default=None)
    seen_on = max((day for day in (project.last_visit_on, project.first_paid_on) if day), default=None)
    return [
        (following.title if following else "", following.planned_on if following else None, plan),
        (_("Next visit"), seen_on + timedelta(rules.visit_gap_days) if seen_on else None, plan),
        (_("End of the works"), project.planned_end_on, None),
    ]


def _when(day: date, today: date) -> str:
    words = formats.date(day)
    return f"{words}{comma()}{formats.late((today - day).days)}" if day < today else words


def waiting_tranche(tranches: Sequence[TrancheStep]) -> tuple[int, Signature, date] | None:
    """(number, next signature, since) of the tranche that is asked for and not paid; None when none waits."""
    for tranche in tranches:
        step = next_signature(given_of(tranche))
        if step is not None and step.source is not TrancheState.PLANNED:
            since: datetime = getattr(tranche, GIVEN_AT[step.source])
            return tranche.number, step, since.date()
    return None


def next_gate(project: ProjectRow, action: str, lines: Sequence[ChecklistLine]) -> tuple[str, list[GateRow]]:
    """The title and the lines of the checklist of the move that leads on."""
    title = _("Before: %(step)s", step=label("project_action", action))
    return title, gate_rows(lines, project.id, project.partner_id)


def history_rows(overview: Overview, inside: bool) -> list[tuple[str, str, str | None, str]]:
    """(when, what, who, shape), newest first; names and reasons stay inside the mission."""
    rows = []
    for event in overview.events:
        if not inside and event.action not in _TOLD_OUTSIDE:
            continue
        what = label("project_event", event.action)
        if inside and event.reason:
            what = f"{_('%(what)s:', what=what)} {isolated(event.reason)}"
        kind = "late" if event.action in _BAD_NEWS else "done"
        rows.append((event.happened_at.date(), what, event.by if inside else None, kind))
    rows += [
        (tranche.paid_on, _("Tranche %(number)s paid", number=tranche.number), None, "done")
        for tranche in overview.tranches
        if tranche.paid_on and tranche.number > 1
    ]
    if overview.project.handed_over_on:
        rows.append((overview.project.handed_over_on, _("Handed over to the owner"), None, "done"))
    rows.sort(key=lambda row: row[0], reverse=True)
    return [(formats.date(day), what, who, kind) for day, what, who, kind in rows]


def who_rows(overview: Overview) -> list[tuple[str, str | None, str | None]]:
    """(label, who, None): the focal point, the partner, the money's source, and the co-owners of both sides."""
    project = overview.project
    rows: list[tuple[str, str | None, str | None]] = [
        (_("Focal point"), project.focal_point, None),
        (_("Partner"), project.partner, None),
        (_("Paid by"), listed(dict.fromkeys((project.donor, project.fund))), None),
        (_("Field office"), project.field_office, None),
    ]
    for side in CoOwnerSide:
        bodies = [body for owner_side, body, _role in overview.co_owners if owner_side == side]
        rows.append((label("co_owner_side", side), listed(bodies) or None, None))
    return [row for row in rows if row[1] is not None]


def steps_of(project: ProjectRow, is_clear: bool) -> tuple[Step | None, list[Step]]:
    """The one step that leads on, once its checklist is clear, and all others this reader may take now."""
    forward, others = _forward(project), []
    if project.state in BEGUN_STATES and allowed(WorksPermission.VISIT_RECORD):
        others.append(
            Step(_("Record what was delivered"), url_for("completion.delivery", project_id=project.id))
        )
    for action, endpoint in (("hold", "holds.hold"), ("terminate", "completion.terminate")):
        if project.state in MOVES[action].sources and allowed(permission_named(MOVES[action].permission)):
            url = url_for(endpoint, project_id=project.id)
            others.append(Step(label("project_action", action), url, stops=action == "terminate"))
    if forward is not None and not forward.is_free and not is_clear:
        return None, [forward, *others]
    return forward, others


def _forward(project: ProjectRow) -> Step | None:
    handover = Step(_("Record the handover"), url_for("handover.record", project_id=project.id), is_free=True)
    if (
        project.state == ProjectState.COMPLETED
        and not project.handover_id
        and allowed(WorksPermission.PROJECT_HAND_OVER)
    ):
        return handover
    for action, endpoint in (
        ("sign_agreement", "agreement.sign"),
        ("resume", "holds.resume"),
        ("complete", "completion.complete"),
        ("close", "completion.close"),
    ):
        move = MOVES[action]
        if project.state in move.sources and allowed(permission_named(move.permission)):
            is_post = action == "resume"
            url = url_for(endpoint, project_id=project.id)
            return Step(label("project_action", action), url, is_post=is_post, is_free=is_post)
    return None


def _address(endpoint: str, project_id: int) -> str | None:
    return url_for(endpoint, project_id=project_id) if endpoint in current_app.view_functions else None
