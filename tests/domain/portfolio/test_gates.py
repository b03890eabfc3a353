"""Every gate of every move, alone: met by complete facts, the one line that is missing once its fact is not there."""

from typing import Any

import pytest

from qip_tracker.domain.kernel.gates import Fact, Facts, Gate, checklist, facts_of_gates
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.portfolio.gates import DECLARED, GATES
from qip_tracker.domain.project.moves import MOVES
from qip_tracker.domain.selection.gates import OPINION_FACTS, opinions_needed

# The gates of each move by name, so that one switched off is noticed here.
EXPECTED = {
    "submit": (
        "need.not_stated need.nobody_heard partner.missing project.objective_missing project.start_missing"
        " project.too_long budget.empty budget.over_ceiling budget.overhead milestones.too_few"
        " milestones.not_hundred harm.not_considered maintenance.nobody coowners.side_missing"
    ),
    "screen": "screening.incomplete screening.failed partner.not_assessed partner.suspended",
    "approve": "screening.incomplete screening.failed partner.not_assessed partner.suspended",
    "sign_agreement": ("conditions.open partner.not_assessed partner.suspended coowners.no_consent_design"),
    "complete": "milestones.open visits.no_final visits.too_few",
    "close": (
        "tranches.unpaid handover.missing photos.missing coowners.no_consent_handover"
        " rounds.no_completion rounds.open"
    ),
}
NEEDED = (
    "eligibility",
    "partner_capacity",
    "cost_estimate",
    "duplication",
    "environment",
    "gender",
    "do_no_harm",
)
FOR_WORKS = ("engineering", "land")
COMPLETE: dict[str, Any] = {
    "need_is_stated": True,
    "groups_heard": 1,
    "has_partner": True,
    "has_objective": True,
    "has_start": True,
    "planned_weeks": 26,
    "qip_lines": 1,
    "funding_kind": "assessed_qip_budget",
    "requested_usd_minor": 5_000_000,
    "has_exception": False,
    "overhead_pct": 0,
    "planned_milestones": 3,
    "planned_weight_pct": 100,
    "co_owner_sides": frozenset({"state", "society"}),
    "harms_considered": 1,
    "has_maintenance_owner": True,
    "has_works": True,
    "benefits_security_forces": False,
    "opinions_given": frozenset({*NEEDED, *FOR_WORKS}),
    "opinion_outcomes": frozenset({"passed", "not_applicable", "passed_with_conditions"}),
    "partner_assessment": "passed",
    "partner_status": "recommended",
    "open_conditions": 0,
    "tranches": 2,
    "tranches_unpaid": 0,
    "milestones_open": 0,
    "has_final_visit": True,
    "visits": 2,
    "photos": 1,
    "has_handover": True,
    "stages_agreed_to": frozenset({"design", "handover"}),
    "stages_refused": frozenset({"agreement"}),
    "rounds_closed": frozenset({"baseline", "completion"}),
    "rounds_open": 0,
}
# What differs from complete facts -> the one gate that is missing then.
BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"need_is_stated": False}, "need.not_stated"),
    ({"groups_heard": 0}, "need.nobody_heard"),
    ({"has_partner": False}, "partner.missing"),
    ({"has_objective": False}, "project.objective_missing"),
    ({"has_start": False}, "project.start_missing"),
    ({"planned_weeks": 27}, "project.too_long"),
    ({"qip_lines": 0}, "budget.empty"),
    ({"requested_usd_minor": None}, "budget.over_ceiling"),
    ({"requested_usd_minor": 5_000_001}, "budget.over_ceiling"),
    ({"requested_usd_minor": 10_000_001, "has_exception": True}, "budget.over_ceiling"),
    ({"requested_usd_minor": None, "funding_kind": "pbf"}, "budget.over_ceiling"),
    ({"overhead_pct": 1}, "budget.overhead"),
    ({"planned_milestones": 2}, "milestones.too_few"),
    ({"planned_weight_pct": 99}, "milestones.not_hundred"),
    ({"planned_weight_pct": 101}, "milestones.not_hundred"),
    ({"co_owner_sides": frozenset({"state"})}, "coowners.side_missing"),
    ({"co_owner_sides": frozenset({"society"})}, "coowners.side_missing"),
    ({"harms_considered": 0}, "harm.not_considered"),
    ({"has_maintenance_owner": False}, "maintenance.nobody"),
    *(({"opinions_given": COMPLETE["opinions_given"] - {check}}, "screening.incomplete") for check in NEEDED),
    *(
        ({"opinions_given": COMPLETE["opinions_given"] - {check}}, "screening.incomplete")
        for check in FOR_WORKS
    ),
    ({"benefits_security_forces": True}, "screening.incomplete"),
    ({"opinion_outcomes": frozenset({"passed", "failed"})}, "screening.failed"),
    ({"partner_assessment": "not_assessed"}, "partner.not_assessed"),
    ({"partner_assessment": "failed"}, "partner.not_assessed"),
    ({"partner_assessment": None, "partner_status": None}, "partner.not_assessed"),
    ({"partner_status": "suspended"}, "partner.suspended"),
    ({"partner_status": "barred"}, "partner.suspended"),
    ({"open_conditions": 1}, "conditions.open"),
    ({"stages_agreed_to": frozenset({"handover"})}, "coowners.no_consent_design"),
    ({"stages_refused": frozenset({"design"})}, "coowners.no_consent_design"),
    ({"milestones_open": 1}, "milestones.open"),
    ({"has_final_visit": False}, "visits.no_final"),
    ({"visits": 1}, "visits.too_few"),
    ({"tranches": 0}, "tranches.unpaid"),
    ({"tranches_unpaid": 1}, "tranches.unpaid"),
    ({"has_handover": False}, "handover.missing"),
    ({"photos": 0}, "photos.missing"),
    ({"stages_agreed_to": frozenset({"design"})}, "coowners.no_consent_handover"),
    ({"stages_refused": frozenset({"handover"})}, "coowners.no_consent_handover"),
    ({"rounds_closed": frozenset({"baseline"})}, "rounds.no_completion"),
    ({"rounds_open": 1}, "rounds.open"),
]
# What may differ without anything being missing.
FINE: list[dict[str, Any]] = [
    {"requested_usd_minor": 10_000_000, "has_exception": True},
    {"requested_usd_minor": 900_000_000, "funding_kind": "pbf"},
    {"has_works": False, "opinions_given": frozenset(NEEDED)},
    {
        "benefits_security_forces": True,
        "opinions_given": COMPLETE["opinions_given"] | {"human_rights_due_diligence"},
    },
    {"partner_assessment": "passed_with_conditions", "partner_status": "on_watch"},
]


def facts(changed: dict[str, Any]) -> Facts:
    """Complete facts with a difference."""
    asked: set[Fact] = set().union(*(facts_of_gates(gates) for gates in GATES.values()))
    return {fact: (COMPLETE | changed)[fact.name] for fact in asked}


def missing(gates: tuple[Gate, ...], changed: dict[str, Any]) -> list[str]:
    """The codes of the lines that are not met."""
    return [line.code for line in checklist(gates, facts(changed), Rules()) if not line.is_met]


def test_every_move_has_exactly_its_gates() -> None:
    written = {action: tuple(gate.code for gate in gates) for action, gates in GATES.items()}
    assert written == {action: tuple(EXPECTED.get(action, "").split()) for action in MOVES}
    # What an area declares for a move that does not exist would be lost in silence.
    assert {action for area in DECLARED for action in area} <= set(MOVES)


def test_the_tables_above_leave_no_gate_and_no_fact_out() -> None:
    assert {code for _changed, code in BROKEN} == {gate.code for gates in GATES.values() for gate in gates}
    assert {fact.name for gates in GATES.values() for fact in facts_of_gates(gates)} == set(COMPLETE)


@pytest.mark.parametrize("changed", [{}, *FINE])
def test_complete_facts_leave_nothing_to_do(changed: dict[str, Any]) -> None:
    assert {action: missing(gates, changed) for action, gates in GATES.items()} == {
        action: [] for action in MOVES
    }


@pytest.mark.parametrize(("changed", "code"), BROKEN)
def test_each_gate_alone_is_what_is_missing(changed: dict[str, Any], code: str) -> None:
    asking = {action: gates for action, gates in GATES.items() if code in {gate.code for gate in gates}}
    for gates in asking.values():
        assert missing(gates, changed) == [code]
        assert missing(tuple(gate for gate in gates if gate.code != code), changed) == []
    for action in set(GATES) - set(asking):
        assert code not in missing(GATES[action], changed)


@pytest.mark.parametrize(
    ("works", "forces", "more"),
    [
        (False, False, ()),
        (True, False, FOR_WORKS),
        (False, True, ("human_rights_due_diligence",)),
        (True, True, (*FOR_WORKS, "human_rights_due_diligence")),
    ],
)
def test_the_opinions_needed_follow_from_works_and_forces(
    works: bool, forces: bool, more: tuple[str, ...]
) -> None:
    given = facts({"has_works": works, "benefits_security_forces": forces})
    asked = {fact: given[fact] for fact in OPINION_FACTS}
    assert opinions_needed(asked, Rules()) == (*NEEDED, *more)
