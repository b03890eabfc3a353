"""Collect every visible string into the translators' files, or check that those are complete.

`python -m qip_tracker.i18n.extract` updates the .po files; `--check` changes nothing and fails when a string is
absent, untranslated, or has other placeholders than its source. Nothing is ever guessed: no fuzzy matching.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

from qip_tracker.i18n.catalogue import forms_of, path_of, read
from qip_tracker.i18n.language import LANGUAGES, SOURCE_LANGUAGE

ROOT: Final = Path(__file__).resolve().parents[2]
KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_in": ((1, "c"), 2),
}
TRANSLATED: Final = tuple(language for language in LANGUAGES if language != SOURCE_LANGUAGE)

_PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[a-z]")
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One string that a reader of `language` would not get right: absent, untranslated, plural_forms, placeholders."""

    language: str
    message: str
    reason: str

    def __str__(self) -> str:
        return f"{self.language}: {self.reason}: {self.message}"


def _visited(folder: str | Path) -> bool:
    # Babel leaves out folders that begin with an underscore, and ours (_layout, _components) hold half of the words.
    name = Path(folder).name
    return not name.startswith(".") and name not in ("var", "tests", "node_modules")


def extracted(root: Path = ROOT) -> Catalog:
    """Every message in the Python files and templates under a root that holds a babel.cfg."""
    with (root / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalog = Catalog()
    for path, _line, message, comments, context in extract_from_dir(
        root, methods, options, keywords=KEYWORDS, comment_tags=("Translators:",), directory_filter=_visited
    ):
        catalog.add(message, None, [(path, 0)], auto_comments=comments, context=context)
    return catalog


def faults_of(language: str, source: Catalog, translated: Catalog) -> list[Fault]:
    """What `translated` lacks of `source`, in the order of the source."""
    faults: list[Fault] = []
    for message in source:
        if not message.id:
            continue
        singular = message.id if isinstance(message.id, str) else message.id[0]
        found = translated.get(singular, message.context)
        reason = "absent" if found is None else _fault_in(message, found, translated.num_plurals)
        if reason:
            faults.append(Fault(language, singular, reason))
    return faults


def missing(language: str, source: Catalog | None = None) -> list[Fault]:
    """Every string of the sources that is not translated in full, or with other placeholders."""
    return faults_of(language, extracted() if source is None else source, read(language))


def _fault_in(message: Message, found: Message, plural_categories: int) -> str | None:
    forms = forms_of(found)
    if found.fuzzy or not forms or not all(forms):
        return "untranslated"
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    if len(forms) != (plural_categories if len(ids) > 1 else 1):
        return "plural_forms"
    return (
        None if all(_placeholders_agree(ids, form, plural=len(ids) > 1) for form in forms) else "placeholders"
    )


def _placeholders_agree(ids: Sequence[str], form: str, *, plural: bool) -> bool:
    """The same names as the source and no broken sign; a plural form may say the number in words and leave out n."""
    allowed = {name for text in ids for name in _PLACEHOLDER.findall(text)}
    if not allowed:
        return not _PLACEHOLDER.search(form)
    used = set(_PLACEHOLDER.findall(form))
    required = allowed - {"n"} if plural else allowed
    if not required <= used <= allowed:
        return False
    try:
        _filled = form % dict.fromkeys(allowed, 1)
    except (KeyError, TypeError, ValueError):
        return False
    return True


def update(language: str, source: Catalog) -> None:
    """Bring one translators' file up to the sources: new strings come in empty, vanished ones leave."""
    catalog = read(language)
    catalog.update(source, no_fuzzy_matching=True)
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_header(catalog, language) + _entries(catalog))


def _header(catalog: Catalog, language: str) -> bytes:
    # Babel's own header carries dates and a generator's name, which would change with every run.
    lines = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {catalog.plural_forms}",
    )
    return ('msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n").encode()


def _entries(catalog: Catalog) -> bytes:
    written = BytesIO()
    write_po(
        written,
        catalog,
        width=110,
        include_lineno=False,
        omit_header=True,
        ignore_obsolete=True,
        sort_by_file=True,
    )
    return written.getvalue()


def _report(faults: Iterable[Fault]) -> int:
    found = list(faults)
    for fault in found[:_SHOWN]:
        sys.stderr.write(f"{fault}\n")
    if len(found) > _SHOWN:
        sys.stderr.write(f"and {len(found) - _SHOWN} more\n")
    return 1 if found else 0


def main(arguments: Sequence[str]) -> int:
    """Update both files, or only check them; 0 when every string is translated in every language."""
    source = extracted()
    if "--check" in arguments:
        return _report(fault for language in TRANSLATED for fault in missing(language, source))
    for language in TRANSLATED:
        update(language, source)
        left = missing(language, source)
        sys.stdout.write(f"{language}: {len(source)} strings, {len(left)} to translate\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
