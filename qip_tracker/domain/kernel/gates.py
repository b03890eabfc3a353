"""A gate is data: a code, the room where it is put right, and one expression over named facts.

`holds` decides in the domain; `queries.kernel.gates` turns the same expression into a condition of SQL. An area
declares its facts and gates in `domain/<area>/gates.py`, and what each fact reads in `queries/<area>/facts.py`.
"""

import operator
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, TypeAlias

from qip_tracker.domain.kernel.rules import Rules


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a gate may ask about a project or a tranche, under a name no other fact has."""

    name: str


@dataclass(frozen=True, slots=True)
class Flag(Fact):
    """Yes or no, never unknown."""


@dataclass(frozen=True, slots=True)
class Number(Fact):
    """A whole number: a count, percent or cents, as its name says; None only where it `may_be_missing`."""

    may_be_missing: bool = False


@dataclass(frozen=True, slots=True)
class Code(Fact):
    """One word of a closed list; None only where it `may_be_missing`."""

    may_be_missing: bool = False


@dataclass(frozen=True, slots=True)
class Codes(Fact):
    """Those words of a closed list that occur; none at all is the empty set."""


# What was read: bool of a flag, int or None of a number, str or None of a code, frozenset of codes.
Facts: TypeAlias = Mapping[Fact, Any]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy number by its name in `Rules`; ValueError for a name that is none."""

    name: str

    def __post_init__(self) -> None:
        if self.name not in {field.name for field in fields(Rules)}:
            raise ValueError(f"there is no policy number called {self.name}")


Bound: TypeAlias = int | Policy | Number


@dataclass(frozen=True, slots=True)
class Is:
    """The flag says yes."""

    fact: Flag


@dataclass(frozen=True, slots=True)
class Known:
    """The number or the code is there."""

    fact: Number | Code


@dataclass(frozen=True, slots=True)
class Equals:
    """The number is the bound; an unknown number equals nothing."""

    fact: Number
    bound: Bound


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The number reaches the bound; an unknown number reaches nothing."""

    fact: Number
    bound: Bound


@dataclass(frozen=True, slots=True)
class AtMost:
    """The number stays within the bound; an unknown number stays within nothing."""

    fact: Number
    bound: Bound


@dataclass(frozen=True, slots=True)
class OneOf:
    """The code is one of these; an unknown code is none of them."""

    fact: Code
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Includes:
    """The code occurs among the codes."""

    fact: Codes
    code: str


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Expression"


@dataclass(frozen=True, slots=True, init=False)
class AllOf:
    """Every part holds; `AllOf()` always does."""

    parts: tuple["Expression", ...]

    def __init__(self, *parts: "Expression") -> None:
        object.__setattr__(self, "parts", parts)


@dataclass(frozen=True, slots=True, init=False)
class AnyOf:
    """At least one part holds; `AnyOf()` never does."""

    parts: tuple["Expression", ...]

    def __init__(self, *parts: "Expression") -> None:
        object.__setattr__(self, "parts", parts)


Comparison: TypeAlias = Equals | AtLeast | AtMost
Expression: TypeAlias = Is | Known | Comparison | OneOf | Includes | Not | AllOf | AnyOf

# The same operators compare numbers here and columns in SQL.
COMPARED_BY: Final[Mapping[type[Comparison], Callable[[Any, Any], Any]]] = {
    Equals: operator.eq,
    AtLeast: operator.ge,
    AtMost: operator.le,
}


@dataclass(frozen=True, slots=True)
class Gate:
    """One line of a checklist: `code` names the refusal, `room` where it is put right, `expression` what must hold."""

    code: str
    room: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A gate as the page shows it before anyone presses the button."""

    code: str
    is_met: bool
    room: str


def holds(expression: Expression, facts: Facts, rules: Rules) -> bool:
    """Whether the expression is true of the facts; KeyError when it asks for a fact that was not read."""
    match expression:
        case Is(fact):
            return bool(facts[fact])
        case Known(fact):
            return facts[fact] is not None
        case OneOf(fact, codes):
            return facts[fact] in codes
        case Includes(fact, code):
            return code in facts[fact]
        case Not(part):
            return not holds(part, facts, rules)
        case AllOf(parts):
            return all(holds(part, facts, rules) for part in parts)
        case AnyOf(parts):
            return any(holds(part, facts, rules) for part in parts)
        case _:
            number, bound = facts[expression.fact], _bound(expression.bound, facts, rules)
            is_known = number is not None and bound is not None
            return is_known and bool(COMPARED_BY[type(expression)](number, bound))


def _bound(bound: Bound, facts: Facts, rules: Rules) -> Any:
    match bound:
        case Policy(name):
            return getattr(rules, name)
        case Number():
            return facts[bound]
        case _:
            return bound


def facts_of(expression: Expression) -> frozenset[Fact]:
    """Every fact the expression asks for."""
    match expression:
        case Not(part):
            return facts_of(part)
        case AllOf(parts) | AnyOf(parts):
            return frozenset().union(*map(facts_of, parts))
        case Equals(fact, bound) | AtLeast(fact, bound) | AtMost(fact, bound):
            return frozenset({fact, bound}) if isinstance(bound, Number) else frozenset({fact})
        case _:
            return frozenset({expression.fact})


def facts_of_gates(gates: Collection[Gate]) -> frozenset[Fact]:
    """Every fact that some of the gates asks for: what has to be read before they are asked."""
    return frozenset().union(*(facts_of(gate.expression) for gate in gates))


def checklist(gates: Collection[Gate], facts: Facts, rules: Rules) -> list[ChecklistLine]:
    """Every gate in its order with whether it is met."""
    return [ChecklistLine(gate.code, holds(gate.expression, facts, rules), gate.room) for gate in gates]
