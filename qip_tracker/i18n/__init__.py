"""Three languages for every visible string: words here, numbers and dates in `formats`, codes in `labels`."""

from qip_tracker.i18n.language import (
    LANGUAGES,
    best_language,
    comma,
    current_language,
    direction,
    isolated,
    listed,
    own_name,
    semicolon,
    set_language,
    use_language,
)
from qip_tracker.i18n.messages import Lazy, gettext, json_default, lazy, lazy_in, ngettext, pgettext

_ = gettext

__all__ = [
    "LANGUAGES",
    "Lazy",
    "_",
    "best_language",
    "comma",
    "current_language",
    "direction",
    "gettext",
    "isolated",
    "json_default",
    "lazy",
    "lazy_in",
    "listed",
    "ngettext",
    "own_name",
    "pgettext",
    "semicolon",
    "set_language",
    "use_language",
]
