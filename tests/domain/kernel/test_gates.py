"""The expressions of gates: what each kind says, what is unknown, and what it asks for."""

import pytest

from qip_tracker.domain.kernel.gates import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    ChecklistLine,
    Code,
    Codes,
    Equals,
    Expression,
    Flag,
    Gate,
    Includes,
    Is,
    Known,
    Not,
    Number,
    OneOf,
    Policy,
    checklist,
    facts_of,
    facts_of_gates,
    holds,
)
from qip_tracker.domain.kernel.rules import Rules

YES, NO = Flag("yes"), Flag("no")
THREE, TWO, UNKNOWN = Number("three"), Number("two"), Number("unknown", may_be_missing=True)
WORD, NO_WORD = Code("word"), Code("no_word", may_be_missing=True)
WORDS, NO_WORDS = Codes("words"), Codes("no_words")
FACTS = {
    YES: True,
    NO: False,
    THREE: 3,
    TWO: 2,
    UNKNOWN: None,
    WORD: "a",
    NO_WORD: None,
    WORDS: frozenset({"a", "b"}),
    NO_WORDS: frozenset(),
}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (Is(YES), True),
        (Is(NO), False),
        (Not(Is(NO)), True),
        (Known(THREE), True),
        (Known(UNKNOWN), False),
        (Equals(THREE, 3), True),
        (Equals(THREE, TWO), False),
        (AtLeast(THREE, 3), True),
        (AtLeast(THREE, 4), False),
        (AtLeast(THREE, Policy("minimum_milestones")), True),
        (AtMost(THREE, 3), True),
        (AtMost(THREE, TWO), False),
        (AtMost(THREE, Policy("minimum_visits")), False),
        (OneOf(WORD, frozenset({"a", "c"})), True),
        (OneOf(WORD, frozenset({"c"})), False),
        (Includes(WORDS, "b"), True),
        (Includes(NO_WORDS, "b"), False),
        (AllOf(), True),
        (AnyOf(), False),
        (AllOf(Is(YES), Is(NO)), False),
        (AnyOf(Is(YES), Is(NO)), True),
    ],
)
def test_each_kind_says_what_it_says(expression: Expression, expected: bool) -> None:
    assert holds(expression, FACTS, Rules()) is expected


@pytest.mark.parametrize(
    "expression",
    [
        Equals(UNKNOWN, 0),
        AtLeast(UNKNOWN, 0),
        AtMost(UNKNOWN, 0),
        AtMost(THREE, UNKNOWN),
        OneOf(NO_WORD, frozenset({"a"})),
    ],
)
def test_what_is_unknown_meets_nothing_and_its_opposite_holds(expression: Expression) -> None:
    assert holds(expression, FACTS, Rules()) is False
    assert holds(Not(expression), FACTS, Rules()) is True


def test_an_expression_names_every_fact_it_asks_for() -> None:
    expression = AnyOf(AllOf(Is(YES), AtMost(TWO, THREE)), Not(Includes(WORDS, "a")), Known(UNKNOWN))
    assert facts_of(expression) == {YES, TWO, THREE, WORDS, UNKNOWN}
    assert facts_of(AtMost(TWO, Policy("minimum_visits"))) == {TWO}
    assert facts_of_gates([Gate("a.b", "plan", Is(YES)), Gate("a.c", "plan", Is(NO))]) == {YES, NO}
    assert facts_of_gates([]) == frozenset()


def test_a_fact_that_was_not_read_is_a_mistake_and_not_a_no() -> None:
    with pytest.raises(KeyError):
        holds(Is(Flag("forgotten")), FACTS, Rules())


def test_a_policy_number_nobody_knows_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="minimum_vists"):
        Policy("minimum_vists")


def test_a_checklist_keeps_the_order_of_the_gates() -> None:
    gates = [Gate("b.one", "plan", Is(NO)), Gate("a.two", "need", Is(YES))]
    assert checklist(gates, FACTS, Rules()) == [
        ChecklistLine("b.one", False, "plan"),
        ChecklistLine("a.two", True, "need"),
    ]
