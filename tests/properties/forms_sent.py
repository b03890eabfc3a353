"""How a form of `forms_found` is filled in and sent, and how far a change goes that nobody wants to keep."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from qip_tracker.domain.kernel.refusals import Refusal, Refused
from qip_tracker.models import Base
from tests.properties.forms_found import House
from tests.properties.forms_read import Door, typed

# Tables whose rows say when and how often, not what.
NOT_WHAT = {"form_token", "audit_event", "audit_head", "throttle", "sign_in_session"}
# (table, number) of the rows a change has made so far.
Made = set[tuple[str, int]]


@contextmanager
def kept_back() -> Iterator[list[dict[str, object]]]:
    """Every change goes up to its commit and no further; the list fills with the rows it would have stored."""
    rows: list[dict[str, object]] = []
    made: Made = set()

    def note(session: Session, context: object) -> None:
        made.update((row.__tablename__, row.id) for row in session.new if hasattr(row, "id"))
        touched = [*session.new, *session.dirty, *session.deleted]
        rows.extend(_written(row, made) for row in touched if _says_what(row))

    def refuse(session: Session) -> None:
        raise Refused(Refusal("database.refused", None, {"constraint": "this walk keeps nothing"}))

    event.listen(Session, "after_flush", note)
    event.listen(Session, "before_commit", refuse)
    try:
        yield rows
    finally:
        event.remove(Session, "after_flush", note)
        event.remove(Session, "before_commit", refuse)


def _says_what(row: object) -> bool:
    return isinstance(row, Base) and row.__tablename__ not in NOT_WHAT


def _written(row: Base, made: Made) -> dict[str, object]:
    """The columns of a row that are written, without what differs by the moment or by chance.

    Rows made by the same change are known by no number: PostgreSQL counts on although nothing was kept.
    """
    state = inspect(row)
    found: dict[str, object] = {"table": row.__tablename__}
    for attribute in state.mapper.column_attrs:
        value = state.attrs[attribute.key].value
        if any((key.column.table.name, value) in made for key in attribute.columns[0].foreign_keys):
            value = "made by this change"
        is_chance = isinstance(value, str) and len(value) >= 40 and " " not in value
        is_moment = attribute.key.endswith(("_at", "_since")) or attribute.key == "id"
        # Which card of a panel stands for which group is drawn by lot.
        is_chance = is_chance or (row.__tablename__, attribute.key) in (
            ("panel", "code"),
            ("member_card", "number"),
        )
        if state.attrs[attribute.key].history.has_changes() and not is_chance and not is_moment:
            found[attribute.key] = repr(value)
    return found


def answers_of(door: Door, house: House) -> dict[str, list[Any]]:
    """What a person would send: every control answered, and the tokens."""
    data = {name: typed(control) for name, control in door.controls.items()}
    return {**data, "csrf_token": [house.csrf()]}


def sound(door: Door, house: House, **other: list[Any]) -> list[tuple[str, Any]]:
    """The answers as pairs to send, some of them exchanged."""
    data = {**answers_of(door, house), **other}
    data.pop("form_token", None)
    return [(name, value) for name, values in data.items() for value in values]


def form_data(pairs: list[tuple[str, Any]]) -> dict[str, list[Any]]:
    """Pairs as the test client takes them."""
    data: dict[str, list[Any]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return data
