"""Words in the language spoken now. A missing or broken translation falls back to the English source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qip_tracker.i18n.catalogue import catalogue
from qip_tracker.i18n.language import SOURCE_LANGUAGE, current_language, isolated, led
from qip_tracker.i18n.numerals import grouped

# What a translator's slip in a placeholder raises; the English source then speaks, and the check names the entry.
_SLIPS: Final = (KeyError, TypeError, ValueError)


def gettext(message: str, /, **values: object) -> str:
    """The message in the language spoken now, its %(name)s replaced by the values."""
    language = current_language()
    # The empty message is where a catalogue keeps its header.
    is_said_as_it_is = language == SOURCE_LANGUAGE or not message
    text = message if is_said_as_it_is else catalogue(language).gettext(message)
    return _filled(text, message, values) if values else text


def pgettext(context: str, message: str, /, **values: object) -> str:
    """The message in a named context, for English words that other languages tell apart."""
    language = current_language()
    text = message if language == SOURCE_LANGUAGE else catalogue(language).pgettext(context, message)
    return _filled(text, message, values) if values else text


def ngettext(singular: str, plural: str, n: int, /, **values: object) -> str:
    """The form for n things; n itself is there as %(n)s with its thousands grouped, unless given otherwise."""
    language = current_language()
    values.setdefault("n", grouped(n, language))
    source = singular if n == 1 else plural
    if language == SOURCE_LANGUAGE:
        return source % values
    return _filled(catalogue(language).ngettext(singular, plural, abs(n)), source, values)


def _filled(text: str, source: str, values: Mapping[str, object]) -> str:
    # A name in another script must not turn the sentence around it. What is markup already brings its own <bdi>.
    kept = {name: isolated(value) if type(value) is str else value for name, value in values.items()}
    try:
        return led(text % kept)
    except _SLIPS:
        if text is source or text == source:
            raise
        return source % kept


@dataclass(frozen=True, slots=True)
class Lazy:
    """A message that is translated when it is shown: for labels of forms and registries made at import."""

    message: str
    context: str | None = None
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        values = dict(self.values)
        if self.context is None:
            return gettext(self.message, **values)
        return pgettext(self.context, self.message, **values)

    def __format__(self, specification: str) -> str:
        return format(str(self), specification)

    def __mod__(self, values: object) -> str:
        """Some validators of WTForms fill their message in with %."""
        return str(self) % values

    def __bool__(self) -> bool:
        return bool(self.message)


def lazy(message: str, /, **values: object) -> Lazy:
    """A message translated at `str()`; never joined or stored before that."""
    return Lazy(message, None, tuple(values.items()))


def lazy_in(context: str, message: str, /, **values: object) -> Lazy:
    """Like `lazy`, in a named context (see `pgettext`)."""
    return Lazy(message, context, tuple(values.items()))


def json_default(value: object) -> str:
    """For `json.dumps(..., default=json_default)`: a lazy message goes out in the language spoken now."""
    if isinstance(value, Lazy):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not JSON")
