"""The .po files of translators, handed to gettext once a process. Nothing is compiled to disk or committed twice."""

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES: Final = Path(__file__).parent / "catalogues"


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
def catalogue(language: str) -> GNUTranslations:
    """The translations of one language; what is untranslated, half translated or fuzzy is left out."""
    source = read(language)
    for message in source:
        if not all(forms_of(message)):
            # gettext would say some numbers of a half translated entry in English and some not.
            message.string = ""
    packed = BytesIO()
    write_mo(packed, source)
    packed.seek(0)
    return GNUTranslations(packed)
