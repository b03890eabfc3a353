"""Collect every visible string into the translators' files with pybabel, or check that those are complete.

`python -m qip_tracker.i18n.extract` updates the .po files; `--check` changes nothing and fails when a string is
absent, left over, untranslated, fuzzy, or has other placeholders than its source.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from qip_tracker.i18n.catalogue import forms_of, path_of, read
from qip_tracker.i18n.language import LANGUAGES, SOURCE_LANGUAGE

ROOT: Final = Path(__file__).resolve().parents[2]
TRANSLATED: Final = tuple(language for language in LANGUAGES if language != SOURCE_LANGUAGE)

# Unless told which folders to leave out, pybabel leaves out those that begin with an underscore, and ours (_layout,
# _components) hold half of the words.
_EXTRACT: Final = (
    *("extract", "--mapping-file=babel.cfg", "--keywords=lazy lazy_in:1c,2", "--add-comments=Translators:"),
    *("--ignore-dirs=.* var", "--add-location=file", "--sort-by-file", "--width=110"),
)
# Nothing is ever guessed, and no date changes a file in which no word has changed.
_UPDATE: Final = (
    *("update", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date", "--init-missing"),
    "--width=110",
)
_PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[a-z]")
_SHOWN: Final = 20


def extracted(root: Path = ROOT) -> Catalog:
    """Every message in the Python files and templates under a root that holds a babel.cfg."""
    with TemporaryDirectory() as folder:
        return _template(Path(folder), root)[1]


def update(*languages: str, root: Path = ROOT) -> Catalog:
    """Bring translators' files up to the sources and answer these: new strings come in empty, vanished ones leave."""
    with TemporaryDirectory() as folder:
        template, source = _template(Path(folder), root)
        for language in languages:
            files = (f"--input-file={template}", f"--output-file={path_of(language)}")
            _pybabel(*_UPDATE, f"--locale={language}", *files)
        return source


def _template(folder: Path, root: Path) -> tuple[Path, Catalog]:
    template = folder / "messages.pot"
    with chdir(root):
        _pybabel(*_EXTRACT, f"--output-file={template}", ".")
    with template.open("rb") as file:
        return template, read_po(file)


def _pybabel(*arguments: str) -> None:
    CommandLineInterface().run(["pybabel", "--quiet", *arguments])  # type: ignore[no-untyped-call]


def faults(source: Catalog, translated: Catalog) -> Iterator[str]:
    """What a reader of the language would not get right, as `reason: message`."""
    wanted, given = _by_key(source), _by_key(translated)
    yield from (f"absent: {message.id}" for key, message in wanted.items() if key not in given)
    for key, message in given.items():
        reason = _fault_in(message, translated.num_plurals) if key in wanted else "left over"
        if reason:
            yield f"{reason}: {message.id}"


def _by_key(catalogue: Catalog) -> dict[tuple[str | None, object], Message]:
    return {(message.context, message.id): message for message in catalogue if message.id}


def missing(language: str, source: Catalog | None = None) -> list[str]:
    """The faults of one translators' file."""
    return list(faults(source or extracted(), read(language)))


def _fault_in(message: Message, plural_categories: int) -> str | None:
    forms, ids = forms_of(message), (message.id,) if isinstance(message.id, str) else tuple(message.id)
    if message.fuzzy or not forms or not all(forms):
        return "untranslated"
    if len(forms) != (plural_categories if len(ids) > 1 else 1):
        return "plural_forms"
    return None if all(_placeholders_agree(ids, form) for form in forms) else "placeholders"


def _placeholders_agree(ids: Sequence[str], form: str) -> bool:
    """The same names as the source and no broken sign; a plural form may say the number in words and leave out n.

    Babel's own checker lets a lost placeholder pass and takes the sign of "100 % done" for one.
    """
    allowed = {name for text in ids for name in _PLACEHOLDER.findall(text)}
    used = set(_PLACEHOLDER.findall(form))
    if not allowed:
        return not used
    try:
        _filled = form % dict.fromkeys(allowed, 1)
    except (KeyError, TypeError, ValueError):
        return False
    return allowed - used <= ({"n"} if len(ids) > 1 else set())


def main(arguments: Sequence[str]) -> int:
    """Update both files, or only check them; 0 when nothing is to be done by a translator."""
    is_check = "--check" in arguments
    source = extracted() if is_check else update(*TRANSLATED)
    left = {language: missing(language, source) for language in TRANSLATED}
    for language, lacking in left.items():
        sys.stdout.write(f"{language}: {len(source)} strings, {len(lacking)} to mend\n")
        sys.stderr.writelines(f"{language}: {fault}\n" for fault in lacking[: _SHOWN if is_check else 0])
    return 1 if is_check and any(left.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
