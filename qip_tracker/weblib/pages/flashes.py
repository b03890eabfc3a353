"""What was done is said on the page that follows."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from flask import flash


class FlashKind(StrEnum):
    """How a message looks; `_components/flash.html` has a shape for each."""

    SUCCESS = "success"
    WARNING = "warning"


def say(words: str, kind: FlashKind = FlashKind.SUCCESS) -> None:
    """Put these words on the next page."""
    flash(words, kind.value)


def then_say(words: str, url: str | Callable[[Any], str]) -> Callable[[Any], str]:
    """What follows a change that was stored: these words, on the page at `url` or at what it makes of the result."""

    def follow(result: Any) -> str:
        say(words)
        return url if isinstance(url, str) else url(result)

    return follow
