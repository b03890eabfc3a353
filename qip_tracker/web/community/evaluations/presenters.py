"""A closed round as its page shows it: sentence, pictures and tables, all from counted facts."""

from dataclasses import dataclass

from qip_tracker.domain.community.disclosure import INSIDE_FLOOR
from qip_tracker.domain.community.scoring import verdict
from qip_tracker.domain.community.vocabulary import RoundStage
from qip_tracker.i18n import _, formats, listed
from qip_tracker.i18n.labels import label
from qip_tracker.reports.charts import scores
from qip_tracker.reports.charts.scores import median_words, withheld_words
from qip_tracker.reports.facts.community import Breakdown, RoundFacts, Score
from qip_tracker.reports.gather.community import CountedRound
from qip_tracker.reports.telling.wording import community_sentence
from qip_tracker.weblib.pages.drawings import Drawing, drawing

DIVIDED = frozenset({"split", "polarised"})


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One line of the table under the picture."""

    dimension: str
    question: str
    n: str
    faces: tuple[str, str, str, str, str]
    median: str
    between: str
    agreement: str
    withheld: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group's line in the breakdown of one dimension."""

    dimension: str
    group: str
    n: str
    faces: str
    median: str


@dataclass(frozen=True, slots=True)
class Results:
    """Everything below the heading of a closed round."""

    sentence: str
    picture: Drawing | None
    rows: list[ScoreRow]
    change: Drawing | None
    groups: list[GroupRow]
    groups_withheld: list[tuple[str, str]]
    voted: str
    members: str


def results(counted: CountedRound, earlier: tuple[RoundFacts, ...]) -> Results:
    """The results of a round; `earlier` are the rounds before it, for the way from the baseline."""
    facts = counted.facts
    change = None
    if facts.stage != RoundStage.BASELINE:
        change = scores.change((*earlier, facts), label, before=RoundStage.BASELINE, after=facts.stage)
    return Results(
        sentence=sentence_of(facts),
        picture=drawing(scores.distributions(facts, label), "scores"),
        rows=[_row(score) for score in facts.scores],
        change=drawing(change, "change"),
        groups=[row for breakdown in counted.breakdowns for row in _group_rows(breakdown)],
        groups_withheld=_reasons(counted.breakdowns),
        voted=_("fewer than %(threshold)s", threshold=INSIDE_FLOOR)
        if facts.voted is None
        else formats.number(facts.voted),
        members=formats.number(facts.members),
    )


def sentence_of(facts: RoundFacts) -> str:
    """Where the panel is divided most, said before anything else; else its best and its weakest answer."""
    divided = [score for score in facts.scores if score.distribution and _verdict(score) in DIVIDED]
    if not divided:
        return community_sentence((facts,), label)
    most = min(divided, key=lambda score: score.agreement_pct or 0)
    low = sum((most.distribution or (0, 0))[:2])
    return _(
        "The panel is divided about “%(dimension)s”: %(low)s of %(n)s answered bad or very bad.",
        dimension=label("dimension", most.dimension),
        low=formats.number(low),
        n=formats.number(most.n or 0),
    )


def _verdict(score: Score) -> str | None:
    return verdict(score.distribution) if score.distribution else None


def _row(score: Score) -> ScoreRow:
    name, question = label("dimension", score.dimension), label("dimension_question", score.dimension)
    n = "–" if score.n is None else formats.number(score.n)
    if score.distribution is None:
        why = withheld_words(score, label)
        return ScoreRow(name, question, n, ("–", "–", "–", "–", "–"), "–", "–", "–", why)
    low, high = score.interval_low, score.interval_high
    agreement = _verdict(score)
    one, two, three, four, five = map(formats.number, score.distribution)
    return ScoreRow(
        name,
        question,
        n,
        (one, two, three, four, five),
        _median(score),
        "–" if low is None or high is None else _("%(low)s to %(high)s", low=low, high=high),
        label("verdict", agreement) if agreement else "–",
        "",
    )


def _group_rows(breakdown: Breakdown) -> list[GroupRow]:
    return [
        GroupRow(
            label("dimension", breakdown.dimension),
            label("stratum", stratum),
            formats.number(score.n or 0),
            " · ".join(map(formats.number, score.distribution or ())),
            _median(score),
        )
        for stratum, score in breakdown.strata
    ]


def _reasons(breakdowns: tuple[Breakdown, ...]) -> list[tuple[str, str]]:
    """Each reason once, with the dimensions it holds for."""
    by_reason: dict[str, list[str]] = {}
    for breakdown in breakdowns:
        if breakdown.withheld:
            by_reason.setdefault(breakdown.withheld, []).append(label("dimension", breakdown.dimension))
    return [(label("withheld", reason), listed(names)) for reason, names in by_reason.items()]


def _median(score: Score) -> str:
    return "–" if score.median_tenths is None else median_words(score.median_tenths)
