"""What people type, turned into values: one parser a type, and `ParseError` is all that any of them raises.

Python's own `int`, `Decimal` and `fromisoformat` accept what nobody means (full-width digits, underscores, NaN,
week dates) and fail in several ways on the rest, so none of them sees text before its shape is checked here.
"""

import re
import unicodedata
from datetime import date
from typing import Final

from qip_tracker.domain.kernel.dates import PartialDate
from qip_tracker.domain.kernel.money import DECIMALS, LARGEST_MINOR

# What an INTEGER column of PostgreSQL holds.
LARGEST_INTEGER: Final = 2**31 - 1
EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2200

_LONGEST_TYPED: Final = 60
_SHOWN_OF_VALUE: Final = 80
# Between groups people type a space, the spaces that French and Swiss papers print, or an apostrophe.
_SPACES: Final = " \u00a0\u202f\u2009"
_GROUPING: Final = _SPACES + "'\u2019"
_MARKS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
_PLAIN: Final = re.compile(r"[0-9]+", re.ASCII)
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:([ \u00a0\u202f\u2009'\u2019.,])[0-9]{3})(?:\1[0-9]{3})*")
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PARTIAL: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DEGREES: Final = re.compile(r"[-\u2212]?[0-9]{1,3}(?:[.,][0-9]{1,10})?")
_LINE_END: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LIMITS: Final = {"latitude": 90, "longitude": 180}


class ParseError(ValueError):
    """The text is not what its field holds: `code` says why (`amount.negative`), `value` is its beginning."""

    def __init__(self, code: str, value: object) -> None:
        self.code = code
        self.value = value[:_SHOWN_OF_VALUE] if isinstance(value, str) else type(value).__name__
        super().__init__(code)


def parse_amount(text: str, currency: str) -> int:
    """Minor units of an amount above or equal to zero as people write it in any of the three languages.

    "27 830 000", "24,961.00", "24 961,00" and "USD 24,961.00" are read. Where two signs stand, the last is the decimal
    sign. Where one stands alone, it is the decimal sign when exactly as many figures follow as the currency has
    decimals; otherwise three figures after it make it a grouping sign: "1,234" is 1234 dollars and 1.234 dinars
    (TND), so what the tracker itself prints in any language comes back as the same sum. A space never is a decimal
    sign, and a group never begins with 0.
    Codes: amount.missing, .too_long, .digits, .negative, .malformed, .too_many_decimals, .too_large, .currency
    """
    figures = DECIMALS.get(currency)
    if figures is None:
        raise ParseError("amount.currency", currency)
    typed = _without_code(_typed(text, "amount"), currency)
    if not typed:
        raise ParseError("amount.missing", text)
    whole, fraction = _whole_and_fraction(typed, figures, text)
    # "1000.00" francs: nothing is lost, so the habit of writing cents is let pass.
    if figures == 0 and fraction in ("0", "00"):
        fraction = ""
    if len(fraction) > figures:
        raise ParseError("amount.too_many_decimals", text)
    minor = int(whole + fraction.ljust(figures, "0"))
    if minor > LARGEST_MINOR:
        raise ParseError("amount.too_large", text)
    return minor


def parse_integer(text: str, minimum: int = 0, maximum: int = LARGEST_INTEGER) -> int:
    """A whole number, its thousands grouped or not: "4500", "4 500", "4,500"; a minus only where one may be.

    Codes: integer.missing, .too_long, .digits, .malformed, .too_small, .too_large
    """
    typed = _typed(text, "integer", allow_minus=minimum < 0)
    if not typed:
        raise ParseError("integer.missing", text)
    sign = -1 if typed[0] == "-" else 1
    value = sign * int(_whole(typed.removeprefix("-"), "integer.malformed", text))
    if value < minimum:
        raise ParseError("integer.too_small", text)
    if value > maximum:
        raise ParseError("integer.too_large", text)
    return value


def parse_percent(text: str, minimum: int = 0, maximum: int = 100) -> int:
    """A whole percentage with or without its sign: "80", "80 %". Codes as for integers, beginning `percent.`"""
    typed = _typed(text, "percent", also="%\u066a")
    typed = typed.removesuffix("%").removesuffix("\u066a").rstrip(_SPACES)
    if not typed:
        raise ParseError("percent.missing", text)
    if not _PLAIN.fullmatch(typed):
        raise ParseError("percent.malformed", text)
    value = int(typed)
    if value < minimum:
        raise ParseError("percent.too_small", text)
    if value > maximum:
        raise ParseError("percent.too_large", text)
    return value


def parse_date(text: str) -> date:
    """A day written 2026-03-12, as date fields send it. Codes: date.missing, .malformed, .impossible, .out_of_range"""
    match = _DAY.fullmatch(_short(text, "date"))
    if match is None:
        raise ParseError("date.malformed" if text.strip() else "date.missing", text)
    return _partial(match, text).first_day


def parse_partial_date(text: str) -> PartialDate:
    """A date as far as it is known: "2010", "2019-07", "2019-07-09". Codes as for `parse_date`."""
    match = _PARTIAL.fullmatch(_short(text, "date"))
    if match is None:
        raise ParseError("date.malformed" if text.strip() else "date.missing", text)
    return _partial(match, text)


def parse_coordinate(text: str, axis: str) -> float:
    """Degrees of `latitude` or `longitude`, to six decimals (a hand's width).

    Codes: coordinate.missing, .malformed, .out_of_range
    """
    limit = _LIMITS[axis]
    typed = _short(text, "coordinate")
    if not typed:
        raise ParseError("coordinate.missing", text)
    if not _DEGREES.fullmatch(typed):
        raise ParseError("coordinate.malformed", text)
    degrees = round(float(typed.replace(",", ".").replace("\u2212", "-")), 6)
    if not -limit <= degrees <= limit:
        raise ParseError("coordinate.out_of_range", text)
    # Minus zero would be written back as "-0.0".
    return degrees + 0.0


def clean_text(text: str, max_length: int, *, lines: bool = True) -> str:
    """Text as it is stored: composed (NFC), trimmed, line ends as \\n, without control characters.

    NUL and lone surrogates are refused and not dropped: no keyboard makes them, and a database or a file would fail.
    Direction overrides that can make a line read as another are dropped; marks that Arabic needs stay.
    With `lines=False` every run of white space becomes one space. Length is counted after all that, in characters.
    Codes: text.not_text, text.characters, text.too_long
    """
    if not isinstance(text, str):
        raise ParseError("text.not_text", text)
    # Composing is quadratic on some input, so what is hopelessly long is refused before it.
    if len(text) > 4 * max_length + 1000:
        raise ParseError("text.too_long", text)
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ParseError("text.characters", _printable(text))
    whole = unicodedata.normalize("NFC", _LINE_END.sub("\n", text))
    kept = "".join(character for character in whole if _is_kept(character))
    kept = "\n".join(line.rstrip() for line in kept.split("\n")).strip() if lines else " ".join(kept.split())
    if len(kept) > max_length:
        raise ParseError("text.too_long", text)
    return kept


def _is_kept(character: str) -> bool:
    if character in "\n\t":
        return True
    if "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069" or character == "\ufeff":
        return False
    return unicodedata.category(character) != "Cc" and not _is_noncharacter(ord(character))


def _is_noncharacter(point: int) -> bool:
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE


def _printable(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode("ascii")


def _short(text: str, noun: str) -> str:
    """Trimmed text of a size a person types; anything else is a `ParseError` before any pattern sees it."""
    if not isinstance(text, str):
        raise ParseError(f"{noun}.malformed", text)
    if len(text) > _LONGEST_TYPED:
        raise ParseError(f"{noun}.malformed" if noun in ("date", "coordinate") else f"{noun}.too_long", text)
    return text.strip(" \t\r\n\u00a0\u202f")


def _typed(text: str, noun: str, *, allow_minus: bool = False, also: str = "") -> str:
    """Short text without direction marks, in which every figure is one of 0-9."""
    typed = _short(text, noun).translate(_MARKS).strip().replace("\u2212", "-")
    if any(character.isnumeric() and not "0" <= character <= "9" for character in typed):
        raise ParseError(f"{noun}.digits", text)
    if typed.startswith("-") and not allow_minus:
        raise ParseError(f"{noun}.negative" if noun == "amount" else f"{noun}.too_small", text)
    if noun != "amount" and any(not (c.isascii() or c in _GROUPING or c in also) for c in typed):
        raise ParseError(f"{noun}.malformed", text)
    return typed


def _without_code(typed: str, currency: str) -> str:
    """The sum alone where its own currency code stands before or after it, as on a printed page."""
    bare = typed.removeprefix(currency) if typed.startswith(currency) else typed.removesuffix(currency)
    return bare.strip(_SPACES) if bare != typed else typed


def _whole_and_fraction(typed: str, figures: int, text: str) -> tuple[str, str]:
    """Split at the decimal sign, by the rule in `parse_amount`, and check the groups before it."""
    signs = [character for character in typed if character in ".,"]
    if not signs:
        return _whole(typed, "amount.malformed", text), ""
    last = signs[-1]
    before, _, after = typed.rpartition(last)
    is_alone = len(signs) == 1 and not any(sign in before for sign in _GROUPING)
    is_decimal = len(set(signs)) == 2 or (len(signs) == 1 and not is_alone)
    if is_alone:
        is_decimal = len(after) != 3 or figures == 3 or not _GROUPED.fullmatch(typed)
    if signs.count(last) > 1 and is_decimal:
        raise ParseError("amount.malformed", text)
    if not is_decimal:
        return _whole(typed, "amount.malformed", text), ""
    if not _PLAIN.fullmatch(after):
        raise ParseError("amount.malformed", text)
    return _whole(before, "amount.malformed", text), after


def _whole(typed: str, code: str, text: str) -> str:
    """The figures of a whole number, grouped by one kind of sign in threes or not at all."""
    if _PLAIN.fullmatch(typed):
        return typed
    if _GROUPED.fullmatch(typed):
        return "".join(character for character in typed if character.isdigit())
    raise ParseError(code, text)


def _partial(match: re.Match[str], text: str) -> PartialDate:
    year, month, day = (int(part) if part else None for part in (*match.groups(), None, None)[:3])
    try:
        parsed = PartialDate(year or 0, month, day)
    except ValueError:
        raise ParseError("date.impossible", text) from None
    if month == 0 or day == 0:
        raise ParseError("date.impossible", text)
    if not EARLIEST_YEAR <= parsed.year <= LATEST_YEAR:
        raise ParseError("date.out_of_range", text)
    return parsed
