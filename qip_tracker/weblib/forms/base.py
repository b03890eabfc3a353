"""The base of all forms: CSRF, the version of the row it was drawn from, trimmed text, and refusals beside fields."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from flask import g, request
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from werkzeug.datastructures import MultiDict
from wtforms import Field, FileField, HiddenField
from wtforms.fields import FieldList, FormField

from qip_tracker.domain.kernel.parsing import ParseError
from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.i18n.parse_errors import words_for
from qip_tracker.i18n.refusals import refusal_message

# Flask-WTF's own sign for "whatever this request brought, if it brought anything".
FROM_REQUEST = _Auto
# The hidden input that tells a form sent twice.
TOKEN_FIELD = "form_token"  # noqa: S105


def trimmed(value: object) -> object:
    """Text without blanks at its ends; an empty text is None, so that NULL means not answered.

    A NUL, which PostgreSQL cannot store and no keyboard makes, raises ValueError: the form says so beside the field.
    """
    if isinstance(value, str):
        if "\x00" in value:
            raise ValueError(words_for(ParseError("text.characters", value)))
        return value.replace("\r\n", "\n").strip() or None
    return value


class BaseForm(FlaskForm):
    """Shape only: types, lengths, required. Rules live in the domain and come back through `refuse`."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            filters = list(unbound_field.kwargs.get("filters", ()))
            if not issubclass(unbound_field.field_class, FieldList | FormField) and trimmed not in filters:
                options = {**options, "filters": [*filters, trimmed]} if not filters else options
            return unbound_field.bind(form=form, **options)

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent, as pages send it: text under fields of text, files under fields of files, no JSON."""
            if formdata is not _Auto:
                return formdata
            if request.method not in ("POST", "PUT", "PATCH"):
                return None
            return MultiDict(
                [
                    (name, text)
                    for name, text in request.form.items(multi=True)
                    if not _takes_files(form, name)
                ]
                + [(name, sent) for name, sent in request.files.items(multi=True) if _takes_files(form, name)]
            )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The pages of a stale edit and of a resent form name the fields as this form does.
        g.field_labels = {**g.get("field_labels", {}), **{f.name: f.label for f in _all_fields(self)}}
        self._is_sound: bool | None = None

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Whether the form was sent to be stored, and every field can be read.

        Asked again it answers the same without looking again: what a browser sent as a file is read once.
        """
        if self._is_sound is None:
            is_to_be_stored = self.is_submitted() and not self._adds_a_row()
            self._is_sound = is_to_be_stored and bool(self.validate(extra_validators))
        return self._is_sound

    def refuse(self, refused: Refused) -> None:
        """Put each reason beside its field, or on top of the form when it belongs to none."""
        for refusal in refused.refusals:
            words = refusal_message(refusal.code, refusal.details)
            field = self._fields.get(refusal.field) if refusal.field else None
            if field is None:
                self.form_errors.append(words)
            else:
                field.errors = [*field.errors, words]

    def _adds_a_row(self) -> bool:
        """Whether an "add row" button was pressed; then a row is added and nothing is stored."""
        for name, field in self._fields.items():
            if isinstance(field, FieldList) and f"add-{name}" in request.form:
                if not field.max_entries or len(field.entries) < field.max_entries:
                    field.append_entry()
                return True
        return False

    @property
    def has_errors(self) -> bool:
        return bool(self.errors or self.form_errors)


class EditForm(BaseForm):
    """A form that changes a stored row: it carries the version it was drawn from.

    `stored_as` names the column of a field where it is not the field's own name, for the page of a stale edit.
    """

    stored_as: ClassVar[Mapping[str, str]] = {}

    version = HiddenField()

    @property
    def version_number(self) -> int | None:
        """The version that was sent with this form."""
        sent = self.version.raw_data
        return version_of(sent[0] if sent else "")


def version_of(text: str) -> int:
    """A version as a number; a mangled one counts as stale, and so does one that was not sent."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def sent_version() -> int:
    """The version that a form of one button was drawn from."""
    return version_of(request.form.get("version", ""))


def _all_fields(form: Any) -> Iterator[Field]:
    """The fields of a form, those of its repeating rows after their list."""
    for field in form._fields.values():
        yield field
        for row in field.entries if isinstance(field, FieldList) else ():
            if isinstance(row, FormField):
                yield from _all_fields(row.form)


def _takes_files(form: Any, name: str) -> bool:
    """Whether this name belongs to a field of files, also in a repeating row (`photos-0-file`)."""
    first, _, rest = name.partition("-")
    field = form._fields.get(first)
    if isinstance(field, FieldList):
        row = field.unbound_field.args[0] if field.unbound_field.field_class is FormField else None
        unbound = getattr(row, rest.partition("-")[2], None)
        return issubclass(getattr(unbound, "field_class", object), FileField)
    return not rest and isinstance(field, FileField)


def is_empty_row(form: Any, ignore: tuple[str, ...] = ()) -> bool:
    """Whether a repeating row was left untouched."""
    return all(
        field.data in (None, "", False)
        for name, field in form._fields.items()
        if name not in (*ignore, "csrf_token")
    )


def field_label(field: Field) -> str:
    """The words above a field."""
    return str(field.label.text)
