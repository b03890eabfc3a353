"""Every call that asks for words asks for words the catalogues have: inside an f-string the collector is blind."""

import ast
from collections.abc import Iterator

import pytest

from qip_tracker.i18n.catalogue import read
from tests.architecture.tree import named, python_files, tree_of

# Which argument of a call is the text in English, and which its context.
_ASKED = {"_": (0, None), "gettext": (0, None), "lazy": (0, None), "ngettext": (0, None)}
_ASKED_IN = {"pgettext": (1, 0), "lazy_in": (1, 0)}


def asked() -> Iterator[tuple[str, str, str | None]]:
    """Where, which text, in which context: of every call with texts written out."""
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            places = {**_ASKED, **_ASKED_IN}.get(node.func.id)
            if places is None or len(node.args) <= places[0]:
                continue
            text = node.args[places[0]]
            context = node.args[places[1]] if places[1] is not None else None
            if isinstance(text, ast.Constant) and (context is None or isinstance(context, ast.Constant)):
                yield f"{named(path)}:{node.lineno}", text.value, context.value if context else None


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_text_asked_for_is_in_the_catalogue(language: str) -> None:
    catalogue = read(language)
    calls = list(asked())
    assert len(calls) > 1_000
    missing = [f"{where}: {text}" for where, text, context in calls if catalogue.get(text, context) is None]
    assert missing == []
