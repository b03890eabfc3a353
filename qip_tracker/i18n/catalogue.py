"""The .po files of translators, read once a process into plain dictionaries. Nothing is compiled or committed twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

CATALOGUES: Final = Path(__file__).parent / "catalogues"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language: by message, by (context, message), and by singular with one text per plural category."""

    messages: Mapping[str, str]
    in_context: Mapping[tuple[str, str], str]
    plurals: Mapping[str, tuple[str, ...]]
    category: Callable[[int], int]


def path_of(language: str) -> Path:
    """Where the translators' file of a language lies."""
    return CATALOGUES / language / "messages.po"


def read(language: str) -> Catalog:
    """The translators' file as Babel reads it; empty when it does not exist yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def forms_of(message: Message) -> tuple[str, ...]:
    """The translated texts of an entry, one a plural category; an untranslated one is the empty text."""
    texts = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return tuple(text or "" for text in texts)


@cache
def catalogue(language: str) -> Catalogue:
    """The dictionaries of one language; what is untranslated, half translated or fuzzy is left out."""
    return spoken(read(language))


def spoken(source: Catalog) -> Catalogue:
    """The dictionaries of what a Babel catalogue has translated in full."""
    messages: dict[str, str] = {}
    in_context: dict[tuple[str, str], str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    category: Callable[[int], int] = c2py(source.plural_expr)
    for message in source:
        if not message.id or message.fuzzy:
            continue
        forms = forms_of(message)
        if not forms or not all(forms):
            continue
        if isinstance(message.id, str):
            if message.context is None:
                messages[message.id] = forms[0]
            else:
                in_context[message.context, message.id] = forms[0]
        elif len(forms) == source.num_plurals:
            singular = message.id[0]
            plurals[singular] = forms
            # Extraction folds `_("Visit")` into the entry of ngettext("Visit", ...), so the singular answers for both.
            messages.setdefault(singular, forms[category(1)])
    return Catalogue(messages, in_context, plurals, category)
