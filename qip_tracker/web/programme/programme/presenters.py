"""Policy numbers as words: a value in its unit, its bounds, and what a changed row held before and after."""

from collections.abc import Mapping
from typing import Any

from qip_tracker.domain.kernel.rules import BOUNDS, UNITS, Rules, parse_value
from qip_tracker.i18n import _, formats, listed, ngettext
from qip_tracker.i18n.labels import KINDS, label


def value_in_words(key: str, value: Any) -> str:
    """A policy number in its unit: "USD 50,000.00", "26 weeks", "80% + 20%", "Chair, Finance"."""
    match UNITS[key]:
        case "usd":
            return formats.money(value, "USD")
        case "percent":
            return formats.percent(value)
        case "weeks":
            return formats.weeks(value)
        case "days":
            return formats.age_days(value)
        case "split":
            return " + ".join(formats.percent(part) for part in value)
        case "seats":
            return listed(label("seat", seat) for seat in value) or _("No seat in particular")
        case _:
            return formats.number(value)


def stored_in_words(key: str, text: str) -> str:
    """The same for a stored text."""
    return value_in_words(key, parse_value(key, text))


def default_in_words(key: str) -> str:
    """What holds while nothing was set."""
    return value_in_words(key, getattr(Rules(), key))


def bounds_in_words(key: str) -> str | None:
    """Between which values the programme can work."""
    if key not in BOUNDS:
        return None
    low, high = BOUNDS[key]
    return _("From %(low)s to %(high)s.", low=value_in_words(key, low), high=value_in_words(key, high))


def action_in_words(code: str) -> str:
    """What was done; a code without words stands as it is."""
    words = KINDS["audit_action"].get(code)
    return str(words) if words else code


def object_in_words(table: str) -> str:
    """To what it was done."""
    words = KINDS["audit_object"].get(table)
    return str(words) if words else table.replace("_", " ")


def changed_columns(row: Mapping[str, Any]) -> list[dict[str, str]]:
    """Each column of a changed row with what it held before and after."""
    lines = []
    for name, value in row.get("columns", {}).items():
        before, after = value if row.get("what") == "changed" and isinstance(value, list) else ("", value)
        if row.get("what") == "removed":
            before, after = after, ""
        lines.append({"column": name, "before": _cell(before), "after": _cell(after)})
    return lines


def _cell(value: object) -> str:
    if value == "(private)":
        return _("not kept in the trail")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else str(value)


def rows_in_words(count: int) -> str:
    """How much of the chain was walked."""
    return ngettext("%(n)s row was walked.", "%(n)s rows were walked.", count)
