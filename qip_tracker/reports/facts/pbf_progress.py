"""The facts of a Peacebuilding Fund project progress report (cover 1.1, body 1.2, results 1.3, budget 1.7, rates 1.8).

Limits and due dates are recalled, not confirmed: they come in with the report, none is a constant here.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from qip_tracker.domain.project.vocabulary import BudgetCategory
from qip_tracker.reports.facts.amounts import Amount
from qip_tracker.reports.facts.arithmetic import (
    INDIRECT_RATE_PER_MILLE,
    delivery_rate,
    implementation_rate,
    indirect_cost,
    share_tenths,
    time_elapsed,
)
from qip_tracker.reports.facts.community import RoundFacts
from qip_tracker.reports.facts.gaps import Lateness, Unknown, what_is_late, what_is_not_known
from qip_tracker.reports.facts.project import (
    Clock,
    CoOwnership,
    MilestoneFacts,
    Money,
    PhotoFacts,
    Place,
    VisitFacts,
)
from qip_tracker.reports.facts.provenance import Provenance
from qip_tracker.reports.facts.words import Words

# Another set of fields is another version: see `facts.versions`.
VERSION = 2
SCHEMA = f"pbf_progress/{VERSION}"
REPORT_TYPES = ("semi_annual", "annual", "final")
PRIORITY_WINDOWS = ("gender", "youth", "transition", "cross_border")
OUTCOME_RATINGS = ("off_track", "on_track", "on_track_with_evidence")
# The eight harmonised UN cost categories (reports.md 1.7); the eighth is indirect support on the other seven.
DIRECT_CATEGORIES = ("staff", "supplies", "equipment", "contractual", "travel", "transfers", "operating")
# Where a line of a QIP's budget falls among the eight (reports.md 1.7, column "typical QIP lines").
CATEGORY_OF_BUDGET_LINE: Mapping[str, str] = {
    BudgetCategory.MATERIALS: "supplies",
    BudgetCategory.EQUIPMENT: "equipment",
    BudgetCategory.SKILLED_LABOUR: "contractual",
    BudgetCategory.UNSKILLED_LABOUR: "contractual",
    BudgetCategory.TRANSPORT: "travel",
    BudgetCategory.TRAINING_COSTS: "contractual",
    BudgetCategory.VISIBILITY: "operating",
    BudgetCategory.ADMIN_OVERHEAD: "operating",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """An organisation that receives money of the fund; the first of a report convenes. US cents."""

    name: Words
    kind: str
    approved: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryLine:
    """Budget and spending of one harmonised category, US cents; None where the record does not say."""

    category: str
    approved_minor: int
    spent_minor: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetByCategory:
    """Seven direct categories, their subtotal, indirect support and total; US cents, one rate for both columns."""

    lines: tuple[CategoryLine, ...]
    direct_approved_minor: int
    indirect_approved_minor: int
    total_approved_minor: int
    direct_spent_minor: int | None = None
    indirect_spent_minor: int | None = None
    total_spent_minor: int | None = None
    indirect_rate_per_mille: int = INDIRECT_RATE_PER_MILLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Computed rates in tenths of a percent; None where a figure is missing. Approximate, as the form says."""

    implementation: int | None = None
    delivery: int | None = None
    gender_planned: int | None = None
    gender_spent: int | None = None
    time_elapsed: int | None = None
    outputs_done: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """A row of the results table (reports.md 1.3): values are people's words, for qualitative ones too."""

    outcome: Words
    output: Words | None
    indicator: Words
    baseline: Words | None = None
    target: Words | None = None
    milestone: Words | None = None
    progress: Words | None = None
    variance_reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A narrative answer of the body; `question` is a code such as I.1, `limit` counts characters with spaces."""

    question: str
    text: Words | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """An outcome with its rating and what was done for it in the period."""

    title: Words
    rating: str | None = None
    progress: Words | None = None
    inclusion: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalytic:
    """Money or movement that came because of the project; `kind`: financial or non_financial."""

    kind: str
    actor: Words
    amount: Amount | None = None
    description: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PbfCover:
    """The cover rows of reports.md 1.1 in their order; dates of transfer are the official start."""

    report_type: str
    year: int
    mptf_number: Words | None = None
    trust_fund: Words | None = None
    recipients: tuple[Recipient, ...] = ()
    first_transfer_on: date | None = None
    ends_on: date | None = None
    ends_within_six_months: bool | None = None
    windows: tuple[str, ...] = ()
    total_approved: Amount | None = None
    gender_allocated: Amount | None = None
    gender_spent: Amount | None = None
    gender_marker: int | None = None
    risk_marker: int | None = None
    focus_area: str | None = None
    prepared_by: Words | None = None
    approved_by: Words | None = None
    reviewed_by_secretariat: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PbfProgressFacts:
    """One PBF project in one reporting period."""

    provenance: Provenance
    reference: Words
    title: Words
    state: str
    place: Place
    donor: Words
    fund: Words
    cover: PbfCover
    period_from: date
    period_to: date
    answers: tuple[Answer, ...] = ()
    outcomes: tuple[OutcomeFacts, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    budget: BudgetByCategory
    rates: Rates
    money: Money
    milestones: tuple[MilestoneFacts, ...] = ()
    done_weight_pct: int = 0
    clock: Clock
    visits: tuple[VisitFacts, ...] = ()
    photos: tuple[PhotoFacts, ...] = ()
    coownership: CoOwnership
    rounds: tuple[RoundFacts, ...] = ()
    catalytic: tuple[Catalytic, ...] = ()
    lateness: tuple[Lateness, ...] = ()
    not_known: tuple[Unknown, ...] = ()
    schema: str = SCHEMA


def completed(facts: PbfProgressFacts) -> PbfProgressFacts:
    """The same facts with everything late and everything unknown filled in; spending counts where it is budgeted."""
    return replace(
        facts,
        lateness=what_is_late(facts.milestones, facts.clock, facts.provenance.as_of),
        not_known=what_is_not_known(
            money=facts.money,
            need=None,
            outputs=None,
            milestones=facts.milestones,
            clock=facts.clock,
            visits=facts.visits,
            photos=facts.photos,
            coownership=facts.coownership,
            rounds=facts.rounds,
            spending_recorded=facts.budget.total_spent_minor is not None,
        ),
    )


def budget_by_category(
    lines: tuple[CategoryLine, ...], rate_per_mille: int = INDIRECT_RATE_PER_MILLE
) -> BudgetByCategory:
    """Sum lines into the seven direct categories and add indirect support at this rate; US cents.

    Spending is summed only when every line has it. Raises ValueError for a category outside the seven.
    """
    if unknown := {line.category for line in lines} - set(DIRECT_CATEGORIES):
        raise ValueError(f"not a direct category: {', '.join(sorted(unknown))}")
    rows = tuple(
        _category(code, [line for line in lines if line.category == code]) for code in DIRECT_CATEGORIES
    )
    direct = sum(row.approved_minor for row in rows)
    indirect = indirect_cost(direct, rate_per_mille)
    spent_known = bool(lines) and all(line.spent_minor is not None for line in lines)
    spent = sum(row.spent_minor or 0 for row in rows) if spent_known else None
    indirect_spent = None if spent is None else indirect_cost(spent, rate_per_mille)
    return BudgetByCategory(
        lines=rows,
        direct_approved_minor=direct,
        indirect_approved_minor=indirect,
        total_approved_minor=direct + indirect,
        direct_spent_minor=spent,
        indirect_spent_minor=indirect_spent,
        total_spent_minor=None if spent is None or indirect_spent is None else spent + indirect_spent,
        indirect_rate_per_mille=rate_per_mille,
    )


def _category(code: str, lines: list[CategoryLine]) -> CategoryLine:
    spent = [line.spent_minor for line in lines]
    known = [value for value in spent if value is not None]
    return CategoryLine(
        category=code,
        approved_minor=sum(line.approved_minor for line in lines),
        spent_minor=sum(known) if len(known) == len(spent) else None,
    )


def rates(
    *,
    spent_minor: int | None,
    approved_minor: int | None,
    transferred_minor: int | None,
    refunded_minor: int = 0,
    gender_allocated_minor: int | None = None,
    gender_spent_minor: int | None = None,
    clock: Clock,
    as_of: date,
    outputs_done_tenths: int | None = None,
) -> Rates:
    """All computed rates of one report (reports.md 1.8), in tenths of a percent, from US cents."""
    return Rates(
        implementation=implementation_rate(spent_minor, approved_minor),
        delivery=delivery_rate(spent_minor, transferred_minor, refunded_minor),
        gender_planned=share_tenths(gender_allocated_minor, approved_minor),
        gender_spent=share_tenths(gender_spent_minor, gender_allocated_minor),
        time_elapsed=time_elapsed(clock.first_paid_on, clock.planned_end_on, as_of),
        outputs_done=outputs_done_tenths,
    )


def ends_within_six_months(ends_on: date | None, as_of: date) -> bool | None:
    """Cover row 10: does the project end within six calendar months of the report's day (or has it ended)?"""
    if ends_on is None:
        return None
    return ends_on <= _months_later(as_of, 6)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
