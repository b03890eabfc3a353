"""What hangs on a project, as columns of a statement about projects: how many rows, whether any, which codes."""

from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, literal_column, select

from qip_tracker.models import Project

Where = ColumnElement[bool]
# Everything that `str.strip` takes away.
_BLANKS: Final = "".join(filter(str.isspace, map(chr, range(0x3001))))


def rows_of(model: Any, what: Any, *where: Where) -> Select[Any]:
    """One column of the project's rows of a table."""
    return select(what).select_from(model).where(model.project_id == Project.id, *where).correlate(Project)


def has(model: Any, *where: Where) -> Where:
    """Whether the project has such a row."""
    return exists(rows_of(model, literal_column("1"), *where))


def how_many(model: Any, *where: Where) -> ScalarSelect[int]:
    """How many such rows the project has."""
    return rows_of(model, func.count(), *where).scalar_subquery()


def column_where(what: Any, *where: Where) -> Select[Any]:
    """One column of rows the project points to, or that point to it another way."""
    return select(what).where(*where).correlate(Project)


def is_said(text: Any) -> Where:
    """Whether there are words: neither nothing nor blanks."""
    return func.trim(text, _BLANKS) != ""
