"""Small-group statistics against tables, brute force and the published examples."""

from fractions import Fraction
from itertools import product
from math import comb
from statistics import median as plain_median
from statistics import variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qip_tracker.domain.community import scoring
from qip_tracker.domain.community.scoring import Counts, counts_of

ANSWERS = st.lists(st.sampled_from(scoring.FACES), min_size=1, max_size=40)


@given(ANSWERS)
def test_counts_say_the_same_as_the_answers(answers: list[int]) -> None:
    counts = counts_of(answers)
    assert scoring.people(counts) == len(answers)
    assert scoring.median(counts) == plain_median(answers)
    assert scoring.favourable(counts) == sum(answer >= 4 for answer in answers)
    assert scoring.unfavourable(counts) == sum(answer <= 2 for answer in answers)
    assert counts_of(sorted(answers, reverse=True)) == counts


def test_no_answers_have_no_middle() -> None:
    assert scoring.median((0, 0, 0, 0, 0)) is None


@pytest.mark.parametrize("answer", [0, 6, -1])
def test_only_five_faces_exist(answer: int) -> None:
    with pytest.raises(ValueError):
        counts_of([answer])


# n -> k, as printed in tables of the sign test (coverage 95 % or more).
TABLE = {1: None, 5: None, 6: 1, 7: 1, 8: 1, 9: 2, 10: 2, 11: 2, 12: 3, 13: 3, 14: 3, 15: 4, 16: 4, 17: 5, 18: 5, 19: 5,
         20: 6, 25: 8, 30: 10, 40: 14, 50: 18}  # fmt: skip


@pytest.mark.parametrize(("number", "rank"), TABLE.items())
def test_ranks_of_the_interval_match_the_table(number: int, rank: int | None) -> None:
    assert scoring.interval_rank(number) == rank


@pytest.mark.parametrize("number", range(6, 60))
def test_the_interval_covers_95_percent_and_no_narrower_one_does(number: int) -> None:
    rank = scoring.interval_rank(number)
    assert rank is not None

    def coverage(k: int) -> Fraction:
        return 1 - 2 * Fraction(sum(comb(number, below) for below in range(k)), 2**number)

    assert coverage(rank) >= Fraction(95, 100) > coverage(rank + 1)


def test_the_interval_names_faces_that_were_given() -> None:
    assert scoring.median_interval((1, 1, 1, 1, 1)) is None
    assert scoring.median_interval((1, 1, 1, 1, 2)) == (1, 5)
    assert scoring.median_interval((1, 0, 2, 5, 1)) == (3, 4)


@given(ANSWERS)
def test_quartiles_lie_around_the_median(answers: list[int]) -> None:
    found = scoring.quartiles(counts_of(answers))
    if len(answers) < 5:
        assert found is None
        return
    assert found is not None
    low, high = found
    middle = plain_median(answers)
    assert low <= middle <= high
    assert {low, high} <= set(answers)
    assert sum(answer <= low for answer in answers) * 4 >= len(answers)
    assert sum(answer <= high for answer in answers) * 4 >= 3 * len(answers)


@given(st.lists(st.sampled_from(scoring.FACES), min_size=5, max_size=40))
def test_agreement_is_one_minus_variance_over_that_of_chance(answers: list[int]) -> None:
    found = scoring.agreement(counts_of(answers))
    assert found == pytest.approx(max(0.0, 1 - variance(answers) / 2.0))


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        ((0, 0, 0, 9, 0), "shared"),
        ((0, 0, 1, 5, 3), "shared"),
        # Variance 6/10: exactly .70.
        ((0, 0, 3, 5, 3), "shared"),
        ((0, 0, 2, 2, 2), "moderate"),
        ((0, 0, 3, 0, 3), "split"),
        ((5, 0, 0, 0, 5), "polarised"),
        ((2, 0, 0, 0, 2), None),
    ],
)
def test_words_for_agreement(counts: Counts, word: str | None) -> None:
    assert scoring.verdict(counts) == word
    if word == "polarised":
        assert scoring.agreement(counts) == 0


def test_words_change_exactly_at_their_edges() -> None:
    edges = {"shared": Fraction(7, 10), "moderate": Fraction(1, 2), "split": Fraction(0)}
    at_an_edge = set()
    for counts in product(range(6), repeat=5):
        number = sum(counts)
        if number < 5:
            continue
        answers = [
            Fraction(face) for face, count in zip(scoring.FACES, counts, strict=True) for _ in range(count)
        ]
        exact = 1 - variance(answers) / 2
        expected = next((word for word, edge in edges.items() if exact >= edge), "polarised")
        assert scoring.verdict(counts) == expected
        at_an_edge |= {word for word, edge in edges.items() if exact == edge}
    assert at_an_edge == set(edges)


def test_groups_differ_from_one_face_on_and_five_people() -> None:
    low, high = (0, 5, 0, 0, 0), (0, 0, 5, 0, 0)
    assert scoring.groups_differ(low, high) and scoring.groups_differ(high, low)
    assert not scoring.groups_differ(low, low)
    assert not scoring.groups_differ(low, (0, 0, 4, 0, 0))


def test_concordance_of_known_panels() -> None:
    alike = [[1, 2, 3]] * 5
    assert scoring.concordance(alike) == 1.0
    assert scoring.concordance([[1, 2, 3], [3, 2, 1], [1, 2, 3], [3, 2, 1], [2, 2, 2], [2, 2, 2]]) == 0.0
    # Siegel and Castellan's worked form with ties, checked by hand: sums 9.5, 10.5, 16, 14 about 12.5; ties 1 x 6.
    tied = [[1, 2, 4, 3], [2, 1, 3, 4], [1, 3, 4, 2], [2, 1, 4, 3], [3, 3, 1, 2]]
    assert scoring.concordance(tied) == pytest.approx(12 * 27.5 / (25 * 60 - 5 * 6))


@pytest.mark.parametrize("ratings", [[], [[1, 2, 3]] * 4, [[1, 2]] * 5, [[3, 3, 3]] * 5])
def test_concordance_is_silent_where_it_says_nothing(ratings: list[list[int]]) -> None:
    assert scoring.concordance(ratings) is None


def test_concordance_needs_complete_rows() -> None:
    with pytest.raises(ValueError):
        scoring.concordance([[1, 2, 3]] * 4 + [[1, 2]])


@given(st.lists(st.lists(st.sampled_from(scoring.FACES), min_size=4, max_size=4), min_size=5, max_size=9))
def test_concordance_lies_between_nothing_and_full(ratings: list[list[int]]) -> None:
    found = scoring.concordance(ratings)
    assert found is None or 0 <= found <= 1


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0.0, "slight"),
        (0.2, "fair"),
        (0.4, "moderate"),
        (0.6, "substantial"),
        (0.8, "near_perfect"),
        (1, "near_perfect"),
    ],
)
def test_bands_of_concordance(value: float, band: str) -> None:
    assert scoring.concordance_band(value) == band


def test_nine_dimensions_and_two_ways_to_abstain() -> None:
    assert len(set(scoring.DIMENSIONS)) == 9
    assert scoring.ABSTENTIONS == ("dont_know", "prefer_not_to_say")
