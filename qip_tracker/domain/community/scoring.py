"""Statistics of small panels on the five faces: pure counts. Whether a figure may be shown is `disclosure`'s to say.

A panel of 7 to 15 is no random sample and five faces are an order, not a scale: the median and the whole
distribution are the figure, never a mean. Bands and thresholds: docs/decisions (small-group practice).
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import comb
from typing import Final, TypeAlias

from qip_tracker.domain.community.disclosure import ABSTENTIONS, DIMENSIONS

__all__ = [
    "ABSTENTIONS",
    "DIMENSIONS",
    "FACES",
    "FEWEST_FOR_PERCENT",
    "FEWEST_PEOPLE",
    "VERDICTS",
    "Counts",
    "agreement",
    "concordance",
    "concordance_band",
    "counts_of",
    "favourable",
    "groups_differ",
    "interval_rank",
    "median",
    "median_interval",
    "people",
    "quartiles",
    "unfavourable",
    "verdict",
]

FACES: Final = (1, 2, 3, 4, 5)
VERDICTS: Final = ("shared", "moderate", "split", "polarised")
# Under five a median is a person; under twenty a percentage pretends to a precision that is not there.
FEWEST_PEOPLE: Final = 5
FEWEST_FOR_PERCENT: Final = 20

Counts: TypeAlias = tuple[int, int, int, int, int]

# Variance if every face were equally likely: (A^2 - 1) / 12 with A = 5.
_VARIANCE_OF_CHANCE: Final = 2
_FEWEST_RATERS: Final = 5
_FEWEST_ITEMS: Final = 3


def counts_of(answers: Sequence[int]) -> Counts:
    """People per face from single answers 1-5; ValueError for any other number."""
    counts = [0] * len(FACES)
    for answer in answers:
        if answer not in FACES:
            raise ValueError("a face is 1 to 5")
        counts[answer - 1] += 1
    return (counts[0], counts[1], counts[2], counts[3], counts[4])


def people(counts: Counts) -> int:
    """How many gave a face."""
    return sum(counts)


def favourable(counts: Counts) -> int:
    """How many gave good or very good: written "7 of 9"."""
    return counts[3] + counts[4]


def unfavourable(counts: Counts) -> int:
    """How many gave bad or very bad."""
    return counts[0] + counts[1]


def median(counts: Counts) -> float | None:
    """The middle face, or halfway between the two middle ones; None without answers."""
    number = people(counts)
    if number == 0:
        return None
    low, high = _face_at(counts, (number + 1) // 2), _face_at(counts, number // 2 + 1)
    return (low + high) / 2


def quartiles(counts: Counts) -> tuple[int, int] | None:
    """The faces a quarter and three quarters of the way up, always faces that exist; None under five people."""
    number = people(counts)
    if number < FEWEST_PEOPLE:
        return None
    return _face_at(counts, -(-number // 4)), _face_at(counts, -(-3 * number // 4))


def interval_rank(number: int) -> int | None:
    """The k for which the k-th lowest and k-th highest of `number` answers hold the median with 95 % or more.

    From the binomial distribution with p = 1/2: the narrowest interval whose coverage is 1 - 2 P(X < k) >= 0.95.
    None under six answers: with five the best possible coverage is 93.75 %.
    """
    rank = None
    below = 0
    for k in range(1, number // 2 + 1):
        below += comb(number, k - 1)
        # 2 * below / 2^n <= 1/20, in whole numbers.
        if 40 * below > 2**number:
            break
        rank = k
    return rank


def median_interval(counts: Counts) -> tuple[int, int] | None:
    """The faces between which the median lies with 95 % confidence or more; None under six people."""
    number = people(counts)
    rank = interval_rank(number)
    return None if rank is None else (_face_at(counts, rank), _face_at(counts, number + 1 - rank))


def agreement(counts: Counts) -> float | None:
    """r_wg, agreement within one group on one question: 1 all alike, 0 no more than chance; never below 0.

    None under five people.
    """
    exact = _agreement(counts)
    return None if exact is None else float(max(exact, Fraction(0)))


def verdict(counts: Counts) -> str | None:
    """The word for an agreement: shared from .70, moderate from .50, split below, polarised under chance.

    None under five people.
    """
    exact = _agreement(counts)
    if exact is None:
        return None
    if exact < 0:
        return "polarised"
    if exact < Fraction(1, 2):
        return "split"
    return "moderate" if exact < Fraction(7, 10) else "shared"


def groups_differ(first: Counts, second: Counts) -> bool:
    """Whether two groups' medians lie one face or more apart, each with five people or more."""
    if min(people(first), people(second)) < FEWEST_PEOPLE:
        return False
    here, there = median(first), median(second)
    return here is not None and there is not None and abs(here - there) >= 1


def concordance(ratings: Sequence[Sequence[int]]) -> float | None:
    """Kendall's W, corrected for ties: whether people (rows) put items (columns) in the same order; 0 to 1.

    None under five people or three items, and when nobody tells any item from another.
    Raises ValueError when a rating is missing: W needs complete rows.
    """
    raters = len(ratings)
    items = len(ratings[0]) if ratings else 0
    if any(len(row) != items for row in ratings):
        raise ValueError("every person rates every item")
    if raters < _FEWEST_RATERS or items < _FEWEST_ITEMS:
        return None
    ranked = [_ranks(row) for row in ratings]
    sums = [sum(ranks[item] for ranks in ranked) for item in range(items)]
    centre = Fraction(raters * (items + 1), 2)
    spread = sum((total - centre) ** 2 for total in sums)
    ties = sum(size**3 - size for row in ratings for size in Counter(row).values())
    largest = raters**2 * (items**3 - items) - raters * ties
    return float(Fraction(12) * spread / largest) if largest else None


def concordance_band(value: float) -> str:
    """The word for a Kendall's W: slight, fair, moderate, substantial, near_perfect, each a fifth."""
    bands = ("slight", "fair", "moderate", "substantial", "near_perfect")
    return bands[sum(value >= edge for edge in (0.2, 0.4, 0.6, 0.8))]


def _face_at(counts: Counts, rank: int) -> int:
    """The face of the answer at a rank (1 is the lowest) when all are put in order."""
    reached = 0
    for face, number in zip(FACES, counts, strict=True):
        reached += number
        if reached >= rank:
            return face
    raise ValueError("fewer answers than that")


def _agreement(counts: Counts) -> Fraction | None:
    number = people(counts)
    if number < FEWEST_PEOPLE:
        return None
    total = sum(face * count for face, count in zip(FACES, counts, strict=True))
    squares = sum(face * face * count for face, count in zip(FACES, counts, strict=True))
    variance = Fraction(number * squares - total * total, number * (number - 1))
    return 1 - variance / _VARIANCE_OF_CHANCE


def _ranks(row: Sequence[int]) -> list[Fraction]:
    """Ranks 1 to n, equal values sharing the middle of the ranks they take up."""
    ordered = sorted(row)
    return [Fraction(2 * ordered.index(value) + ordered.count(value) + 1, 2) for value in row]
