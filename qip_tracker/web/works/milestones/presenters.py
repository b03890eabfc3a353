"""The plan in words: state, both keys with who and when, what can be done next; and the picture of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from qip_tracker.access import Actor
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import ONLY_PLANNED_STATES, UNDER_AGREEMENT_STATES
from qip_tracker.domain.works.milestones import withdrawing_refusals
from qip_tracker.domain.works.permissions import WorksPermission
from qip_tracker.domain.works.vocabulary import MilestoneState
from qip_tracker.i18n import _, formats, isolated, listed
from qip_tracker.i18n.labels import label
from qip_tracker.i18n.refusals import refusal_message
from qip_tracker.queries.works.milestones import FieldProject, PlanStep, Standstill
from qip_tracker.reports.charts.timeline import timeline
from qip_tracker.reports.facts.project import Clock, HoldFacts, MilestoneFacts
from qip_tracker.weblib.pages.drawings import Drawing, drawing
from qip_tracker.weblib.pages.frame import allowed

_KINDS: Mapping[str, str] = {
    MilestoneState.NOT_STARTED: "waiting",
    MilestoneState.ON_TRACK: "moving",
    MilestoneState.LATE: "late",
    MilestoneState.OBSERVED: "waiting",
    MilestoneState.CONFIRMED: "waiting",
    MilestoneState.DONE: "done",
    MilestoneState.DROPPED: "closed",
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A milestone as the table draws it. `actions` are (words, address) of what this reader can do."""

    number: int
    title: str
    weight: str
    planned: date
    kind: str
    state_word: str
    notes: tuple[str, ...]
    mission_key: str | None
    mission_key_note: str | None
    mission_key_url: str | None
    owner_key: str | None
    owner_key_note: str | None
    confirm_url: str | None
    actions: tuple[tuple[str, str], ...]


def step_rows(project: FieldProject, plan: list[PlanStep], actor: Actor) -> list[StepRow]:
    """The plan for this reader."""
    return [_row(project, step, actor) for step in plan]


def _row(project: FieldProject, step: PlanStep, actor: Actor) -> StepRow:
    # Before the agreement a plan is only a plan: nothing in it can be on track or late.
    state = MilestoneState.NOT_STARTED if project.state in ONLY_PLANNED_STATES else step.state
    return StepRow(
        number=step.position,
        title=step.title,
        weight=formats.percent(step.weight_pct),
        planned=step.planned_on,
        kind=_KINDS[state],
        state_word=label("milestone_state", state),
        notes=tuple(_notes(step, state)),
        mission_key=formats.date(step.seen_on) if step.seen_on else None,
        mission_key_note=label("role", step.seen_by_role) if step.seen_by_role else None,
        mission_key_url=_visit_url(project, step),
        owner_key=formats.date(step.confirmed_on) if step.confirmed_on else None,
        owner_key_note=_owner_note(step),
        confirm_url=_confirm_url(project, step, actor),
        actions=(*_actions(project, step), *_withdrawal(project, step)),
    )


def _visit_url(project: FieldProject, step: PlanStep) -> str | None:
    if step.seen_on_visit_id is None:
        return None
    return url_for("milestones.index", project_id=project.id, _anchor=f"visit-{step.seen_on_visit_id}")


def _owner_note(step: PlanStep) -> str | None:
    if not step.confirmed_by or not step.confirmation_method:
        return None
    how = label("confirmation_method", step.confirmation_method)
    if not step.confirmation_recorded_by_role:
        return listed((step.confirmed_by, how), " · ")
    by = label("role", step.confirmation_recorded_by_role)
    return _("%(owner)s · %(how)s · written down by: %(role)s", owner=step.confirmed_by, how=how, role=by)


def _notes(step: PlanStep, state: str) -> list[str]:
    notes = []
    if state == MilestoneState.DROPPED:
        reason = isolated(step.dropped_reason or "")
        notes.append(f"{_('%(what)s:', what=formats.date(step.dropped_on))} {reason}")
    if state == MilestoneState.DONE:
        notes.append(formats.date(step.done_on))
    if state not in (MilestoneState.NOT_STARTED, MilestoneState.DROPPED) and step.days_behind:
        notes.append(formats.late(step.days_behind))
    if step.delay_reason:
        notes.append(label("delay_reason", step.delay_reason))
    return notes


def _confirm_url(project: FieldProject, step: PlanStep, actor: Actor) -> str | None:
    """Where this reader may record the co-owner's word; nowhere for whoever turned the other key."""
    is_open = project.state in UNDER_AGREEMENT_STATES and not step.confirmed_on and not step.dropped_on
    if not is_open or step.seen_by_id == actor.person_id or not allowed(WorksPermission.MILESTONE_CONFIRM):
        return None
    return _address("confirm", project, step)


def withdrawal_blocks(project: FieldProject, step: PlanStep) -> list[str]:
    """Why the co-owner's word cannot be taken back now, in words; empty when it can."""
    refusals = withdrawing_refusals(step.facts, "-", project.state, project.last_tranche_asked_for)
    return [refusal_message(refusal.code) for refusal in refusals]


def _withdrawal(project: FieldProject, step: PlanStep) -> list[tuple[str, str]]:
    if not allowed(WorksPermission.MILESTONE_CONFIRM) or withdrawal_blocks(project, step):
        return []
    return [(_("Withdraw the confirmation"), _address("withdraw", project, step))]


def _actions(project: FieldProject, step: PlanStep) -> list[tuple[str, str]]:
    if (
        project.state not in UNDER_AGREEMENT_STATES
        or step.state == MilestoneState.DROPPED
        or not allowed(ProjectPermission.PROJECT_EDIT)
    ):
        return []
    actions = []
    if step.days_behind:
        # A step done late may still be explained.
        words = _("Say why it was late") if step.state == MilestoneState.DONE else _("Say why it is late")
        actions.append((words, _address("delay", project, step)))
    if step.state != MilestoneState.DONE:
        actions.append((_("Drop it"), _address("drop", project, step)))
    return actions


def _address(page: str, project: FieldProject, step: PlanStep) -> str:
    return url_for(f"milestones.{page}", project_id=project.id, milestone_id=step.id)


def waits_for_another(project: FieldProject, plan: list[PlanStep], actor: Actor) -> int:
    """How many steps this reader saw for the mission and so cannot confirm."""
    if project.state not in UNDER_AGREEMENT_STATES or not allowed(WorksPermission.MILESTONE_CONFIRM):
        return 0
    return sum(
        1 for step in plan if step.state == MilestoneState.OBSERVED and step.seen_by_id == actor.person_id
    )


def steps_to_see(plan: list[PlanStep], actor: Actor) -> list[tuple[int, str]]:
    """(id, words) of the milestones this person may still see: open, and the other key is not theirs."""
    return [
        (step.id, f"{isolated(step.title)} ({formats.percent(step.weight_pct)})")
        for step in plan
        if not step.seen_on
        and not step.dropped_on
        and (step.confirmed_on is None or step.confirmation_recorded_by_id != actor.person_id)
    ]


def plan_picture(
    project: FieldProject, plan: list[PlanStep], holds: list[Standstill], today: date
) -> Drawing | None:
    """Plan as outline, reality as fill, today as a mark; None while there is nothing to draw."""
    clock = Clock.of(project, today)
    steps = tuple(
        MilestoneFacts(
            title=step.title,
            weight_pct=step.weight_pct,
            planned_on=step.planned_on,
            state=step.state,
            done_on=step.done_on,
            delay_reason=step.delay_reason,
            days_late=0 if project.state in ONLY_PLANNED_STATES else step.days_behind,
        )
        for step in plan
    )
    stood = tuple(
        HoldFacts(reason=hold.reason, note=hold.note, since_on=hold.since_on, until_on=hold.until_on)
        for hold in holds
    )
    return drawing(timeline(steps, clock, stood, today, label), "plan")
