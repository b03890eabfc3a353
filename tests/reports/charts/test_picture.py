import pytest

from qip_tracker.reports.charts.picture import (
    Box,
    Dot,
    Label,
    Picture,
    Shape,
    Stroke,
    clipped,
    directed,
    hatching,
)

MARKS = (
    Box(10, 0, 30, 5, "#000000", hatched=True, role="fill"),
    Stroke(0, 1, 50, 2, dashed=True),
    Dot(20, 3, 2, "#ffffff"),
    Shape(((0, 0), (10, 0), (0, 10)), "#123456"),
    Label(5, 6, "words", 7, "left", True),
)
PICTURE = Picture(100, 20, "title", "what it shows", MARKS)


def test_a_picture_turned_twice_is_itself() -> None:
    assert PICTURE.mirrored().mirrored() == PICTURE
    assert directed(PICTURE, False) is PICTURE
    assert directed(PICTURE, True) == PICTURE.mirrored()


def test_turning_moves_every_mark_to_the_other_side() -> None:
    box, stroke, dot, shape, label = PICTURE.mirrored().marks
    assert isinstance(box, Box) and (box.x, box.width, box.hatched, box.role) == (60, 30, True, "fill")
    assert isinstance(stroke, Stroke) and (stroke.x1, stroke.x2, stroke.dashed) == (100, 50, True)
    assert isinstance(dot, Dot) and dot.x == 80
    assert isinstance(shape, Shape) and shape.points == ((100, 0), (90, 0), (100, 10))
    assert isinstance(label, Label) and (label.x, label.anchor, label.words, label.bold) == (
        95,
        "right",
        "words",
        True,
    )


@pytest.mark.parametrize("size", [(30, 5), (5, 30), (1, 1), (0, 4), (100, 100)])
def test_hatching_stays_inside_its_box(size: tuple[float, float]) -> None:
    box = Box(10, 20, *size)
    for x1, y1, x2, y2 in hatching(box):
        for x, y in ((x1, y1), (x2, y2)):
            assert 10 - 1e-9 <= x <= 10 + size[0] + 1e-9
            assert 20 - 1e-9 <= y <= 20 + size[1] + 1e-9


def test_a_label_too_long_for_its_place_says_so() -> None:
    assert clipped("short", 8, 100) == "short"
    cut = clipped("a very long name of a milestone", 8, 60)
    assert cut.endswith("…") and len(cut) < 20
