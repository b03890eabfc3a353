"""Facts as canonical JSON: one text for one set of facts, its SHA-256, and the way back."""

import json
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from qip_tracker.domain.reporting.snapshots import hash_of

T = typing.TypeVar("T")


class SnapshotError(ValueError):
    """A stored snapshot does not have the shape its facts ask for."""


def canonical_json(facts: object) -> str:
    """The one JSON text of these facts: keys sorted, no spaces, dates as ISO 8601, no floating point.

    Raises SnapshotError for a float or a value JSON cannot hold.
    """
    return json.dumps(
        _plain(facts), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def sha256(facts: object) -> str:
    """SHA-256 of the canonical JSON of these facts."""
    return hash_of(canonical_json(facts))


def from_json(kind: type[T], text: str) -> T:
    """Rebuild facts of this kind from canonical JSON. Raises SnapshotError when text and kind do not fit."""
    return shaped(kind, parsed(text))


def parsed(text: str) -> Any:
    """The plain JSON of a stored text. Raises SnapshotError for what is not JSON, and for floating point."""
    try:
        return json.loads(text, parse_float=_refuse_float)
    except json.JSONDecodeError as error:
        raise SnapshotError(f"not JSON: {error}") from error


def shaped(kind: type[T], plain: Any) -> T:
    """Facts of this kind from plain JSON. Raises SnapshotError where the two do not fit."""
    return typing.cast(T, _shaped(kind, plain, kind.__name__))


def _refuse_float(text: str) -> typing.NoReturn:
    raise SnapshotError(f"{text} is not an integer; facts hold no floating point")


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    raise SnapshotError(f"{type(value).__name__} cannot be frozen in a report")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _shaped(kind: Any, value: Any, where: str) -> object:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _optional(kind, value, where)
    if origin is tuple:
        return _sequence(kind, value, where)
    if is_dataclass(kind):
        return _record(typing.cast(type, kind), value, where)
    if kind is datetime or kind is date:
        return _moment(kind, value, where)
    if kind in (int, str, bool) and type(value) is kind:
        return value
    raise SnapshotError(f"{where}: {value!r} is not {getattr(kind, '__name__', kind)}")


def _optional(kind: Any, value: Any, where: str) -> object:
    choices = typing.get_args(kind)
    if value is None and type(None) in choices:
        return None
    return _shaped(next(choice for choice in choices if choice is not type(None)), value, where)


def _sequence(kind: Any, value: Any, where: str) -> object:
    if not isinstance(value, list):
        raise SnapshotError(f"{where}: a list is missing")
    inner = typing.get_args(kind)
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_shaped(inner[0], part, f"{where}[{index}]") for index, part in enumerate(value))
    if len(value) != len(inner):
        raise SnapshotError(f"{where}: {len(inner)} values expected, {len(value)} found")
    return tuple(_shaped(part_kind, part, where) for part_kind, part in zip(inner, value, strict=True))


def _record(kind: type, value: Any, where: str) -> object:
    if not isinstance(value, dict):
        raise SnapshotError(f"{where}: a record is missing")
    hints = _hints(kind)
    if unknown := sorted(set(value) - set(hints)):
        raise SnapshotError(f"{where}: unknown {', '.join(unknown)}")
    try:
        return kind(**{name: _shaped(hints[name], part, f"{where}.{name}") for name, part in value.items()})
    except TypeError as error:
        raise SnapshotError(f"{where}: {error}") from error


def _moment(kind: type[date], value: Any, where: str) -> object:
    try:
        return kind.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise SnapshotError(f"{where}: {value!r} is not a date") from error
