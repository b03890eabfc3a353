"""What is said after an act has a kind that pages can draw, and every kind that pages can draw is one of ours."""

import ast
import re

import pytest
from flask import Flask, get_flashed_messages
from jinja2 import UndefinedError

from qip_tracker.weblib.pages.flashes import FlashKind, say, then_say
from tests.architecture.tree import TEMPLATES, imported_names, named, python_files
from tests.templates import style_guide

COMPONENT = "_components/flash.html"


def kinds_drawn() -> set[str]:
    """The kinds that the component has a shape for, read from its source."""
    signs = re.search(
        r"\{%-? set signs = (\{.*?\}) -?%\}", (TEMPLATES / COMPONENT).read_text(encoding="utf-8")
    )
    assert signs is not None
    return set(ast.literal_eval(signs[1]))


def test_the_component_and_the_enumeration_know_the_same_kinds() -> None:
    assert kinds_drawn() == {kind.value for kind in FlashKind}


def test_every_kind_is_used() -> None:
    sources = [path.read_text(encoding="utf-8") for path in python_files()]
    for kind in FlashKind:
        assert any(f"FlashKind.{kind.name}" in source for source in sources), kind


def test_one_function_flashes() -> None:
    """A room that called `flask.flash` itself could say a kind that no page draws."""
    importers = {named(path) for path in python_files() if ("flask", "flash") in imported_names(path)}
    assert importers == {"qip_tracker/weblib/pages/flashes.py"}
    assert not [path for path in python_files() if "flask.flash(" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("kind", FlashKind)
def test_each_kind_has_a_shape_of_its_own(kind: FlashKind) -> None:
    macro = style_guide.environment().get_template(COMPONENT).module.flash  # type: ignore[attr-defined]
    others = {str(macro(other.value, "Said.")) for other in FlashKind if other is not kind}
    drawn = str(macro(kind.value, "Said."))
    assert "Said." in drawn
    assert drawn not in others


def test_a_kind_that_is_not_ours_is_an_error_and_not_another_shape() -> None:
    macro = style_guide.environment().get_template(COMPONENT).module.flash  # type: ignore[attr-defined]
    with pytest.raises(UndefinedError):
        macro("done", "Said.")


def test_words_are_said_when_the_change_is_stored_and_the_address_may_come_from_it(app: Flask) -> None:
    with app.test_request_context("/"):
        assert then_say("Stored.", "/somewhere")(object()) == "/somewhere"
        assert then_say("Stored too.", lambda number: f"/rows/{number}")(7) == "/rows/7"
        say("Look first.", FlashKind.WARNING)
        assert get_flashed_messages(with_categories=True) == [
            ("success", "Stored."),
            ("success", "Stored too."),
            ("warning", "Look first."),
        ]
