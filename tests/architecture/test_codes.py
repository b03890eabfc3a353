"""States and roles are compared by name: the stored texts stand in their enumerations and in the words for them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qip_tracker.domain.people.roles import Role
from qip_tracker.domain.project.states import ProjectState
from tests.architecture.tree import PACKAGE, TEMPLATES, named, python_files

CODES = {*ProjectState, *Role}
# Words that name something else too: a table, a column, a button, the shape of a tag, an answer on paper.
HOMONYMS = {"partner", "donor", "approved", "agreed", "draft", "closed"}
# Names under which a state or a role is held; beside one of them a homonym is a state or a role after all.
HOLDERS = re.compile(r"(?:^|_)(?:states?|roles?|in_state|moves_from)$")
# The stored texts themselves, and the words for them in three languages.
SPELLED = ("domain/project/states.py", "domain/people/roles.py", "domain/*/vocabulary.py", "i18n/**/*.py")
# What was done, in the past tense, for the audit trail: "submitted" is a deed there.
DEEDS = {"PAST_TENSE"}


def _is_one_of(path: Path, patterns: tuple[str, ...]) -> bool:
    return any(path in PACKAGE.glob(pattern) for pattern in patterns)


def _held(node: ast.AST) -> bool:
    return any(
        HOLDERS.search(name)
        for part in ast.walk(node)
        for name in (getattr(part, "attr", None), getattr(part, "id", None), getattr(part, "arg", None))
        if isinstance(name, str)
    )


def bare_codes(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every state or role that a source spells out instead of naming it."""
    tree = ast.parse(source)
    excused: set[ast.AST] = set()
    beside: set[ast.AST] = set()
    for node in ast.walk(tree):
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and target.id in DEEDS:
            excused |= set(ast.walk(node))
        if isinstance(node, ast.keyword) and node.arg and HOLDERS.search(node.arg):
            beside |= set(ast.walk(node))
        if isinstance(node, ast.Compare) and _held(node):
            beside |= set(ast.walk(node))
        if isinstance(node, ast.Call) and HOLDERS.search(ast.unparse(node.func).rpartition(".")[2]):
            beside |= {part for argument in node.args for part in ast.walk(argument)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value in CODES
            and node not in excused
            and (node.value not in HOMONYMS or node in beside)
        ):
            yield node.lineno, node.value


def test_no_source_spells_out_a_state_or_a_role() -> None:
    read = [path for path in python_files() if not _is_one_of(path, SPELLED)]
    assert len(read) > 250
    assert [
        f"{named(path)}:{line} {word!r}: name the member of ProjectState or Role"
        for path in read
        for line, word in bare_codes(path.read_text(encoding="utf-8"))
    ] == []


def test_no_template_compares_a_state_with_its_text() -> None:
    compared = re.compile(r"\.state\s*(?:[=!]=|in)\s*[\"'(\[{]")
    assert [
        named(path)
        for path in sorted(TEMPLATES.rglob("*.html"))
        if compared.search(path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('if project.state == "approved": pass', ["approved"]),
        ('if state in ("draft", "x"): pass', ["draft"]),
        ('kind = "on_hold"', ["on_hold"]),
        ('roles("partner")', ["partner"]),
        ('Row(to_state="draft")', ["draft"]),
        ('__tablename__ = "partner"', []),
        ('tag = {"dropped": "closed"}', []),
        ('PAST_TENSE = {"submit": "submitted"}', []),
    ],
)
def test_a_spelled_out_code_is_found(source: str, found: list[str]) -> None:
    assert [word for _line, word in bare_codes(source)] == found
