"""Lists of rows on a form: a row is filled or empty as a whole, and what a filled row lacks is said beside it."""

from typing import Any

from wtforms import Field, Form
from wtforms.fields import FieldList, FormField

from qip_tracker.i18n import _
from qip_tracker.weblib.forms.fields import Words


class Expected:
    """Marks a field that must be answered before the next gate, not before saving: no "(optional)" stands beside it."""

    def __init__(self) -> None:
        self.field_flags = {"required": True}

    def __call__(self, form: Any, field: Field) -> None:
        """A draft may be unfinished."""


class WhenFilled(Expected):
    """Marks a field of a repeating row that must be answered as soon as anything in the row is."""


class RowForm(Form):
    """One repeating row; left empty it is ignored, half filled it is refused.

    `same_if_empty` names the fields that come with a default and so say nothing about whether the row was used.
    """

    same_if_empty: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in this row."""
        return all(
            not str(field.raw_data[0] if field.raw_data else "").strip()
            and (bool(field.raw_data) or field.data in (None, "", False))
            for name, field in self._fields.items()
            if name not in self.same_if_empty
        )

    def validate(self, extra_validators: Any = None) -> bool:
        is_sound = super().validate(extra_validators)
        if self.is_empty:
            for field in self._fields.values():
                field.errors = []
            return True
        for field in self._fields.values():
            needed = any(isinstance(validator, WhenFilled) for validator in field.validators)
            if needed and field.data is None and not field.errors:
                field.errors = [_("Fill this in, or empty the whole row.")]
                is_sound = False
        return bool(is_sound)


class Rows(FieldList):
    """Repeating rows of a `RowForm`; the button named `add-<field>` adds one (`BaseForm.validate_on_submit`)."""

    def __init__(
        self,
        row: type[RowForm],
        label: Words | None = None,
        *,
        start: int = 3,
        most: int = 40,
        **kwargs: Any,
    ) -> None:
        super().__init__(FormField(row), label, min_entries=start, max_entries=most, **kwargs)

    @property
    def filled(self) -> list[Any]:
        """The forms of the rows that were used, in order."""
        return [entry.form for entry in self.entries if not entry.form.is_empty]
