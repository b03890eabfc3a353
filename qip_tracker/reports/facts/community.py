"""What a panel said in a round. Withheld figures are absent from the facts, not hidden by the page."""

from dataclasses import dataclass
from datetime import date

from qip_tracker.reports.facts.words import Words

Distribution = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One dimension in one round: answers counted from 1 (very bad) to 5, abstentions never averaged in.

    `median_tenths` 35 means 3.5; `agreement_pct` is r_wg x 100. When `domain.community.disclosure`
    withholds the figures, `withheld` holds its reason, `band` what may still be said (low_or_middle, high), and every
    figure but n is None. `own_question` is a site's own wording; without it the dimension's common question holds.
    """

    dimension: str
    n: int | None = None
    distribution: Distribution | None = None
    median_tenths: int | None = None
    interval_low: int | None = None
    interval_high: int | None = None
    agreement_pct: int | None = None
    favourable: int | None = None
    withheld: str | None = None
    band: str | None = None
    own_question: Words | None = None

    def __post_init__(self) -> None:
        if self.withheld is not None and any(
            figure is not None
            for figure in (
                self.distribution,
                self.median_tenths,
                self.interval_low,
                self.interval_high,
                self.agreement_pct,
                self.favourable,
            )
        ):
            raise ValueError(f"{self.dimension}: withheld figures must not be in the facts")
        if self.distribution is not None and sum(self.distribution) != self.n:
            raise ValueError(f"{self.dimension}: the counts do not add up to n")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """A closed scoring round; `members` could vote, `voted` did (None when withheld)."""

    stage: str
    opened_on: date
    closed_on: date
    members: int
    voted: int | None
    scores: tuple[Score, ...]
    heard_summary: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """One dimension of a round by stratum: every stratum of the roll, or `withheld` says why none."""

    dimension: str
    withheld: str | None = None
    strata: tuple[tuple[str, Score], ...] = ()

    def __post_init__(self) -> None:
        if self.strata and (self.withheld or any(score.withheld for _stratum, score in self.strata)):
            raise ValueError(f"{self.dimension}: a breakdown is shown whole or not at all")


def score_of(rounds: tuple[RoundFacts, ...], stage: str, dimension: str) -> Score | None:
    """The score of a dimension in the round of this stage, if that round was held and asked it."""
    for panel_round in rounds:
        if panel_round.stage == stage:
            return next((score for score in panel_round.scores if score.dimension == dimension), None)
    return None
