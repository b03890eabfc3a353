"""The one gather that counts ballots: closed rounds to facts, through the disclosure rule and nothing else."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from qip_tracker.domain.community import scoring
from qip_tracker.domain.community.disclosure import Cell, CountedBallot, Disclosed, disclose
from qip_tracker.domain.community.evaluations import stage_order
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.models import Ballot, MemberCard, Project, RollEntry, Round
from qip_tracker.reports.facts.community import Breakdown, RoundFacts, Score


@dataclass(frozen=True, slots=True)
class CountedRound:
    """A round as it may be shown: its facts, and for the mission's own pages a breakdown of each dimension."""

    round_id: int
    facts: RoundFacts
    breakdowns: tuple[Breakdown, ...]


def rounds_of(session: Session, project_id: int, rules: Rules, *, outside: bool) -> tuple[RoundFacts, ...]:
    """Closed rounds of a project by stage, as facts for reports; `outside` for whatever leaves the mission."""
    return tuple(counted.facts for counted in counted_rounds(session, project_id, rules, outside=outside))


def medians_by_project(
    session: Session, where: Sequence[ColumnElement[bool]], rules: Rules
) -> dict[int, dict[str, int]]:
    """Tenths of the median by project and dimension in each project's latest closed round, as far as they may be shown.

    Three statements for all projects together; a dimension that is withheld is simply absent.
    """
    rounds = session.execute(
        select(
            Round.id, Round.project_id, Round.stage, Round.opened_on, Round.closed_at, Round.threshold,
            Round.has_strata, Round.heard_summary, Round.heard_released_on,
        ).join(Project, Project.id == Round.project_id).where(Round.closed_at.is_not(None), *where)
    ).all()  # fmt: skip
    latest = {row.project_id: row for row in sorted(rounds, key=lambda row: stage_order(row.stage))}
    ids = [row.id for row in latest.values()]
    ballots, rolls = _ballots(session, ids), _rolls(session, ids)
    medians_of: dict[int, dict[str, int]] = {}
    for project_id, row in latest.items():
        counted = _counted(row, ballots[row.id], rolls[row.id], rules, outside=False)
        medians = {
            score.dimension: score.median_tenths
            for score in counted.facts.scores
            if score.median_tenths is not None
        }
        if medians:
            medians_of[project_id] = medians
    return medians_of


def counted_rounds(
    session: Session, project_id: int, rules: Rules, *, outside: bool
) -> tuple[CountedRound, ...]:
    """Closed rounds of a project by stage, three statements in all."""
    rounds = session.execute(
        select(
            Round.id, Round.stage, Round.opened_on, Round.closed_at, Round.threshold, Round.has_strata,
            Round.heard_summary, Round.heard_released_on,
        ).where(Round.project_id == project_id, Round.closed_at.is_not(None))
    ).all()  # fmt: skip
    ids = [row.id for row in rounds]
    ballots, rolls = _ballots(session, ids), _rolls(session, ids)
    counted = [_counted(row, ballots[row.id], rolls[row.id], rules, outside) for row in rounds]
    return tuple(sorted(counted, key=lambda panel_round: stage_order(panel_round.facts.stage)))


def _ballots(session: Session, ids: Sequence[int]) -> Mapping[int, list[CountedBallot]]:
    by_round: dict[int, list[CountedBallot]] = defaultdict(list)
    for row in session.execute(
        select(Ballot.round_id, Ballot.stratum, Ballot.answers)
        .where(Ballot.round_id.in_(ids))
        .order_by(Ballot.key)
    ):
        by_round[row.round_id].append(CountedBallot(json.loads(row.answers), row.stratum))
    return by_round


def _rolls(session: Session, ids: Sequence[int]) -> Mapping[int, Counter[str]]:
    """Members on each roll by stratum. Who has voted is not read here: turnout is the number of ballots."""
    by_round: dict[int, Counter[str]] = defaultdict(Counter)
    for row in session.execute(
        select(RollEntry.round_id, MemberCard.stratum)
        .join(MemberCard, MemberCard.id == RollEntry.member_card_id)
        .where(RollEntry.round_id.in_(ids))
    ):
        by_round[row.round_id][row.stratum] += 1
    return by_round


def _counted(
    row: Any, ballots: list[CountedBallot], roll: Counter[str], rules: Rules, outside: bool
) -> CountedRound:
    shown = disclose(
        ballots,
        is_closed=row.closed_at is not None,
        # Whoever voted was promised the threshold of that day; a later, stricter one counts too.
        inside_threshold=max(row.threshold, rules.disclosure_threshold),
        outside_threshold=rules.disclosure_threshold_public,
        outside=outside,
        roll=roll if row.has_strata else None,
    )
    facts = RoundFacts(
        stage=row.stage,
        opened_on=row.opened_on,
        closed_on=row.closed_at.date(),
        members=sum(roll.values()),
        voted=len(ballots) if len(ballots) >= shown.threshold else None,
        scores=tuple(_score(dimension, cell) for dimension, cell in shown.dimensions.items()),
        heard_summary=row.heard_summary if row.heard_released_on is not None else None,
    )
    return CountedRound(row.id, facts, _breakdowns(shown))


def _score(dimension: str, shown: Cell) -> Score:
    """Statistics of what may be shown, from nothing but what may be shown."""
    if shown.counts is None:
        return Score(dimension=dimension, n=shown.people, withheld=shown.withheld, band=shown.band)
    interval = scoring.median_interval(shown.counts)
    median, agreement = scoring.median(shown.counts), scoring.agreement(shown.counts)
    return Score(
        dimension=dimension,
        n=shown.people,
        distribution=shown.counts,
        median_tenths=None if median is None else round(median * 10),
        interval_low=interval[0] if interval else None,
        interval_high=interval[1] if interval else None,
        agreement_pct=None if agreement is None else round(agreement * 100),
        favourable=scoring.favourable(shown.counts),
    )


def _breakdowns(shown: Disclosed) -> tuple[Breakdown, ...]:
    return tuple(
        Breakdown(
            dimension=dimension,
            withheld=shown.breakdowns_withheld.get(dimension),
            strata=tuple(
                (stratum, _score(dimension, cell))
                for stratum, cell in shown.breakdowns.get(dimension, {}).items()
            ),
        )
        for dimension in shown.dimensions
    )
