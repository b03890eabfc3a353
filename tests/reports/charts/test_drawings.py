from dataclasses import replace

import pytest

from qip_tracker.reports.charts import picture
from qip_tracker.reports.charts.money import money_bar
from qip_tracker.reports.charts.picture import Box, Label, Picture
from qip_tracker.reports.charts.scores import change, distributions
from qip_tracker.reports.charts.timeline import timeline
from qip_tracker.reports.facts.amounts import amounts, difference
from qip_tracker.reports.facts.project import Clock, Money
from qip_tracker.reports.telling.labels import label
from tests.reports import sample_parts as parts


def boxes(drawn: Picture | None, role: str) -> list[Box]:
    assert drawn is not None
    return [mark for mark in drawn.marks if isinstance(mark, Box) and mark.role == role]


def words(drawn: Picture | None) -> list[str]:
    assert drawn is not None
    return [mark.words for mark in drawn.marks if isinstance(mark, Label)]


def test_money_starts_at_zero_and_is_true_to_scale() -> None:
    drawn = money_bar(parts.money())
    (paid,) = boxes(drawn, "fill")
    assert (paid.x, paid.width) == (0, pytest.approx(482 * 0.8))
    assert words(drawn) == ["Approved USD 49,820.00", "Paid USD 39,856.00 (80%)", "Still to pay USD 9,964.00"]


def test_money_without_dollars_is_drawn_in_local_currency() -> None:
    approved, paid = amounts(1000, "XOF", None), amounts(250, "XOF", None)
    drawn = money_bar(Money(approved=approved, paid=paid, balance=difference(approved, paid)))
    assert words(drawn)[0] == "Approved XOF 1,000"
    nothing = amounts(None, "XOF", None)
    assert money_bar(Money(approved=nothing, paid=nothing, balance=nothing)) is None
    zero = amounts(0, "XOF", 0)
    assert money_bar(Money(approved=zero, paid=zero, balance=zero)) is None


def test_answers_are_centred_on_the_middle_face() -> None:
    one = parts.rounds()[1]
    drawn = distributions(replace(one, scores=(one.scores[0],)), label)
    shown = {box.role: box for box in drawn.marks if isinstance(box, Box)}
    middle = shown["face-3"].x + shown["face-3"].width / 2
    assert "face-1" not in shown
    widths = {role: box.width for role, box in shown.items()}
    assert widths["face-2"] == pytest.approx(widths["face-3"]) and widths["face-4"] == pytest.approx(
        2 * widths["face-3"]
    )
    assert middle == pytest.approx(146 + (482 - 146 - 92) / 2)


def test_withheld_answers_are_hatched_and_said_and_nowhere_else() -> None:
    drawn = distributions(parts.rounds()[1], label)
    (hatched,) = boxes(drawn, "withheld")
    assert hatched.hatched
    assert "Withheld to protect people: too few answered" in " ".join(words(drawn))
    assert drawn.rows[-1][1:8] == ("–",) * 7
    assert "1 answer is withheld" in drawn.description


def test_change_is_shown_only_where_both_rounds_may_be() -> None:
    drawn = change(parts.rounds(), label)
    assert drawn is not None
    assert [row[0] for row in drawn.rows][-1] == "Ownership"
    assert len(drawn.rows) == 7
    assert "2, unchanged" in words(drawn)
    assert "The median rose in 6 of 7 dimensions and fell in 0." in drawn.description
    assert change(parts.rounds()[:1], label) is None


def test_the_clock_says_plan_and_reality() -> None:
    drawn = timeline(parts.milestones(), parts.clock(), (), parts.AS_OF, label)
    (reality,) = boxes(drawn, "fill")
    (plan,) = boxes(drawn, "plan")
    assert plan.x == reality.x and plan.width > reality.width
    assert "20 days late" in words(drawn) and "19 days late" in words(drawn)
    assert drawn is not None and drawn.description == "3 of 6 milestones are done on 12 Mar 2026. 1 is late."
    assert timeline((), Clock(), (), parts.AS_OF, label) is None


def test_every_mark_stays_on_the_picture() -> None:
    many = parts.milestones() * 5
    for drawn in (
        timeline(many, parts.clock(), (), parts.AS_OF, label),
        money_bar(parts.money()),
        *(distributions(one, label) for one in parts.rounds()),
        change(parts.rounds(), label),
    ):
        assert drawn is not None
        for mark in drawn.marks:
            if isinstance(mark, Box):
                assert mark.x >= -0.01 and mark.x + mark.width <= drawn.width + 0.01
                assert mark.y >= 0 and mark.y + mark.height <= drawn.height
            if isinstance(mark, Label):
                assert 0 <= mark.x <= drawn.width and 0 <= mark.y <= drawn.height
                if mark.anchor == "left":
                    assert mark.x + picture.room_for(mark.words, mark.size) <= drawn.width + 12, mark.words
    assert len(timeline(many, parts.clock(), (), parts.AS_OF, label).rows) == 30  # type: ignore[union-attr]
