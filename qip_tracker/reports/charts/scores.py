"""What a panel said: five-point bars centred on the middle, and the way from baseline to completion."""

from decimal import Decimal

from qip_tracker.domain.community.vocabulary import RoundStage
from qip_tracker.i18n import _, formats, ngettext
from qip_tracker.reports.charts import picture
from qip_tracker.reports.charts.picture import (
    Box,
    Dot,
    Label,
    Mark,
    Picture,
    Shape,
    Stroke,
    clipped,
    room_for,
)
from qip_tracker.reports.charts.words import Labels
from qip_tracker.reports.facts.community import RoundFacts, Score, score_of

WIDTH = 482.0
_NAMES = 146.0
_NOTES = 92.0
_ROW = 19.0
_BAR = 12.0
_ON_DARK = (0, 4)


def distributions(panel_round: RoundFacts, labels: Labels) -> Picture:
    """One bar a dimension, counts inside it, centred on the middle face; what is withheld is hatched and said."""
    height = 30.0 + _ROW * len(panel_round.scores)
    middle = _NAMES + (WIDTH - _NAMES - _NOTES) / 2
    marks: list[Mark] = [
        Label(middle - 10, 10, _("1 very bad"), 7, "right", colour=picture.SCALE[0]),
        Label(middle + 10, 10, _("5 very good"), 7, "left", colour=picture.SCALE[4]),
        Stroke(middle, 15, middle, height - 2, picture.SOFT, 0.5),
    ]
    for index, score in enumerate(panel_round.scores):
        top = 20.0 + _ROW * index
        marks.append(
            Label(0, top + 9, clipped(labels("dimension", score.dimension), 7.5, _NAMES), 7.5, role="ink")
        )
        marks.extend(
            _withheld(score, top, labels) if score.distribution is None else _bar(score, top, middle)
        )
    return Picture(
        WIDTH,
        height,
        _("What the panel said: %(stage)s", stage=labels("round_stage", panel_round.stage)),
        _described(panel_round),
        tuple(marks),
        (_("Dimension"), _("n"), "1", "2", "3", "4", "5", _("Median"), _("Favourable")),
        tuple(_row(score, labels) for score in panel_round.scores),
    )


def _bar(score: Score, top: float, middle: float) -> list[Mark]:
    counts = score.distribution or (0, 0, 0, 0, 0)
    n = sum(counts)
    # Half the width holds everybody on one side, so that bars of every question share one measure.
    unit = (WIDTH - _NAMES - _NOTES) / 2 / max(n, 1)
    x = middle - unit * (counts[0] + counts[1] + counts[2] / 2)
    marks: list[Mark] = []
    for face, count in enumerate(counts):
        if count == 0:
            continue
        marks.append(
            Box(x, top, unit * count, _BAR, picture.SCALE[face], picture.PAPER, role=f"face-{face + 1}")
        )
        colour = picture.PAPER if face in _ON_DARK else picture.INK
        if unit * count >= 9:
            marks.append(Label(x + unit * count / 2, top + 9, str(count), 7.5, "middle", colour=colour))
        x += unit * count
    median = "–" if score.median_tenths is None else median_words(score.median_tenths)
    note = _("median %(median)s, n = %(n)s", median=median, n=formats.number(n))
    marks.append(Label(WIDTH - _NOTES + 8, top + 9, note, 7.5, role="ink"))
    return marks


def _withheld(score: Score, top: float, labels: Labels) -> list[Mark]:
    width = WIDTH - _NAMES - _NOTES
    words = withheld_words(score, labels)
    room = min(room_for(words, 7) + 10, width)
    return [
        Box(_NAMES, top, width, _BAR, picture.FIELD, picture.SOFT, True, "withheld"),
        Box(_NAMES + (width - room) / 2, top + 1.5, room, _BAR - 3, picture.PAPER, role="paper"),
        Label(
            _NAMES + width / 2,
            top + 8.6,
            clipped(words, 7, width),
            7,
            "middle",
            colour=picture.SOFT,
            role="soft",
        ),
    ]


def withheld_words(score: Score, labels: Labels) -> str:
    """Why nothing is shown, and the band where one may be named."""
    reason = labels("withheld", score.withheld or "too_few")
    if score.band:
        return f"{reason} · {labels('band', score.band)}"
    return reason


def median_words(tenths: int) -> str:
    """A median as people read it: 4 or 3.5 with the decimal sign of the language."""
    return formats.number(tenths // 10) if tenths % 10 == 0 else formats.decimal(Decimal(tenths) / 10, 1)


def _described(panel_round: RoundFacts) -> str:
    withheld = sum(1 for score in panel_round.scores if score.distribution is None)
    sentence = ngettext(
        "Answers of the panel to %(n)s question, %(members)s members on the roll.",
        "Answers of the panel to %(n)s questions, %(members)s members on the roll.",
        len(panel_round.scores),
        members=formats.number(panel_round.members),
    )
    if not withheld:
        return sentence
    more = ngettext(
        "%(n)s answer is withheld to protect people.",
        "%(n)s answers are withheld to protect people.",
        withheld,
    )
    return f"{sentence} {more}"


def _row(score: Score, labels: Labels) -> tuple[str, ...]:
    name = labels("dimension", score.dimension)
    if score.distribution is None:
        return (name, "–", "–", "–", "–", "–", "–", "–", withheld_words(score, labels))
    median = "–" if score.median_tenths is None else median_words(score.median_tenths)
    favourable = score.favourable if score.favourable is not None else sum(score.distribution[3:])
    return (
        name,
        str(sum(score.distribution)),
        *map(str, score.distribution),
        median,
        _("%(part)s of %(whole)s", part=favourable, whole=sum(score.distribution)),
    )


def change(
    rounds: tuple[RoundFacts, ...],
    labels: Labels,
    before: str = RoundStage.BASELINE,
    after: str = RoundStage.COMPLETION,
) -> Picture | None:
    """Medians of two rounds, one line a dimension: open dot before, full dot after. None when no pair can be shown."""
    shown = _shown_twice(rounds, before, after)
    if not shown:
        return None
    height = 30.0 + 16.0 * len(shown)
    marks: list[Mark] = []
    for face in range(1, 6):
        x = _face_x(face * 10)
        marks.append(Stroke(x, 14, x, height - 2, picture.RULE, 0.5))
        marks.append(Label(x, 10, str(face), 7, "middle", colour=picture.SOFT, role="soft"))
    for index, (late, early) in enumerate(shown):
        marks.extend(_pair(late, early, 24.0 + 16.0 * index, labels))
    up = sum(1 for late, early in shown if (late.median_tenths or 0) > (early.median_tenths or 0))
    down = sum(1 for late, early in shown if (late.median_tenths or 0) < (early.median_tenths or 0))
    return Picture(
        WIDTH,
        height,
        _("From baseline to completion"),
        _(
            "The median rose in %(up)s of %(all)s dimensions and fell in %(down)s."
            " Same questions, not the same people.",
            up=up,
            down=down,
            all=len(shown),
        ),
        tuple(marks),
        (_("Dimension"), labels("round_stage", before), labels("round_stage", after)),
        tuple((labels("dimension", late.dimension), _spoken(early), _spoken(late)) for late, early in shown),
    )


def _shown_twice(rounds: tuple[RoundFacts, ...], before: str, after: str) -> list[tuple[Score, Score]]:
    """(late, early) for every dimension whose median may be shown in both rounds."""
    pairs = [
        (score, score_of(rounds, before, score.dimension))
        for panel_round in rounds
        if panel_round.stage == after
        for score in panel_round.scores
    ]
    return [
        (late, early)
        for late, early in pairs
        if early is not None and early.median_tenths is not None and late.median_tenths is not None
    ]


def _spoken(score: Score) -> str:
    return _(
        "%(median)s (n = %(n)s)",
        median=median_words(score.median_tenths or 0),
        n=score.n if score.n is not None else "–",
    )


def _face_x(tenths: int) -> float:
    return _NAMES + 20 + (WIDTH - _NAMES - _NOTES - 40) * (tenths - 10) / 40


def _pair(late: Score, early: Score, y: float, labels: Labels) -> list[Mark]:
    start, end = _face_x(early.median_tenths or 10), _face_x(late.median_tenths or 10)
    marks: list[Mark] = [
        Label(0, y + 3, clipped(labels("dimension", late.dimension), 7.5, _NAMES), 7.5, role="ink")
    ]
    # Words, not an arrow: a sign that points along the line would point backwards in Arabic.
    words = _(
        "%(before)s to %(after)s",
        before=median_words(early.median_tenths or 0),
        after=median_words(late.median_tenths or 0),
    )
    if start == end:
        marks.append(Dot(end, y, 4.5, picture.PAPER, picture.INK, "plan"))
        marks.append(Dot(end, y, 2.8, picture.ACCENT, role="fill"))
        words = _("%(median)s, unchanged", median=median_words(late.median_tenths or 0))
    else:
        colour = picture.ACCENT if end > start else picture.SECOND
        turn = 1 if end > start else -1
        marks.append(Stroke(start, y, end - 6 * turn, y, colour, 1.6))
        marks.append(Dot(start, y, 3.4, picture.PAPER, picture.INK, "plan"))
        marks.append(Shape(((end, y), (end - 7 * turn, y - 3.8), (end - 7 * turn, y + 3.8)), colour, "fill"))
    marks.append(Label(WIDTH - _NOTES + 8, y + 3, words, 7.5, role="ink"))
    return marks
