"""What a proposal must have before it is sent, screened, approved and agreed, and the facts that say so."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.domain.kernel.gates import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Code,
    Codes,
    Equals,
    Expression,
    Facts,
    Flag,
    Gate,
    Includes,
    Is,
    Known,
    Not,
    Number,
    OneOf,
    Policy,
    facts_of,
    holds,
)
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.programme.vocabulary import FundingKind, PartnerAssessment, PartnerStatus
from qip_tracker.domain.selection.vocabulary import ScreeningCheck, ScreeningOutcome

NEED_IS_STATED: Final = Flag("need_is_stated")
GROUPS_HEARD: Final = Number("groups_heard")
HAS_PARTNER: Final = Flag("has_partner")
HAS_OBJECTIVE: Final = Flag("has_objective")
HAS_START: Final = Flag("has_start")
PLANNED_WEEKS: Final = Number("planned_weeks", may_be_missing=True)
QIP_LINES: Final = Number("qip_lines")
FUNDING_KIND: Final = Code("funding_kind")
REQUESTED_USD_MINOR: Final = Number("requested_usd_minor", may_be_missing=True)
HAS_EXCEPTION: Final = Flag("has_exception")
OVERHEAD_PCT: Final = Number("overhead_pct")
PLANNED_MILESTONES: Final = Number("planned_milestones")
PLANNED_WEIGHT_PCT: Final = Number("planned_weight_pct")
HARMS_CONSIDERED: Final = Number("harms_considered")
HAS_MAINTENANCE_OWNER: Final = Flag("has_maintenance_owner")
HAS_WORKS: Final = Flag("has_works")
BENEFITS_SECURITY_FORCES: Final = Flag("benefits_security_forces")
OPINIONS_GIVEN: Final = Codes("opinions_given")
OPINION_OUTCOMES: Final = Codes("opinion_outcomes")
PARTNER_ASSESSMENT: Final = Code("partner_assessment", may_be_missing=True)
PARTNER_STATUS: Final = Code("partner_status", may_be_missing=True)
OPEN_CONDITIONS: Final = Number("open_conditions")

_ALWAYS: Final = AllOf()
# Screening check -> when a proposal needs an opinion on it.
OPINIONS: Final[Mapping[str, Expression]] = {
    ScreeningCheck.ELIGIBILITY: _ALWAYS,
    ScreeningCheck.PARTNER_CAPACITY: _ALWAYS,
    ScreeningCheck.COST_ESTIMATE: _ALWAYS,
    ScreeningCheck.DUPLICATION: _ALWAYS,
    ScreeningCheck.ENVIRONMENT: _ALWAYS,
    ScreeningCheck.GENDER: _ALWAYS,
    ScreeningCheck.DO_NO_HARM: _ALWAYS,
    ScreeningCheck.ENGINEERING: Is(HAS_WORKS),
    ScreeningCheck.LAND: Is(HAS_WORKS),
    ScreeningCheck.HUMAN_RIGHTS_DUE_DILIGENCE: Is(BENEFITS_SECURITY_FORCES),
}


def _given_if_needed(check: str, when: Expression) -> Expression:
    given = Includes(OPINIONS_GIVEN, check)
    return given if when == _ALWAYS else AnyOf(Not(when), given)


_IS_ASSESSED_BUDGET: Final = OneOf(FUNDING_KIND, frozenset({FundingKind.ASSESSED_QIP_BUDGET}))
# Only the assessed budget has a ceiling, a higher one where the exception is reasoned. US cents.
_WITHIN_CEILING: Final = AllOf(
    Known(REQUESTED_USD_MINOR),
    AnyOf(
        Not(_IS_ASSESSED_BUDGET),
        AllOf(Is(HAS_EXCEPTION), AtMost(REQUESTED_USD_MINOR, Policy("exception_ceiling_usd_minor"))),
        AllOf(Not(Is(HAS_EXCEPTION)), AtMost(REQUESTED_USD_MINOR, Policy("ceiling_usd_minor"))),
    ),
)

PROPOSAL_GATES: Final = (
    Gate("need.not_stated", "need", Is(NEED_IS_STATED)),
    Gate("need.nobody_heard", "need", AtLeast(GROUPS_HEARD, 1)),
    Gate("partner.missing", "plan", Is(HAS_PARTNER)),
    Gate("project.objective_missing", "plan", Is(HAS_OBJECTIVE)),
    Gate("project.start_missing", "plan", AllOf(Is(HAS_START), Known(PLANNED_WEEKS))),
    Gate("project.too_long", "plan", AtMost(PLANNED_WEEKS, Policy("maximum_weeks"))),
    Gate("budget.empty", "plan", AtLeast(QIP_LINES, 1)),
    Gate("budget.over_ceiling", "plan", _WITHIN_CEILING),
    Gate("budget.overhead", "plan", AtMost(OVERHEAD_PCT, Policy("overhead_maximum_pct"))),
    Gate("milestones.too_few", "plan", AtLeast(PLANNED_MILESTONES, Policy("minimum_milestones"))),
    Gate("milestones.not_hundred", "plan", Equals(PLANNED_WEIGHT_PCT, 100)),
    Gate("harm.not_considered", "people", AtLeast(HARMS_CONSIDERED, 1)),
    Gate("maintenance.nobody", "people", Is(HAS_MAINTENANCE_OWNER)),
)
PARTNER_GATES: Final = (
    Gate(
        "partner.not_assessed",
        "partner",
        OneOf(
            PARTNER_ASSESSMENT,
            frozenset({PartnerAssessment.PASSED, PartnerAssessment.PASSED_WITH_CONDITIONS}),
        ),
    ),
    Gate(
        "partner.suspended",
        "partner",
        Not(OneOf(PARTNER_STATUS, frozenset({PartnerStatus.SUSPENDED, PartnerStatus.BARRED}))),
    ),
)
SCREENING_GATES: Final = (
    Gate(
        "screening.incomplete",
        "screening",
        AllOf(*(_given_if_needed(check, when) for check, when in OPINIONS.items())),
    ),
    Gate("screening.failed", "screening", Not(Includes(OPINION_OUTCOMES, ScreeningOutcome.FAILED))),
    *PARTNER_GATES,
)
GATES: Final[Mapping[str, tuple[Gate, ...]]] = {
    "submit": PROPOSAL_GATES,
    "screen": SCREENING_GATES,
    "approve": SCREENING_GATES,
    "sign_agreement": (Gate("conditions.open", "decision", Equals(OPEN_CONDITIONS, 0)), *PARTNER_GATES),
}

OPINION_FACTS: Final = facts_of(AllOf(*OPINIONS.values()))


def opinions_needed(facts: Facts, rules: Rules) -> tuple[str, ...]:
    """The screening checks a project needs an opinion on, in their order; `facts` hold `OPINION_FACTS`."""
    return tuple(check for check, when in OPINIONS.items() if holds(when, facts, rules))
