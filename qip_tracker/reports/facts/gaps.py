"""What a report must admit: what is late and what is not known. Derived from the facts, so nobody can leave it out."""

from dataclasses import dataclass
from datetime import date

from qip_tracker.domain.community.vocabulary import RoundStage
from qip_tracker.domain.kernel.dates import days_late
from qip_tracker.domain.works.vocabulary import MilestoneState
from qip_tracker.reports.facts.community import RoundFacts
from qip_tracker.reports.facts.project import (
    Clock,
    CoOwnership,
    MilestoneFacts,
    Money,
    Need,
    Output,
    PhotoFacts,
    VisitFacts,
)
from qip_tracker.reports.facts.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """Something behind its plan. `kind`: milestone, completion; `subject` is the milestone's title; days."""

    kind: str
    days: int
    planned_on: date
    subject: Words | None = None
    reason: str | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Something nobody can say from the record; `code` names it, `count` says how many where it can be counted."""

    code: str
    count: int | None = None


UNKNOWN_CODES = (
    "approved_amount",
    "exchange_rate",
    "first_payment",
    "planned_end",
    "spending",
    "need",
    "groups_heard",
    "outputs_planned",
    "outputs_counted",
    "milestones",
    "late_without_reason",
    "visits",
    "photos",
    "co_owners",
    "maintenance_owner",
    "baseline_round",
    "completion_round",
    "scores_withheld",
)


def what_is_late(milestones: tuple[MilestoneFacts, ...], clock: Clock, as_of: date) -> tuple[Lateness, ...]:
    """Milestones and the completion that are, or were done, after their planned day; the latest first."""
    late = [
        Lateness(
            kind="milestone",
            days=milestone.days_late,
            planned_on=milestone.planned_on,
            subject=milestone.title,
            reason=milestone.delay_reason,
            done_on=milestone.done_on,
        )
        for milestone in _late_steps(milestones)
    ]
    late.sort(key=lambda lateness: (-lateness.days, lateness.planned_on, lateness.subject or ""))
    overrun = days_late(clock.planned_end_on, clock.completed_on, as_of)
    if overrun and clock.planned_end_on and clock.first_paid_on:
        late.insert(
            0,
            Lateness(
                kind="completion", days=overrun, planned_on=clock.planned_end_on, done_on=clock.completed_on
            ),
        )
    return tuple(late)


def what_is_not_known(
    *,
    money: Money,
    need: Need | None,
    outputs: tuple[Output, ...] | None,
    milestones: tuple[MilestoneFacts, ...],
    clock: Clock,
    visits: tuple[VisitFacts, ...],
    photos: tuple[PhotoFacts, ...],
    coownership: CoOwnership,
    rounds: tuple[RoundFacts, ...],
    spending_recorded: bool,
) -> tuple[Unknown, ...]:
    """Every gap of the record in a fixed order; an empty answer means the record is whole.

    A report that prints no outputs (the PBF form has indicators) passes None for them and is not asked for the need.
    """
    gaps: dict[str, bool | int] = {
        **_gaps_of_money(money, clock, spending_recorded),
        "need": need is None and outputs is not None,
        "groups_heard": need is not None and not need.groups,
        "outputs_planned": outputs == (),
        "outputs_counted": sum(1 for output in outputs or () if output.delivered is None),
        "milestones": not milestones,
        "late_without_reason": sum(1 for milestone in _late_steps(milestones) if not milestone.delay_reason),
        "visits": not visits,
        "photos": not photos,
        "co_owners": not coownership.owners,
        "maintenance_owner": not coownership.maintenance_owner,
        **_gaps_of_rounds(rounds),
    }
    return tuple(
        Unknown(code=code, count=None if isinstance(gaps[code], bool) else gaps[code])
        for code in UNKNOWN_CODES
        if gaps[code]
    )


def _late_steps(milestones: tuple[MilestoneFacts, ...]) -> list[MilestoneFacts]:
    """Steps that are, or were done, after their planned day; nobody waits for one that was dropped."""
    return [step for step in milestones if step.days_late > 0 and step.state != MilestoneState.DROPPED]


def _gaps_of_money(money: Money, clock: Clock, spending_recorded: bool) -> dict[str, bool | int]:
    return {
        "approved_amount": money.approved.usd is None and money.approved.local is None,
        "exchange_rate": money.rate is None,
        "first_payment": clock.first_paid_on is None,
        "planned_end": clock.planned_end_on is None,
        "spending": not spending_recorded,
    }


def _gaps_of_rounds(rounds: tuple[RoundFacts, ...]) -> dict[str, bool | int]:
    stages = {panel_round.stage for panel_round in rounds}
    return {
        "baseline_round": RoundStage.BASELINE not in stages,
        "completion_round": RoundStage.COMPLETION not in stages,
        "scores_withheld": sum(1 for panel_round in rounds for score in panel_round.scores if score.withheld),
    }
