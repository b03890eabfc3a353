"""Counts the statements a piece of code sends to the database; opening and ending a transaction is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from qip_tracker.extensions import db

_FRAME = ("BEGIN", "COMMIT", "ROLLBACK")


@contextmanager
def statements_of(app: Flask) -> Iterator[list[str]]:
    """The list fills with every statement sent while the block runs."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith(_FRAME):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
