"""Facts as canonical JSON: one text for one set of facts, its SHA-256, and the way back.

msgspec writes and reads; what facts may hold is decided here: records, tuples, texts, whole numbers, yes or no, dates.
"""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

import msgspec

from qip_tracker.domain.reporting.snapshots import hash_of

T = TypeVar("T")


class SnapshotError(ValueError):
    """Facts that cannot be frozen, or a stored snapshot that does not have the shape its facts ask for."""


def canonical_json(facts: object) -> str:
    """The one JSON text of these facts: keys sorted, no spaces, dates as ISO 8601, no floating point.

    Raises SnapshotError for facts that the text would not give back as they are.
    """
    try:
        text = msgspec.json.encode(facts, order="sorted").decode("utf-8")
    except (TypeError, ValueError) as error:
        raise SnapshotError(f"{type(facts).__name__}: {error}") from error
    if from_json(type(facts), text) != facts:
        raise SnapshotError(f"{type(facts).__name__}: a value would come back as another one")
    return text


def sha256(facts: object) -> str:
    """SHA-256 of the canonical JSON of these facts."""
    return hash_of(canonical_json(facts))


def from_json(kind: type[T], text: str) -> T:
    """Rebuild facts of this kind from canonical JSON. Raises SnapshotError when text and kind do not fit."""
    return shaped(kind, parsed(text))


def parsed(text: str) -> Any:
    """The plain JSON of a stored text. Raises SnapshotError for what is not JSON."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise SnapshotError(f"not JSON: {error}") from error


def shaped(kind: type[T], plain: Any) -> T:
    """Facts of this kind from plain JSON; a field that is not there takes its default.

    Raises SnapshotError, with the place, for an unknown or missing field, another type (floating point is one), and
    for what a record itself refuses.
    """
    try:
        facts = msgspec.convert(plain, kind)
    except msgspec.ValidationError as error:
        raise SnapshotError(f"{kind.__name__}: {error}") from error
    if (place := _left_out(plain, facts)) is not None:
        raise SnapshotError(f"{kind.__name__}: not one of these facts - at `${place}`")
    return facts


def _left_out(plain: Any, facts: object) -> str | None:
    """The place of what stands in the plain JSON and is no fact, such as `.place.colour`; None when there is nothing.

    msgspec passes over a field that a record does not have, and lets any value into a field that is not typed.
    """
    if facts is None or isinstance(facts, (str, int, date)):
        return None
    if isinstance(facts, tuple):
        for index, (part, fact) in enumerate(zip(plain, facts, strict=True)):
            if (place := _left_out(part, fact)) is not None:
                return f"[{index}]{place}"
        return None
    if not is_dataclass(facts):
        return ""
    names = {field.name for field in fields(facts)}
    for name, part in plain.items():
        place = _left_out(part, getattr(facts, name)) if name in names else ""
        if place is not None:
            return f".{name}{place}"
    return None
