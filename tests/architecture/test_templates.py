"""Templates and stylesheets: strict names, no inline script or style, nothing from a third party, both directions."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import StrictUndefined

from tests.architecture.tree import PACKAGE, TEMPLATES, named

FILES = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())
PAGES = [path for path in FILES if path.suffix in (".html", ".svg")]
STYLESHEETS = sorted((PACKAGE / "static").rglob("*.css"))
SCRIPTS = sorted((PACKAGE / "static").rglob("*.js"))

PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|border-(?:top|bottom)-(?:left|right)-radius)\b[\w-]*\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)
ELSEWHERE = re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//|url\(\s*[\"']?(?:https?:)?//|@import")
# An address that names a vocabulary is not a request.
NAMESPACES = re.compile(r"xmlns(?::\w+)?=[\"'][^\"']*[\"']")


class Inline(HTMLParser):
    """Collects what the content security policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in names):
            self.refused.append(f"<{tag}> on line {self.getpos()[0]}")
        for name, value in names.items():
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                self.refused.append(f"{name} on line {self.getpos()[0]}")


def markup_of(path: Path) -> str:
    """The template without its Jinja: comments and tags are gone, a value leaves an x, so that HTML can be parsed."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}", " ", text, flags=re.DOTALL)
    return re.sub(r"\{\{.*?\}\}", "x", text, flags=re.DOTALL)


def test_there_are_pages_to_look_at() -> None:
    assert len(PAGES) > 10
    assert STYLESHEETS


def test_every_template_compiles_and_an_unknown_name_is_an_error(app: Flask) -> None:
    assert issubclass(app.jinja_env.undefined, StrictUndefined)
    for path in FILES:
        app.jinja_env.get_template(path.relative_to(TEMPLATES).as_posix())


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_no_inline_script_style_or_handler(path: Path) -> None:
    parser = Inline()
    parser.feed(markup_of(path))
    assert parser.refused == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_escaping_is_never_switched_off(path: Path) -> None:
    assert re.findall(r"\|\s*safe\b|autoescape\s+false|Markup\(", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [*PAGES, *STYLESHEETS, *SCRIPTS], ids=named)
def test_nothing_comes_from_a_third_party(path: Path) -> None:
    assert ELSEWHERE.findall(NAMESPACES.sub("", path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", STYLESHEETS, ids=named)
def test_stylesheets_speak_of_start_and_end(path: Path) -> None:
    """Arabic pages mirror only what is logical: inline-start and inset, never left, right, top or bottom."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert PHYSICAL.findall(text) == []


def test_the_checks_bite() -> None:
    """A check that cannot fail proves nothing: each pattern must find what it looks for."""
    parser = Inline()
    parser.feed('<style>p{}</style><script>1</script><p style="a" onclick="b"><a href=" javascript:c">d</a>')
    assert len(parser.refused) == 5
    for rule in (
        "a { margin-left: 1px }",
        "a{left:0}",
        "a { float: right }",
        "a{border-top-left-radius:1px}",
    ):
        assert PHYSICAL.search(rule), rule
    for rule in (
        "a { margin-inline-start: 1px }",
        "a { text-align: start }",
        "a { border-start-start-radius: 1px }",
    ):
        assert not PHYSICAL.search(rule), rule
    assert ELSEWHERE.search('<img src="//x.example/y.png">')
    assert ELSEWHERE.search("@import 'x.css'")
