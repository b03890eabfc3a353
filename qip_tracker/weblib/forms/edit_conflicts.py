"""An edit that came too late: who saved first and when, what differs in words field by field, one press to go on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField, Field, HiddenField, SelectField, SelectMultipleField
from wtforms.fields import FieldList

from qip_tracker.domain.kernel.refusals import StaleEdit
from qip_tracker.extensions import db
from qip_tracker.i18n import _, formats, listed, semicolon
from qip_tracker.i18n.labels import label
from qip_tracker.i18n.refusals import refusal_message
from qip_tracker.queries.kernel.audit import LastChange, last_change
from qip_tracker.weblib.forms.base import TOKEN_FIELD, BaseForm, EditForm
from qip_tracker.weblib.forms.fields import DayField, IntegerNumberField, MoneyField, PercentField
from qip_tracker.weblib.request.session_user import current_actor

Stored = Callable[[], EditForm]
# Sent with every form, typed by nobody.
NOT_TYPED = frozenset({"csrf_token", TOKEN_FIELD, "version"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in words; `theirs` is None where nothing is stored under that name, so there is nothing to compare."""

    label: str
    yours: str
    theirs: str | None


def in_words(field: Field) -> str:
    """What stands in a field as a reader would say it: choices by their labels, money and days as pages write them."""
    value = field.data
    if isinstance(field, BooleanField):
        return _("Yes") if value else _("No")
    if value is None or value == "":
        return ""
    if isinstance(field, SelectMultipleField | SelectField):
        chosen = {str(choice) for choice in (value if isinstance(value, list) else [value])}
        labels = (str(option.label) for option in _options(field) if str(option.value) in chosen)
        return listed(labels, semicolon())
    if isinstance(field, MoneyField):
        return formats.money(value, field.currency) if field.currency else str(value)
    if isinstance(field, PercentField):
        return formats.percent(value)
    if isinstance(field, IntegerNumberField):
        return formats.number(value)
    if isinstance(field, DayField):
        return formats.date(value)
    return str(value)


def _options(field: Any) -> list[Any]:
    return [option for option in field.iter_choices() if option.value != ""]


def typed_rows(form: BaseForm | None) -> list[tuple[str, str, None]]:
    """All that was typed into a form that was sent, as (label, words, None) for a summary list; empty when none was."""
    if form is None or not form.is_submitted():
        return []
    return [(line.label, line.yours, None) for line in _compared(form, None) if line.yours]


def differences(typed: EditForm, stored: EditForm, known: Sequence[str] | None = None) -> list[Difference]:
    """The fields that differ; only those in `known` have a stored side (None: all of them)."""
    return [
        line for line in _compared(typed, stored, known) if line.theirs is None or line.yours != line.theirs
    ]


def _compared(typed: Any, stored: Any, known: Sequence[str] | None = None) -> Iterator[Difference]:
    for field in typed:
        if isinstance(field, HiddenField) or field.name == "csrf_token":
            continue
        is_known = stored is not None and (known is None or field.name in known)
        if isinstance(field, FieldList):
            yield from _rows_compared(field, stored[field.name] if is_known else None)
            continue
        yours = in_words(field)
        if is_known:
            yield Difference(str(field.label.text), yours, in_words(stored[field.name]))
        elif yours and not isinstance(field, BooleanField):
            yield Difference(str(field.label.text), yours, None)


def _rows_compared(typed: FieldList, stored: FieldList | None) -> Iterator[Difference]:
    """Rows that are the same on both sides fall away, wherever they stand; what is left is compared row by row."""
    mine = _rows(typed)
    if stored is None:
        for number, row in enumerate(mine, 1):
            yield Difference(_place(typed, number), _in_one_line(row), None)
        return
    theirs = _rows(stored)
    matcher = SequenceMatcher(
        None, [_key(row) for row in mine], [_key(row) for row in theirs], autojunk=False
    )
    for tag, mine_from, mine_to, theirs_from, theirs_to in matcher.get_opcodes():
        if tag == "equal":
            continue
        shared = min(mine_to - mine_from, theirs_to - theirs_from)
        for step in range(shared):
            place_number = formats.number(mine_from + step + 1)
            pairs = zip(mine[mine_from + step], theirs[theirs_from + step], strict=True)
            for (words, yours), (_same, other) in pairs:
                place = _(
                    "%(list)s %(number)s, %(field)s", list=typed.label.text, number=place_number, field=words
                )
                yield Difference(place, yours, other)
        for index in range(mine_from + shared, mine_to):
            yield Difference(_place(typed, index + 1), _in_one_line(mine[index]), _("Not in the list"))
        for index in range(theirs_from + shared, theirs_to):
            yield Difference(_place(typed, index + 1), _("Not in the list"), _in_one_line(theirs[index]))


def _rows(rows: Any) -> list[list[tuple[str, str]]]:
    """The filled rows of a list as (label, words) of each of their fields."""
    return [
        [(str(field.label.text), in_words(field)) for field in entry.form]
        for entry in rows.entries
        if not entry.form.is_empty
    ]


def _key(row: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(words for _label, words in row)


def _place(rows: FieldList, number: int) -> str:
    return f"{rows.label.text} {formats.number(number)}"


def _in_one_line(row: list[tuple[str, str]]) -> str:
    return listed((words for _label, words in row if words), semicolon())


def edit_conflict_page(form: EditForm, stale: StaleEdit, stored: Stored | None) -> Response:
    """409: both sides, and a form that holds what was typed with the version now seen, so that one press saves it."""
    if stored is not None:
        theirs, known = stored(), None
        version = str(theirs.version.data)
    else:
        theirs, known = _from_columns(form, stale)
        version = str(stale.current_version)
    _lend(form, theirs)
    return _conflict(
        saved=saved_by(stale),
        rows=differences(form, theirs, known),
        hidden=[*typed_pairs(), ("version", version)],
        action_url=request.full_path.rstrip("?"),
        theirs_url=page_of_form(),
    )


def button_conflict_page(stale: StaleEdit) -> Response:
    """409 for a button that was drawn before somebody else's change: nothing was typed, so look first."""
    return _conflict(saved=saved_by(stale), theirs_url=page_of_form())


def sent_before_page(form: BaseForm, location: str) -> Response:
    """409: the first answer of a form stands; what was typed since is shown in words, so that nothing of it is lost."""
    return _conflict(message=refusal_message("form.already_sent"), back_url=location, typed=typed_rows(form))


def too_late_page(form: BaseForm, words: str, back_url: str) -> Response:
    """409: this cannot be changed any more, says `words`; what was typed is shown, so that nothing of it is lost."""
    form.validate()
    return _conflict(message=words, back_url=back_url, typed=typed_rows(form), too_late=True)


def _conflict(**context: Any) -> Response:
    return Response(render_template("errors/409.html", **context), 409, mimetype="text/html")


def _from_columns(form: EditForm, stale: StaleEdit) -> tuple[EditForm, list[str]]:
    """A form filled from the columns of the stored row, and the names of the fields that have one."""
    values = {
        field.name: stale.current[column]
        for field in form
        if (column := form.stored_as.get(field.name, field.name)) in stale.current
    }
    return type(form)(None, data=values), list(values)


def _lend(typed: Any, stored: Any) -> None:
    """What routes give a form after it is made, given to the other one too: choices and currencies."""
    for field in stored:
        if isinstance(field, FieldList):
            continue
        if isinstance(field, SelectField | SelectMultipleField):
            field.choices = typed[field.name].choices
        if isinstance(field, MoneyField) and field.currency is None:
            field.currency = typed[field.name].currency


@dataclass(frozen=True, slots=True)
class Saved:
    """Who saved first: `is_own` when it was the reader, in another window; `who` None when nobody can be named."""

    change: LastChange
    is_own: bool
    action: str


def saved_by(stale: StaleEdit) -> Saved | None:
    """The last change of the row in the audit trail; None when the trail does not say."""
    if stale.row is None:
        return None
    change = last_change(db.session(), *stale.row)
    if change is None:
        return None
    return Saved(change, change.actor_key == current_actor().key, label("audit_action", change.action))


def typed_pairs() -> list[tuple[str, str]]:
    """Names and values as they were sent, without what belongs to the page."""
    return [(key, value) for key, value in request.form.items(multi=True) if key not in NOT_TYPED]


def page_of_form() -> str:
    """A page that can be read: the one of the form, or the project's when the form only posts."""
    rule, sent = request.url_rule, request.view_args or {}
    if rule is not None and "GET" in (rule.methods or ()):
        return request.full_path.rstrip("?")
    if "project_id" in sent:
        return url_for("overview.show", project_id=sent["project_id"])
    return url_for("home.index")
