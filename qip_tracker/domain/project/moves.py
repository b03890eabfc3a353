"""The life of a project: which moves are legal, from which state, and what must be true first.

One table (`MOVES`) gives the service its decision, the page its buttons and its checklist, the tests their matrix,
and the documentation its diagram.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from qip_tracker.domain.kernel.refusals import Refusal, Refused
from qip_tracker.domain.kernel.rules import Rules


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What the guards look at, read in the transaction that makes the move. Money in US cents."""

    state: str
    funding_kind: str = "assessed_qip_budget"
    need_is_stated: bool = False
    groups_heard: int = 0
    has_partner: bool = False
    partner_status: str = "candidate"
    partner_assessment: str = "not_assessed"
    has_objective: bool = False
    requested_usd_minor: int | None = None
    qip_lines: int = 0
    planned_weeks: int | None = None
    has_start: bool = False
    exception_reason: bool = False
    overhead_pct: int = 0
    milestone_weights: tuple[int, ...] = ()
    co_owner_sides: frozenset[str] = frozenset()
    harm_rows: int = 0
    maintenance_owner: bool = False
    opinions: Mapping[str, str] = field(default_factory=dict)
    has_works: bool = True
    benefits_security_forces: bool = False
    open_conditions: int = 0
    consents: Mapping[str, int] = field(default_factory=dict)
    refusals_of_consent: Mapping[str, int] = field(default_factory=dict)
    paid_tranches: int = 0
    tranches: int = 0
    milestones_open: int = 0
    final_visit_on: date | None = None
    visits: int = 0
    photos: int = 0
    has_handover: bool = False
    closed_rounds: frozenset[str] = frozenset()
    open_rounds: int = 0


Check = Callable[[ProjectFacts, Rules], bool]


@dataclass(frozen=True, slots=True)
class Guard:
    """One line of a checklist: `code` names the refusal, `room` where it can be put right."""

    code: str
    holds: Check
    room: str


@dataclass(frozen=True, slots=True)
class Move:
    """A legal move: permission by name, states it starts from, state it leads to, and its guards."""

    action: str
    permission: str
    sources: frozenset[str]
    target: str
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False
    has_own_page: bool = False


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A guard as the page shows it before anyone presses the button."""

    code: str
    is_met: bool
    room: str


def ceiling_usd_minor(facts: ProjectFacts, rules: Rules) -> int | None:
    """The ceiling in US cents; only the assessed budget has one, higher with a reasoned exception."""
    if facts.funding_kind != "assessed_qip_budget":
        return None
    return rules.exception_ceiling_usd_minor if facts.exception_reason else rules.ceiling_usd_minor


def _within_ceiling(facts: ProjectFacts, rules: Rules) -> bool:
    ceiling = ceiling_usd_minor(facts, rules)
    return facts.requested_usd_minor is not None and (ceiling is None or facts.requested_usd_minor <= ceiling)


def required_opinions(facts: ProjectFacts) -> tuple[str, ...]:
    """The screening opinions a project needs; engineering and land only for works, diligence for security forces."""
    needed = [
        "eligibility",
        "partner_capacity",
        "cost_estimate",
        "duplication",
        "environment",
        "gender",
        "do_no_harm",
    ]
    if facts.has_works:
        needed += ["engineering", "land"]
    if facts.benefits_security_forces:
        needed.append("human_rights_due_diligence")
    return tuple(needed)


def _consented(stage: str) -> Check:
    return lambda facts, rules: (
        facts.consents.get(stage, 0) > 0 and not facts.refusals_of_consent.get(stage, 0)
    )


PROPOSAL_GUARDS: Final = (
    Guard("need.not_stated", lambda f, r: f.need_is_stated, "need"),
    Guard("need.nobody_heard", lambda f, r: f.groups_heard > 0, "need"),
    Guard("partner.missing", lambda f, r: f.has_partner, "plan"),
    Guard("project.objective_missing", lambda f, r: f.has_objective, "plan"),
    Guard("project.start_missing", lambda f, r: f.has_start and f.planned_weeks is not None, "plan"),
    Guard(
        "project.too_long",
        lambda f, r: f.planned_weeks is not None and f.planned_weeks <= r.maximum_weeks,
        "plan",
    ),
    Guard("budget.empty", lambda f, r: f.qip_lines > 0, "plan"),
    Guard("budget.over_ceiling", _within_ceiling, "plan"),
    Guard("budget.overhead", lambda f, r: f.overhead_pct <= r.overhead_maximum_pct, "plan"),
    Guard("milestones.too_few", lambda f, r: len(f.milestone_weights) >= r.minimum_milestones, "plan"),
    Guard("milestones.not_hundred", lambda f, r: sum(f.milestone_weights) == 100, "plan"),
    Guard("coowners.side_missing", lambda f, r: f.co_owner_sides >= {"state", "society"}, "people"),
    Guard("harm.not_considered", lambda f, r: f.harm_rows > 0, "people"),
    Guard("maintenance.nobody", lambda f, r: f.maintenance_owner, "people"),
)

SCREENING_GUARDS: Final = (
    Guard(
        "screening.incomplete", lambda f, r: all(c in f.opinions for c in required_opinions(f)), "screening"
    ),
    Guard("screening.failed", lambda f, r: "failed" not in f.opinions.values(), "screening"),
    Guard("partner.not_assessed", lambda f, r: f.partner_assessment.startswith("passed"), "partner"),
    Guard("partner.suspended", lambda f, r: f.partner_status not in ("suspended", "barred"), "partner"),
)

AGREEMENT_GUARDS: Final = (
    Guard("conditions.open", lambda f, r: f.open_conditions == 0, "decision"),
    Guard("partner.not_assessed", lambda f, r: f.partner_assessment.startswith("passed"), "partner"),
    Guard("partner.suspended", lambda f, r: f.partner_status not in ("suspended", "barred"), "partner"),
    Guard("coowners.no_consent_design", _consented("design"), "coownership"),
)

COMPLETION_GUARDS: Final = (
    Guard("milestones.open", lambda f, r: f.milestones_open == 0, "milestones"),
    Guard("visits.no_final", lambda f, r: f.final_visit_on is not None, "milestones"),
    Guard("visits.too_few", lambda f, r: f.visits >= r.minimum_visits, "milestones"),
)

CLOSURE_GUARDS: Final = (
    Guard("tranches.unpaid", lambda f, r: f.tranches > 0 and f.paid_tranches == f.tranches, "money"),
    Guard("handover.missing", lambda f, r: f.has_handover, "handover"),
    Guard("coowners.no_consent_handover", _consented("handover"), "coownership"),
    Guard("photos.missing", lambda f, r: f.photos > 0, "milestones"),
    Guard("rounds.no_completion", lambda f, r: "completion" in f.closed_rounds, "community"),
    Guard("rounds.open", lambda f, r: f.open_rounds == 0, "community"),
)


def _move(action: str, permission: str, sources: str, target: str, *guards: Guard, **options: bool) -> Move:
    return Move(action, permission, frozenset(sources.split()), target, guards, **options)


MOVES: Final[Mapping[str, Move]] = {
    move.action: move
    for move in (
        _move("submit", "PROJECT_SUBMIT", "draft returned", "submitted", *PROPOSAL_GUARDS),
        _move("screen", "PROJECT_SCREEN", "submitted", "screened", *SCREENING_GUARDS, has_own_page=True),
        _move("return_to_author", "PROJECT_SCREEN", "submitted screened", "returned", needs_reason=True),
        _move(
            "withdraw",
            "PROJECT_WITHDRAW",
            "draft submitted returned screened approved",
            "withdrawn",
            needs_reason=True,
        ),
        _move("approve", "PROJECT_DECIDE", "screened", "approved", *SCREENING_GUARDS, has_own_page=True),
        _move("defer", "PROJECT_DECIDE", "screened", "screened", has_own_page=True),
        _move("return_by_committee", "PROJECT_DECIDE", "screened", "returned", has_own_page=True),
        _move("reject", "PROJECT_DECIDE", "screened", "rejected", has_own_page=True),
        _move("sign_agreement", "AGREEMENT_SIGN", "approved", "agreed", *AGREEMENT_GUARDS, has_own_page=True),
        _move("start", "TRANCHE_PAY", "agreed", "active", has_own_page=True),
        _move("hold", "PROJECT_HOLD", "active", "on_hold", needs_reason=True, has_own_page=True),
        _move("resume", "PROJECT_HOLD", "on_hold", "active"),
        _move("complete", "PROJECT_COMPLETE", "active", "completed", *COMPLETION_GUARDS),
        _move("close", "PROJECT_CLOSE", "completed", "closed", *CLOSURE_GUARDS),
        _move("terminate", "PROJECT_TERMINATE", "active on_hold", "terminated", needs_reason=True),
    )
}


def checklist(action: str, facts: ProjectFacts, rules: Rules) -> list[ChecklistLine]:
    """Every guard of a move with whether it is met; the page shows this before the button."""
    return [
        ChecklistLine(guard.code, guard.holds(facts, rules), guard.room) for guard in MOVES[action].guards
    ]


def require_move(action: str, facts: ProjectFacts, rules: Rules, reason: str | None = None) -> Move:
    """The move, if it is legal now; raises `Refused` with every reason otherwise."""
    move = MOVES[action]
    refusals = []
    if facts.state not in move.sources:
        refusals.append(Refusal("project.not_from_here", None, {"state": facts.state, "action": action}))
    else:
        refusals += [Refusal(line.code) for line in checklist(action, facts, rules) if not line.is_met]
    if move.needs_reason and not (reason or "").strip():
        refusals.append(Refusal("project.reason_missing", "reason"))
    if refusals:
        raise Refused(*refusals)
    return move


def moves_from(state: str) -> list[Move]:
    """The moves that start from a state, in the order of the table."""
    return [move for move in MOVES.values() if state in move.sources]


def planned_end(start: date, weeks: int) -> date:
    """The last day of a project of `weeks` weeks that starts on `start`."""
    return start + timedelta(weeks=weeks)


def days_on_clock(first_paid_on: date | None, completed_on: date | None, today: date) -> int | None:
    """Days since the first disbursement, which starts the clock and which no hold stops; None before it."""
    if first_paid_on is None:
        return None
    return ((completed_on or today) - first_paid_on).days
