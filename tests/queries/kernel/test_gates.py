"""Any expression over any facts: the evaluator and the condition in SQL say the same, also where a fact is missing."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Integer, String, case, literal, null, select, true, union_all
from sqlalchemy.orm import Session

from qip_tracker.domain.kernel.gates import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Code,
    Codes,
    Equals,
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
    holds,
)
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.extensions import db
from qip_tracker.queries.kernel.gates import Columns, condition, facts_from, policy_values, readable

FLAGS = [Flag("flag"), Flag("other_flag")]
NUMBERS = [Number("number"), Number("maybe_number", may_be_missing=True)]
CODES = [Code("code"), Code("maybe_code", may_be_missing=True)]
SETS = [Codes("codes"), Codes("other_codes")]
WORDS = ["a", "b", "c"]

bounds = st.one_of(st.integers(0, 4), st.sampled_from(NUMBERS), st.just(Policy("minimum_visits")))
leaves: st.SearchStrategy[Expression] = st.one_of(
    st.builds(Is, st.sampled_from(FLAGS)),
    st.builds(Known, st.sampled_from([*NUMBERS, *CODES])),
    *(st.builds(kind, st.sampled_from(NUMBERS), bounds) for kind in (Equals, AtLeast, AtMost)),
    st.builds(OneOf, st.sampled_from(CODES), st.frozensets(st.sampled_from(WORDS), min_size=1)),
    st.builds(Includes, st.sampled_from(SETS), st.sampled_from(WORDS)),
)
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, max_size=3).map(lambda parts: AllOf(*parts)),
        st.lists(inner, max_size=3).map(lambda parts: AnyOf(*parts)),
    ),
    max_leaves=8,
)
numbers, words = st.integers(0, 4), st.sampled_from(WORDS)
facts = st.fixed_dictionaries(
    {
        **dict.fromkeys(FLAGS, st.booleans()),
        NUMBERS[0]: numbers,
        NUMBERS[1]: st.none() | numbers,
        CODES[0]: words,
        CODES[1]: st.none() | words,
        **dict.fromkeys(SETS, st.frozensets(words)),
    }
)


def column(fact: Fact, value: Any) -> Any:
    """The value as the database would give it."""
    match fact:
        case Flag():
            return case((literal(value, Boolean()).is_(True), true()), else_=literal(1) == literal(2))
        case Codes():
            rows = [select(literal(word, String()).label("word")) for word in sorted(value)]
            nothing = select(literal("", String()).label("word")).where(literal(1) == literal(2))
            return select(union_all(nothing, *rows).subquery().c.word)
        case Number():
            return literal(value, Integer()) if value is not None else null().cast(Integer())
        case _:
            return literal(value, String()) if value is not None else null().cast(String())


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield db.session()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(expression=expressions, values=facts)
def test_evaluator_and_condition_agree(session: Session, expression: Expression, values: Facts) -> None:
    columns: Columns = {fact: column(fact, value) for fact, value in values.items()}
    asked = select(literal(1)).where(condition(expression, columns))
    found = session.execute(asked, policy_values(Rules())).one_or_none() is not None
    assert found is holds(expression, values, Rules())


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=facts)
def test_what_is_read_is_what_is_there(session: Session, values: Facts) -> None:
    columns: Columns = {fact: column(fact, value) for fact, value in values.items()}
    row = session.execute(select(*readable(values, columns))).one()
    assert facts_from(row, values) == values
