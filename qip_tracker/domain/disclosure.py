"""The one disclosure rule for every number built from advisors, on every page, chart, file and format.

1. Distinct people are counted, and nothing is shown under the threshold k (5 inside, 10 for a breakdown outside).
2. When everybody gave the same face, only a band (low, middle, high) is shown: an exact figure would be each
   member's own answer.
3. A breakdown is shown whole or not at all: were one stratum hidden, the total minus the others would reveal it.
4. A breakdown in which a stratum is unanimous is not shown.
5. Nothing is shown before the round is closed.
Basis: small-cell practice of public statistics (docs/decisions); the thresholds are policy numbers with a floor.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

DIMENSIONS: Final = ("SAF", "INC", "TRU_M", "TRU_P", "STA", "COH", "OWN", "USE", "RSP")
ABSTENTIONS: Final = ("dont_know", "prefer_not_to_say")
INSIDE_FLOOR: Final = 5
OUTSIDE_FLOOR: Final = 10

Answers = Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class CountedBallot:
    """A ballot as the count sees it: answers by dimension and at most one coarse stratum."""

    answers: Answers
    stratum: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What may be shown of one dimension for one group.

    `counts` are the people per face 1-5, or None; then `withheld` says why (`too_few`, `unanimous`, `not_closed`)
    and `band` is `low`, `middle` or `high` when only that may be said.
    """

    people: int | None
    counts: tuple[int, int, int, int, int] | None
    withheld: str | None = None
    band: str | None = None


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A round as it may be shown to one audience: whole panel by dimension, and breakdowns where allowed."""

    threshold: int
    dimensions: Mapping[str, Cell]
    breakdowns: Mapping[str, Mapping[str, Cell]]
    breakdowns_withheld: Mapping[str, str]


def faces(ballots: Sequence[CountedBallot], dimension: str) -> tuple[int, int, int, int, int]:
    """People per face; don't know and prefer not to say are never counted in."""
    counts = [0] * 5
    for ballot in ballots:
        answer = ballot.answers.get(dimension)
        if isinstance(answer, int):
            counts[answer - 1] += 1
    return (counts[0], counts[1], counts[2], counts[3], counts[4])


def cell(counts: tuple[int, int, int, int, int], threshold: int) -> Cell:
    """Rules 1 and 2 for one group of people."""
    people = sum(counts)
    if people < threshold:
        return Cell(None, None, "too_few")
    if max(counts) == people:
        face = counts.index(people) + 1
        return Cell(people, None, "unanimous", "low" if face < 3 else "middle" if face == 3 else "high")
    return Cell(people, counts)


def disclose(
    ballots: Sequence[CountedBallot],
    *,
    is_closed: bool,
    inside_threshold: int,
    outside_threshold: int,
    outside: bool,
) -> Disclosed:
    """What may be shown of a round; `outside` is anything that leaves the mission (PDF, donor, public page)."""
    whole = max(inside_threshold, INSIDE_FLOOR)
    by_stratum = max(outside_threshold, OUTSIDE_FLOOR) if outside else whole
    if not is_closed:
        closed = Cell(None, None, "not_closed")
        return Disclosed(
            whole, dict.fromkeys(DIMENSIONS, closed), {}, dict.fromkeys(DIMENSIONS, "not_closed")
        )
    strata = sorted({ballot.stratum for ballot in ballots if ballot.stratum is not None})
    dimensions: dict[str, Cell] = {}
    breakdowns: dict[str, Mapping[str, Cell]] = {}
    withheld: dict[str, str] = {}
    for dimension in DIMENSIONS:
        dimensions[dimension] = cell(faces(ballots, dimension), whole)
        if not strata:
            withheld[dimension] = "no_strata"
            continue
        cells = {
            stratum: cell(faces([b for b in ballots if b.stratum == stratum], dimension), by_stratum)
            for stratum in strata
        }
        reasons = {found.withheld for found in cells.values() if found.withheld}
        if dimensions[dimension].counts is None:
            reasons.add(dimensions[dimension].withheld or "too_few")
        if reasons:
            withheld[dimension] = sorted(reasons)[0]
        else:
            breakdowns[dimension] = cells
    return Disclosed(whole, dimensions, breakdowns, withheld)


def strata_may_be_kept(members_by_stratum: Mapping[str, int], threshold: int) -> bool:
    """Whether a round's ballots may carry a stratum: two or more, each with at least k members on the roll."""
    sizes = list(members_by_stratum.values())
    return len(sizes) >= 2 and all(size >= max(threshold, INSIDE_FLOOR) for size in sizes)
