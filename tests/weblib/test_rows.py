"""Rows put into a shape: escaped like any text, markup left alone, and no text can move into another cell."""

from markupsafe import Markup, escape

from qip_tracker.weblib import rows
from qip_tracker.weblib.rows import marks


def filled(shape: Markup, cells: list[tuple[str, ...]]) -> Markup:
    """As a template prints it: escaping leaves it as it is."""
    return escape(rows.filled(shape, cells))


def _shape(count: int, order: list[int] | None = None) -> Markup:
    cells = marks(count)
    return Markup("").join(Markup("<td>{}</td>").format(cells[n]) for n in order or range(count))


def test_text_is_escaped_and_markup_is_not() -> None:
    drawn = filled(_shape(2), [("<script>&\"'", Markup("<b>late</b>")), ("plain", Markup(""))])
    assert drawn == ("<td>&lt;script&gt;&amp;&#34;&#39;</td><td><b>late</b></td><td>plain</td><td></td>")
    assert isinstance(drawn, Markup)


def test_a_column_of_both_kinds_escapes_the_text_only() -> None:
    assert filled(_shape(1), [("<i>",), (Markup("<i>"),)]) == "<td>&lt;i&gt;</td><td><i></td>"


def test_a_text_that_holds_a_mark_stays_in_its_own_cell() -> None:
    mark = marks(2)[1]
    drawn = filled(_shape(2), [(f"a{mark}<", "b"), ("c\x1f", "d")])
    assert drawn == f"<td>a{mark}&lt;</td><td>b</td><td>c\x1f</td><td>d</td>"


def test_signs_of_formats_mean_themselves() -> None:
    shape = Markup("<p title='100%s {0}'>{}</p>").replace("{}", marks(1)[0])
    assert filled(shape, [("50 %d {x}",)]) == "<p title='100%s {0}'>50 %d {x}</p>"


def test_cells_stand_where_and_as_often_as_the_shape_says() -> None:
    assert filled(_shape(2, [1, 0, 1]), [("a", "b")]) == "<td>b</td><td>a</td><td>b</td>"
    assert filled(_shape(2), []) == ""
