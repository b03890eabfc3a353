"""Fields that keep what was typed and say in words why it cannot be read: money, numbers, days, text, choices, rows.

A field left empty is None, never an empty text. All parsing is `domain.kernel.parsing`; nothing here reads a database.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Protocol

from wtforms import Field, RadioField, SelectChoice, SelectField
from wtforms.fields import FieldList, FormField
from wtforms.validators import ValidationError
from wtforms.widgets import DateInput, TextArea, TextInput

from qip_tracker.domain.kernel import parsing
from qip_tracker.domain.kernel.money import DECIMALS, machine_text, rate_of
from qip_tracker.domain.kernel.parsing import ParseError
from qip_tracker.i18n import _, formats, lazy
from qip_tracker.i18n.labels import choices as labelled
from qip_tracker.i18n.parse_errors import words_for


class Words(Protocol):
    """Text now or in the language of the request."""

    def __str__(self) -> str: ...


# Groups of figures keep their order on a page that reads from the right: 24 961 is not 961 24.
FIGURES = {"autocomplete": "off", "dir": "ltr"}


class TypedField(Field):
    """A field whose value is parsed from one line; what was typed stays in the box when it cannot be read."""

    widget = TextInput()
    data: Any
    # What an empty box stands for.
    empty: Any = None

    def parse(self, text: str) -> Any:
        """The value; raises `ParseError`."""
        raise NotImplementedError

    def written(self, value: Any) -> str:
        """A stored value as it stands in the box."""
        return str(value)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.written(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = valuelist[0] if valuelist and isinstance(valuelist[0], str) else ""
        self.data = self.empty
        if not text.strip():
            # Blanks are no answer: `InputRequired` looks at the raw text.
            self.raw_data = [""] if valuelist else valuelist
            return
        self.read(text)

    def read(self, text: str) -> None:
        """Parse now; raises ValueError with the words that stand beside the field."""
        self.data = None
        try:
            self.data = self.parse(text)
        except ParseError as error:
            raise ValueError(words_for(error, self.limits(text))) from None
        if self.data is None:
            # Nothing but marks that are dropped is no answer either.
            self.raw_data = [""]

    def limits(self, text: str) -> dict[str, str]:
        """What the words about a mistake may name: the bounds, the longest text."""
        return {}


class IntegerNumberField(TypedField):
    """A whole number between two bounds, thousands grouped or not; `data` is an int."""

    def __init__(
        self,
        label: Words | None = None,
        validators: Any = None,
        *,
        minimum: int = 0,
        maximum: int = parsing.LARGEST_INTEGER,
        empty: int | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("render_kw", {**FIGURES, "inputmode": "numeric"})
        super().__init__(label, validators, **kwargs)
        self.minimum, self.maximum, self.empty = minimum, maximum, empty

    def parse(self, text: str) -> int:
        return parsing.parse_integer(text, self.minimum, self.maximum)

    def limits(self, text: str) -> dict[str, str]:
        return {"low": formats.number(self.minimum), "high": formats.number(self.maximum)}


class PercentField(TypedField):
    """A whole percentage with or without its sign; `data` is an int. Draw it with unit="%"."""

    def __init__(
        self,
        label: Words | None = None,
        validators: Any = None,
        *,
        minimum: int = 0,
        maximum: int = 100,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("render_kw", {**FIGURES, "inputmode": "numeric"})
        super().__init__(label, validators, **kwargs)
        self.minimum, self.maximum = minimum, maximum

    def parse(self, text: str) -> int:
        return parsing.parse_percent(text, self.minimum, self.maximum)

    def limits(self, text: str) -> dict[str, str]:
        return {"low": formats.number(self.minimum), "high": formats.percent(self.maximum)}


class DayField(TypedField):
    """A calendar day as `<input type="date">` sends it; `data` is a date."""

    widget = DateInput()

    def parse(self, text: str) -> date:
        return parsing.parse_date(text)

    def written(self, value: date) -> str:
        return value.isoformat()


class CoordinateField(TypedField):
    """Degrees of one axis, `latitude` or `longitude`; `data` is a float."""

    def __init__(
        self, label: Words | None = None, validators: Any = None, *, axis: str, **kwargs: Any
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.axis = axis

    def parse(self, text: str) -> float:
        return parsing.parse_coordinate(text, self.axis)


class MoneyField(TypedField):
    """An amount in one currency; `data` is int minor units. Without a currency, `set_currency` gives it one.

    Read only at validation, because the currency is known only once the form stands.
    """

    def __init__(
        self,
        label: Words | None = None,
        validators: Any = None,
        *,
        currency: str | None = None,
        above_zero: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("render_kw", {**FIGURES, "inputmode": "decimal"})
        super().__init__(label, validators, **kwargs)
        self.currency, self.above_zero = currency, above_zero

    def read(self, text: str) -> None:
        """Nothing yet; `pre_validate` reads."""

    def parse(self, text: str) -> int:
        return parsing.parse_amount(text, self.currency or "")

    def limits(self, text: str) -> dict[str, str]:
        return {"currency": self.currency} if self.currency and DECIMALS.get(self.currency) == 0 else {}

    def written(self, value: int) -> str:
        return machine_text(value, self.currency) if self.currency in DECIMALS else str(value)

    def pre_validate(self, form: Any) -> None:
        text = self.raw_data[0] if self.raw_data else ""
        if not isinstance(text, str) or not text.strip():
            return
        try:
            self.data = self.parse(text)
        except ParseError as error:
            raise ValidationError(words_for(error, self.limits(text))) from None
        if self.above_zero and self.data == 0:
            raise ValidationError(_("The amount must be above zero."))


class RateField(TypedField):
    """An exchange rate as the papers give it, local units for one dollar; `data` is plain text ("604.80")."""

    def __init__(self, label: Words | None = None, validators: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("render_kw", {**FIGURES, "inputmode": "decimal"})
        super().__init__(label, validators, **kwargs)

    def read(self, text: str) -> None:
        plain = "".join(text.split())
        if plain.count(",") == 1 and "." not in plain:
            plain = plain.replace(",", ".")
        try:
            rate_of(plain)
        except ValueError:
            raise ValueError(
                _("Enter the rate as units of local currency for one US dollar, such as 604.80.")
            ) from None
        self.data = plain


class LineField(TypedField):
    """One line of text, composed and trimmed; `max_length` is the column's."""

    lines = False

    def __init__(
        self, label: Words | None = None, validators: Any = None, *, max_length: int = 200, **kwargs: Any
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.max_length = max_length

    def parse(self, text: str) -> str | None:
        return parsing.clean_text(text, self.max_length, lines=self.lines) or None

    def limits(self, text: str) -> dict[str, str]:
        # A browser sends two characters where a line ends.
        over = max(1, len(text.replace("\r\n", "\n").strip()) - self.max_length)
        return {"most": formats.number(self.max_length), "over": formats.number(over)}


class ParagraphField(LineField):
    """Several lines of text, composed and trimmed."""

    widget = TextArea()
    lines = True


def select_choices(pairs: Iterable[tuple[Any, Any]], blank: Words | None = None) -> list[SelectChoice]:
    """(value, words) as the choices of a field, after an empty one with the words of `blank`."""
    first = [SelectChoice(value="", label=str(blank))] if blank is not None else []
    return first + [SelectChoice(value=str(value), label=str(words)) for value, words in pairs]


def label_choices(
    kind: str, codes: Iterable[str] | None = None, blank: Words | None = None
) -> Callable[[], list[SelectChoice]]:
    """The codes of a kind with their labels, in the language of the request."""
    kept = None if codes is None else tuple(codes)
    return lambda: select_choices(labelled(kind, kept), blank)


CHOOSE = lazy("Choose")


class ChoiceField(SelectField):
    """One of the codes of a kind (`ChoiceField(label, kind="harm_effect")`), or of choices the route sets.

    Not chosen is None; whether it must be is for the form or the checklist to say.
    """

    data: Any

    def __init__(
        self,
        label: Words | None = None,
        validators: Any = None,
        *,
        kind: str | None = None,
        codes: Iterable[str] | None = None,
        blank: Words | None = CHOOSE,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("coerce", str)
        if kind is not None:
            kwargs["choices"] = label_choices(kind, codes, blank)
        super().__init__(label, validators, **kwargs)
        self.blank = blank

    @property
    def is_unanswered(self) -> bool:
        """Whether nothing was chosen."""
        return self.data is None and not self.process_errors

    def offer(self, pairs: Iterable[tuple[Any, Any]]) -> None:
        """The choices read from the database by the route."""
        self.choices = select_choices(pairs, self.blank)

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist and not valuelist[0].strip():
            self.data, self.raw_data = None, [""]
            return
        self.invalid_value_message = _("Choose one of the answers offered.")
        super().process_formdata(valuelist)

    def pre_validate(self, form: Any) -> None:
        if self.is_unanswered:
            return
        self.invalid_choice_message = _("Choose one of the answers offered.")
        super().pre_validate(form)


class NumberChoiceField(ChoiceField):
    """A choice whose values are numbers of rows (or marks); `data` is an int."""

    def __init__(self, label: Words | None = None, validators: Any = None, **kwargs: Any) -> None:
        kwargs["coerce"] = _as_number
        super().__init__(label, validators, **kwargs)


def _as_number(value: Any) -> int | None:
    return None if value in (None, "") else int(value)


class OneOfField(ChoiceField, RadioField):
    """As `ChoiceField`, drawn as radio buttons."""

    widget = RadioField.widget
    option_widget = RadioField.option_widget

    def __init__(self, label: Words | None = None, validators: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("blank", None)
        super().__init__(label, validators, **kwargs)


def set_currency(form: Any, currency: str) -> None:
    """Give every amount of the form that has no currency of its own this one, in repeating rows too."""
    for field in form._fields.values():
        if isinstance(field, MoneyField) and field.currency is None:
            field.currency = currency
        elif isinstance(field, FieldList):
            for entry in field.entries:
                if isinstance(entry, FormField):
                    set_currency(entry.form, currency)
