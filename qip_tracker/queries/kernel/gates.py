"""Gates in SQL: the one translator of `domain.kernel.gates`, and the reading of the facts that gates ask for.

An area says once what each of its facts reads: a column for a flag, a number or a code, a query of one column for
codes, correlated to the row that the gate is about. A test proves for every gate that condition and evaluator agree.
"""

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any, Final, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    SQLColumnExpression,
    and_,
    bindparam,
    exists,
    false,
    func,
    not_,
    or_,
    true,
)

from qip_tracker.domain.kernel.gates import (
    COMPARED_BY,
    AllOf,
    AnyOf,
    Bound,
    Code,
    Codes,
    Expression,
    Fact,
    Facts,
    Flag,
    Includes,
    Is,
    Known,
    Not,
    Number,
    OneOf,
    Policy,
)
from qip_tracker.domain.kernel.rules import Rules

# What each fact reads.
Columns: TypeAlias = Mapping[Fact, Any]
Where: TypeAlias = ColumnElement[bool]
_BOUND: Final = "policy_"
_BETWEEN: Final = ","


def condition(expression: Expression, columns: Columns) -> Where:
    """The expression as a condition that is true or false, never unknown; its policy numbers are `policy_values`."""
    match expression:
        case Is(fact):
            flag: Where = columns[fact]
            return flag
        case Known(fact):
            known: Where = columns[fact].is_not(None)
            return known
        case OneOf(fact, codes):
            return _known(is_one_of(columns[fact], codes), fact)
        case Includes(fact, code):
            codes = columns[fact]
            return exists(codes.where(codes.selected_columns[0] == code))
        case Not(part):
            return not_(condition(part, columns))
        case AllOf(parts):
            return and_(true(), *(condition(part, columns) for part in parts))
        case AnyOf(parts):
            return or_(false(), *(condition(part, columns) for part in parts))
        case _:
            compared = COMPARED_BY[type(expression)](
                columns[expression.fact], _bound(expression.bound, columns)
            )
            return _known(compared, expression.fact, expression.bound)


def is_one_of(column: SQLColumnExpression[str], codes: Collection[str]) -> Where:
    """Whether the column holds one of the codes; a list of one would be written out anew at each execution."""
    wanted = sorted(codes)
    return column == wanted[0] if len(wanted) == 1 else column.in_(wanted)


def _bound(bound: Bound, columns: Columns) -> Any:
    match bound:
        case Policy(name):
            return policy(name)
        case Number():
            return columns[bound]
        case _:
            return bound


def _known(compared: Any, *facts: Any) -> Where:
    """The comparison; false where one side is missing."""
    may_be_missing = any(isinstance(fact, Number | Code) and fact.may_be_missing for fact in facts)
    return func.coalesce(compared, false()) if may_be_missing else compared


def policy(name: str) -> Any:
    """A policy number as a value to be bound; `policy_values` has it."""
    return bindparam(_BOUND + name, type_=Integer())


def policy_values(rules: Rules) -> dict[str, object]:
    """The values of every policy number that a condition may ask for."""
    return {_BOUND + field.name: getattr(rules, field.name) for field in fields(rules)}


def readable(facts: Collection[Fact], columns: Columns) -> list[Any]:
    """The facts as columns of a statement, each under its name."""
    return [_one_value(fact, columns[fact]).label(fact.name) for fact in sorted(facts, key=lambda f: f.name)]


def _one_value(fact: Fact, column: Any) -> Any:
    if not isinstance(fact, Codes):
        return column
    code = column.selected_columns[0]
    return column.with_only_columns(func.aggregate_strings(code, _BETWEEN)).scalar_subquery()


def facts_from(row: Row[Any], facts: Collection[Fact]) -> Facts:
    """The facts as `holds` asks for them, from a row with `readable` columns."""
    return {fact: _value(fact, row._mapping[fact.name]) for fact in facts}


def _value(fact: Fact, stored: Any) -> Any:
    match fact:
        case Flag():
            return bool(stored)
        case Number():
            return None if stored is None else int(stored)
        case Codes():
            return frozenset(stored.split(_BETWEEN)) if stored else frozenset()
        case _:
            return stored
