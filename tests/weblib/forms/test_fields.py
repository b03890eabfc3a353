"""Fields: what is typed comes back as a value or stays in the box with the reason beside it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from wtforms.validators import InputRequired

from qip_tracker.weblib.forms import fields, rows
from qip_tracker.weblib.forms.base import BaseForm


class LineOfBudget(rows.RowForm):
    """A row with two answers and a default."""

    same_if_empty = ("funded_by",)

    what = fields.LineField("What", [rows.WhenFilled()])
    amount = fields.MoneyField("Amount", [rows.WhenFilled()], above_zero=True)
    funded_by = fields.ChoiceField("Paid by", kind="funded_by", blank=None)


class Everything(BaseForm):
    """One field of each sort."""

    class Meta(BaseForm.Meta):
        csrf = False

    title = fields.LineField("Title", [InputRequired("Enter a title.")], max_length=20)
    said = fields.ParagraphField("Said", max_length=50)
    amount = fields.MoneyField("Amount")
    dollars = fields.MoneyField("Dollars", currency="USD")
    weeks = fields.IntegerNumberField("Weeks", minimum=1, maximum=104)
    share = fields.PercentField("Share")
    day = fields.DayField("Day")
    rate = fields.RateField("Rate")
    latitude = fields.CoordinateField("Latitude", axis="latitude")
    effect = fields.ChoiceField("Effect", kind="harm_effect")
    office = fields.NumberChoiceField("Office")
    lines = rows.Rows(LineOfBudget, "Lines", start=2, most=3)


@pytest.fixture
def sent(app: Flask) -> Iterator[Any]:
    """`sent(title="...")`: the form as it arrives, validated."""
    with app.app_context():

        def send(**typed: str) -> tuple[Everything, bool]:
            with app.test_request_context(
                method="POST", data={"title": "A", **{k.replace("__", "-"): v for k, v in typed.items()}}
            ):
                form = Everything()
                form.office.offer([(3, "Kidal"), (4, "Gao")])
                fields.set_currency(form, "XOF")
                return form, form.validate()

        yield send


def test_every_sort_of_answer_becomes_its_value(sent: Any) -> None:
    form, is_sound = sent(
        said="one\r\ntwo ",
        amount="27 830 000",
        dollars="24 961,00",
        weeks="26",
        share="80 %",
        day="2026-03-12",
        rate="604,80",
        latitude="20.4",
        effect="gains",
        office="4",
    )
    assert is_sound, form.errors
    assert form.said.data == "one\ntwo"
    assert (form.amount.data, form.dollars.data) == (27_830_000, 2_496_100)
    assert (form.weeks.data, form.share.data, form.day.data) == (26, 80, date(2026, 3, 12))
    assert (form.rate.data, form.latitude.data) == ("604.80", 20.4)
    assert (form.effect.data, form.office.data) == ("gains", 4)


def test_empty_answers_are_none_and_blanks_are_no_answer(sent: Any) -> None:
    form, is_sound = sent(title="   ", weeks=" ", amount="", day="", effect="", office="", rate="")
    assert not is_sound
    assert list(form.errors) == ["title"]
    assert {form[name].data for name in ("weeks", "amount", "day", "effect", "office", "rate")} == {None}


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("amount", "-5", "below zero"),
        ("amount", "10.5", "XOF has no decimals"),
        ("weeks", "0", "from 1 to 104"),
        ("weeks", "²6", "figures 0 to 9"),
        ("share", "101", "from 0 to 100%"),
        ("day", "2026-02-30", "not in the calendar"),
        ("day", "12/03/2026", "year-month-day"),
        ("rate", "0", "such as 604.80"),
        ("rate", "1e3", "such as 604.80"),
        ("latitude", "91", "between -90 and 90"),
        ("title", "a\x00b", "cannot be stored"),
        ("title", "a" * 21, "At most 20 characters"),
        ("effect", "nonsense", "answers offered"),
        ("office", "99", "answers offered"),
        ("office", "abc", "answers offered"),
    ],
)
def test_what_cannot_be_read_says_why_and_stays_in_the_box(
    sent: Any, name: str, typed: str, words: str
) -> None:
    form, is_sound = sent(**{name: typed})
    assert not is_sound
    assert words in " ".join(form[name].errors)
    if isinstance(form[name], fields.TypedField):
        assert form[name]._value() == typed


def test_a_row_left_empty_is_no_row_and_a_half_filled_one_is_refused(sent: Any) -> None:
    form, is_sound = sent(
        lines__0__what="Cement",
        lines__0__amount="9 000 000",
        lines__0__funded_by="qip",
        lines__1__what="",
        lines__1__amount="",
        lines__1__funded_by="qip",
    )
    assert is_sound, form.errors
    assert [(row.what.data, row.amount.data) for row in form.lines.filled] == [("Cement", 9_000_000)]
    form, is_sound = sent(lines__0__what="", lines__0__amount="5", lines__0__funded_by="qip")
    assert not is_sound
    assert form.lines.errors[0] == {"what": ["Fill this in, or empty the whole row."]}
    form, is_sound = sent(lines__0__what="Cement", lines__0__amount="0", lines__0__funded_by="qip")
    assert form.lines.errors[0] == {"amount": ["The amount must be above zero."]}


def test_rows_are_added_up_to_the_most_and_no_further(app: Flask) -> None:
    pressed = {"add-lines": "1", "lines-0-what": "Cement"}
    for full in (False, True):
        data = pressed | ({"lines-1-what": "Sand", "lines-2-what": "Planks"} if full else {})
        with app.test_request_context(method="POST", data=data):
            form = Everything()
            assert len(form.lines.entries) == (3 if full else 2)
            # Asked again it answers the same: one press adds one row, and nothing is stored or complained about.
            assert [form.validate_on_submit(), form.validate_on_submit()] == [False, False]
            assert len(form.lines.entries) == 3
            assert not form.has_errors


def test_a_stored_amount_is_written_so_that_it_reads_back_the_same(app: Flask) -> None:
    with app.test_request_context():
        form = Everything(data={"amount": 27_830_000, "dollars": 2_496_100, "day": date(2026, 3, 12)})
        fields.set_currency(form, "XOF")
        assert form.amount._value() == "27830000"
        assert form.dollars._value() == "24961.00"
        assert form.day._value() == "2026-03-12"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"weeks": "105"}, "Enter a number from 1 to 104."),
        ({"weeks": "0"}, "Enter a number from 1 to 104."),
        ({"share": "33.3"}, "Enter a whole percentage from 0 to 100%."),
        ({"said": "x\r\n" * 25 + "y"}, "At most 50 characters fit here; shorten this by 1."),
        ({"amount": "1.234,56"}, "XOF has no decimals: enter a whole amount, such as 24961."),
        ({"amount": "5000 FCFA"}, "Enter a whole amount of XOF, such as 24961."),
        ({"dollars": "1.2.3"}, "Enter an amount such as 24961.00 or 24 961,00."),
    ],
)
def test_a_mistake_is_told_with_the_limits_of_the_field(sent: Any, typed: dict[str, str], said: str) -> None:
    form, is_sound = sent(**typed)
    (name,) = typed
    assert not is_sound
    assert form[name].errors == [said]
    assert form[name]._value() == typed[name]


@pytest.mark.parametrize("name", ["amount", "dollars", "weeks", "share", "rate"])
def test_groups_of_figures_keep_their_order_on_a_page_that_reads_from_the_right(sent: Any, name: str) -> None:
    form, _is_sound = sent(**{name: "24 961"})
    assert 'dir="ltr"' in form[name]()
