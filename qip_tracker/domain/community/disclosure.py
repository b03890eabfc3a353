"""The one disclosure rule for every number built from advisors, on every page, chart, file and format.

1. Distinct people are counted, and nothing is shown under the threshold k (5 inside, 10 for a breakdown outside).
2. When everybody gave the same face, only a band is shown (`low_or_middle`, `high`), and each band stands for two
   faces or more: an exact figure would be each member's own answer.
3. A breakdown is shown whole or not at all: were one stratum hidden, or some ballots without a stratum, the total
   minus the others would reveal them.
4. A breakdown is shown only where the whole panel's figures rule out that a stratum was of one mind. The test looks
   at nothing but those figures and the sizes on the roll: were it made on the strata themselves, the very refusal
   would say that one of them was unanimous, and the total would often say which face.
5. Nothing is shown before the round is closed.
Basis: small-cell practice of public statistics and simulatable auditing (docs/decisions); the thresholds are policy
numbers with a floor. What stays: who knows an own answer knows the others' when all but one agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

DIMENSIONS: Final = ("SAF", "INC", "TRU_M", "TRU_P", "STA", "COH", "OWN", "USE", "RSP")
ABSTENTIONS: Final = ("dont_know", "prefer_not_to_say")
INSIDE_FLOOR: Final = 5
OUTSIDE_FLOOR: Final = 10

Answers = Mapping[str, int | str]
Faces = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class CountedBallot:
    """A ballot as the count sees it: answers by dimension and at most one coarse stratum."""

    answers: Answers
    stratum: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What may be shown of one dimension for one group.

    `counts` are the people per face 1-5, or None; then `withheld` says why (`too_few`, `unanimous`, `not_closed`)
    and `band` is `low_or_middle` or `high` when only that may be said.
    """

    people: int | None
    counts: Faces | None
    withheld: str | None = None
    band: str | None = None


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A round as it may be shown to one audience: whole panel by dimension, and breakdowns where allowed.

    `breakdowns_withheld` holds one reason for each dimension without a breakdown: `no_strata`, `too_few`, `one_mind`
    (a stratum might be of one mind), `not_closed`, or why the whole is withheld.
    """

    threshold: int
    dimensions: Mapping[str, Cell]
    breakdowns: Mapping[str, Mapping[str, Cell]]
    breakdowns_withheld: Mapping[str, str]


def faces(ballots: Sequence[CountedBallot], dimension: str) -> Faces:
    """People per face; don't know and prefer not to say are never counted in."""
    counts = [0] * 5
    for ballot in ballots:
        answer = ballot.answers.get(dimension)
        if isinstance(answer, int):
            counts[answer - 1] += 1
    return (counts[0], counts[1], counts[2], counts[3], counts[4])


def cell(counts: Faces, threshold: int) -> Cell:
    """Rules 1 and 2 for one group: nothing under `threshold` people, and only a band where all gave the same face."""
    people = sum(counts)
    if people < threshold:
        return Cell(None, None, "too_few")
    if max(counts) == people:
        return Cell(people, None, "unanimous", "high" if counts[3] + counts[4] else "low_or_middle")
    return Cell(people, counts)


def one_mind_is_possible(counts: Faces, roll: Mapping[str, int], threshold: int) -> bool:
    """Rule 4: whether a stratum may be of one mind, as far as anybody can tell from the whole and the roll.

    Of a stratum at least `threshold` answered, and at least its members less everybody who did not answer.
    """
    silent = sum(roll.values()) - sum(counts)
    fewest = min(max(threshold, members - silent) for members in roll.values())
    return max(counts) >= fewest


def disclose(
    ballots: Sequence[CountedBallot],
    *,
    is_closed: bool,
    inside_threshold: int,
    outside_threshold: int,
    outside: bool,
    roll: Mapping[str, int] | None = None,
) -> Disclosed:
    """What may be shown of a round; `outside` is anything that leaves the mission (PDF, donor, public page).

    `roll` holds the members of each stratum on the roll when the round keeps strata, else nothing.
    """
    whole = max(inside_threshold, INSIDE_FLOOR)
    by_stratum = max(outside_threshold, OUTSIDE_FLOOR) if outside else whole
    if not is_closed:
        closed = Cell(None, None, "not_closed")
        return Disclosed(
            whole, dict.fromkeys(DIMENSIONS, closed), {}, dict.fromkeys(DIMENSIONS, "not_closed")
        )
    dimensions = {dimension: cell(faces(ballots, dimension), whole) for dimension in DIMENSIONS}
    breakdowns: dict[str, Mapping[str, Cell]] = {}
    withheld: dict[str, str] = {}
    for dimension, total in dimensions.items():
        breakdown = _breakdown(ballots, dimension, total, roll or {}, by_stratum)
        if isinstance(breakdown, str):
            withheld[dimension] = breakdown
        else:
            breakdowns[dimension] = breakdown
    return Disclosed(whole, dimensions, breakdowns, withheld)


def _breakdown(
    ballots: Sequence[CountedBallot], dimension: str, total: Cell, roll: Mapping[str, int], threshold: int
) -> Mapping[str, Cell] | str:
    """Rules 3 and 4: every stratum of the roll, or the one reason why none."""
    if len(roll) < 2 or any(ballot.stratum not in roll for ballot in ballots):
        return "no_strata"
    if total.counts is None:
        return total.withheld or "too_few"
    if one_mind_is_possible(total.counts, roll, threshold):
        return "one_mind"
    cells = {
        stratum: cell(faces([b for b in ballots if b.stratum == stratum], dimension), threshold)
        for stratum in sorted(roll)
    }
    return cells if all(stratum_cell.counts for stratum_cell in cells.values()) else "too_few"


def strata_may_be_kept(members_by_stratum: Mapping[str, int], threshold: int) -> bool:
    """Whether a round's ballots may carry a stratum: two or more, each with at least k members on the roll."""
    sizes = list(members_by_stratum.values())
    return len(sizes) >= 2 and all(size >= max(threshold, INSIDE_FLOOR) for size in sizes)
