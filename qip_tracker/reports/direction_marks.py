"""Somebody's words inside our sentences: each keeps its own direction, and no full stop or bracket changes sides.

The marks are those of Unicode (FSI and PDI, UAX #9): browsers obey them in any text, also in a picture or a title,
and `reports.draw.pdf` obeys them on paper. They are put around the facts once, before a report is told, so that no page
and no flowable can forget them; the frozen facts themselves never hold them.
"""

import re
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Annotated, Any, TypeVar

from qip_tracker.i18n.language import ISOLATE_END, ISOLATE_START
from qip_tracker.reports.facts.words import IN_ANY_LANGUAGE

Facts = TypeVar("Facts")

_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
# Letters of right-to-left scripts, Arabic digits, and every mark that changes direction.
_TO_THE_LEFT = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# An isolate ends with its paragraph, so each line of a longer text gets its own.
_LINE = re.compile("[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")

_Isolate = Callable[[str], str]
_Walk = Callable[[Any, _Isolate], Any]


def isolated(words: str) -> str:
    """The words between marks, line by line; marks that somebody typed go, so nobody can end theirs early."""
    return _LINE.sub(lambda line: f"{ISOLATE_START}{line.group()}{ISOLATE_END}", words.translate(_ISOLATES))


def bare(words: str) -> str:
    """The words without marks: for lengths, for what a machine reads."""
    return words.translate(_ISOLATES)


def with_isolated_words(facts: Facts, *, right_to_left: bool) -> Facts:
    """The same facts with every text of type `Words` isolated for a page of this direction.

    On a left-to-right page words without a right-to-left letter stay as they are: there a mark changes nothing.
    """
    walk = _walk(typing.cast(Any, type(facts)))
    isolate = isolated if right_to_left else _isolated_if_foreign
    return typing.cast(Facts, walk(facts, isolate)) if walk else facts


def _isolated_if_foreign(words: str) -> str:
    return isolated(words) if _TO_THE_LEFT.search(words) else words


@cache
def _walk(hint: Any) -> _Walk | None:
    """How to go through a value of this type; None where it cannot hold anybody's words."""
    origin = typing.get_origin(hint)
    if origin is Annotated:
        return _words if IN_ANY_LANGUAGE in hint.__metadata__ else None
    if origin is tuple:
        return _tuple_walk(typing.get_args(hint))
    if is_dataclass(hint):
        return _record_walk(typing.cast(type, hint))
    parts = [_walk(part) for part in typing.get_args(hint) if part is not type(None)]
    inner = next((part for part in parts if part), None)
    return inner and (lambda value, isolate: None if value is None else inner(value, isolate))


def _words(value: str, isolate: _Isolate) -> str:
    return isolate(value)


def _tuple_walk(inner: tuple[Any, ...]) -> _Walk | None:
    if len(inner) == 2 and inner[1] is Ellipsis:
        every = _walk(inner[0])
        return every and (lambda value, isolate: tuple([every(part, isolate) for part in value]))
    walks = [_walk(part) for part in inner]
    if not any(walks):
        return None
    return lambda value, isolate: tuple(
        [walk(part, isolate) if walk else part for walk, part in zip(walks, value, strict=True)]
    )


def _record_walk(kind: type) -> _Walk | None:
    hints = typing.get_type_hints(kind, include_extras=True)
    walks = [(field.name, walk) for field in fields(kind) if (walk := _walk(hints[field.name]))]
    if not walks:
        return None
    return lambda value, isolate: replace(
        value, **{name: walk(getattr(value, name), isolate) for name, walk in walks}
    )
