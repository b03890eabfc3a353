"""The facts of one project that more than one report prints. Codes, numbers and people's own words, never labels."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self

from qip_tracker.domain.project.moves import days_on_clock
from qip_tracker.reports.facts.amounts import Amount, Rate, TwoAmounts
from qip_tracker.reports.facts.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the project is. The point is rounded by the gather; hundredths of a degree, None when withheld."""

    name: Words
    country: str
    admin_area: Words | None = None
    latitude_hundredths: int | None = None
    longitude_hundredths: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What the community said it needs, and how many women and men of each group were heard."""

    statement: Words
    heard_on: date | None = None
    method: str | None = None
    raised_locally: bool = False
    groups: tuple["GroupHeard", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHeard:
    """Women and men of one consulted group; `code` of CONSULTED_GROUPS."""

    code: str
    women: int
    men: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Something countable that was promised; `delivered` is None until somebody has counted."""

    description: Words
    unit: Words
    planned: int
    delivered: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheFacts:
    """One share of the approved money; `paid_on` is None while it waits, `state` is a code."""

    number: int
    percent: int
    amount: TwoAmounts
    state: str
    paid_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLineFacts:
    """One line of the budget; `category` of BUDGET_CATEGORIES, `funded_by` of FUNDED_BY."""

    category: str
    description: Words
    amount: TwoAmounts
    funded_by: str = "qip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Approved, paid and balance, in local currency and dollars, at the rate the papers give."""

    approved: TwoAmounts
    paid: TwoAmounts
    balance: TwoAmounts
    rate: Rate | None = None
    tranches: tuple[TrancheFacts, ...] = ()
    budget: tuple[BudgetLineFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneFacts:
    """A weighted, dated step. `state` as `domain.works.milestones.state_of` derives it; `delay_reason` of DELAY_REASONS."""

    title: Words
    weight_pct: int
    planned_on: date
    state: str
    done_on: date | None = None
    delay_reason: str | None = None
    days_late: int = 0


class Dated(Protocol):
    """Whatever holds the days of a project, planned and real."""

    @property
    def planned_start_on(self) -> date | None: ...
    @property
    def planned_end_on(self) -> date | None: ...
    @property
    def planned_weeks(self) -> int | None: ...
    @property
    def first_paid_on(self) -> date | None: ...
    @property
    def completed_on(self) -> date | None: ...
    @property
    def handed_over_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The project's own time: it starts with the first disbursement and holds do not stop it. Days."""

    planned_start_on: date | None = None
    planned_end_on: date | None = None
    first_paid_on: date | None = None
    completed_on: date | None = None
    handed_over_on: date | None = None
    days_since_first_payment: int | None = None
    planned_weeks: int | None = None

    @classmethod
    def of(cls, project: Dated, today: date) -> Self:
        """The clock of a project, from its row or from what a page read of it."""
        return cls(
            planned_start_on=project.planned_start_on,
            planned_end_on=project.planned_end_on,
            first_paid_on=project.first_paid_on,
            completed_on=project.completed_on,
            handed_over_on=project.handed_over_on,
            days_since_first_payment=days_on_clock(project.first_paid_on, project.completed_on, today),
            planned_weeks=project.planned_weeks,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """A visit of the mission; counts of women and men met are None where nobody counted."""

    visited_on: date
    purpose: str
    with_engineer: bool
    observations: Words
    recommendation: str
    women_met: int | None = None
    men_met: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoFacts:
    """A photo in the media store, its place and the day of the visit; only the month is printed."""

    media_key: str
    caption: Words
    place: Words
    taken_on: date
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFacts:
    """A time of standstill; `until_on` is None while it lasts."""

    reason: str
    note: Words
    since_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOwnerFacts:
    """A body that owns the project with the mission, on the side of the state or of society."""

    body: Words
    side: str
    role: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionFacts:
    """What a co-owner gave; the value is None where nobody put one on it."""

    body: Words
    kind: str
    description: Words
    promised_on: date
    delivered_on: date | None = None
    value: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFacts:
    """A co-owner's word at design, agreement or handover, with what was said when it was no."""

    body: Words
    stage: str
    agreed: bool
    given_on: date
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignChangeFacts:
    """Something that is different because the community said so."""

    change: Words
    body: Words
    raised_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOwnership:
    """Who owns it, what they gave, changed and agreed to, who looks after it, and the index of 0 to 5."""

    owners: tuple[CoOwnerFacts, ...] = ()
    contributions: tuple[ContributionFacts, ...] = ()
    design_changes: tuple[DesignChangeFacts, ...] = ()
    consents: tuple[ConsentFacts, ...] = ()
    ownership_index: int | None = None
    index_points: tuple[str, ...] = ()
    maintenance_owner: Words | None = None
    maintenance_plan: Words | None = None
    maintenance_yearly: Amount | None = None
    maintenance_funded: bool = False
    management_body: Words | None = None
    management_women: int | None = None
    management_men: int | None = None
