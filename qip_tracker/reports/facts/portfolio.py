"""The portfolio of a mission on one day: money, states, lateness, sectors, scores. Numbers and codes, no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

# Fewer projects behind an average would point to one place.
FEWEST_PROJECTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LateProject:
    """A running project past its planned end."""

    project_id: int
    title: str
    place: str
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioScore:
    """Median of the projects' medians of one dimension, tenths; None and withheld under three projects."""

    dimension: str
    median_tenths: int | None
    projects: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioFacts:
    """Money in US cents; counts of projects by code."""

    as_of: date
    allotment_usd_minor: int | None
    asked_usd_minor: int
    approved_usd_minor: int
    paid_usd_minor: int
    states: Sequence[tuple[str, int]]
    sectors: Sequence[tuple[str, int, int]]
    late: Sequence[LateProject]
    late_count: int
    running: int
    scores: Sequence[PortfolioScore]
    projects_with_scores: int
    projects: int


def portfolio_scores(
    medians: Mapping[int, Mapping[str, int]], dimensions: Sequence[str]
) -> tuple[PortfolioScore, ...]:
    """Each project weighs the same; nothing is said of fewer than three projects."""
    scores = []
    for dimension in dimensions:
        known = [project[dimension] for project in medians.values() if dimension in project]
        middle = round(median(known)) if len(known) >= FEWEST_PROJECTS else None
        scores.append(PortfolioScore(dimension=dimension, median_tenths=middle, projects=len(known)))
    return tuple(scores)
