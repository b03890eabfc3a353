"""Registers join what areas and rooms declare and hold nothing themselves; folders and files of words stay small."""

import ast
from collections import Counter
from collections.abc import Iterator
from importlib import import_module

import pytest

from tests.architecture.tree import PACKAGE, named, python_files, tree_of

# register -> the tables it joins
REGISTERS = {
    "access/permissions.py": ("AREAS",),
    "access/rules.py": ("RULES",),
    "domain/portfolio/gates.py": ("DECLARED",),
    "queries/subjects.py": ("LOADERS",),
    "queries/portfolio/facts.py": ("FACTS",),
    "queries/portfolio/tasks.py": ("KINDS",),
    "i18n/labels.py": ("KINDS",),
    "i18n/refusals.py": ("REFUSALS",),
    "i18n/gates.py": ("GATES",),
    "i18n/import_faults.py": ("IMPORT_FAULTS", "TABLE_FAULTS"),
    "web/__init__.py": ("ROOMS", "NAVIGATION", "TABS"),
}
TABLES = [(path, name) for path, names in REGISTERS.items() for name in names]
LONGEST_REGISTER = 200
LARGEST_FOLDER = 15


def table(source: ast.Module, name: str) -> ast.expr:
    """What a module assigns to a name."""
    for node in source.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            assert node.value is not None
            return node.value
    raise AssertionError(f"{name} is not assigned")


def own_entries(value: ast.expr) -> Iterator[str]:
    """What a table holds itself instead of joining it: anything but a name that was imported."""
    match value:
        case ast.Dict(keys=keys, values=values):
            for key, part in zip(keys, values, strict=True):
                if key is None or isinstance(part, ast.Dict):
                    yield from own_entries(part)
                else:
                    yield ast.unparse(key)
        case ast.Tuple(elts=parts):
            for part in parts:
                yield from own_entries(part.value if isinstance(part, ast.Starred) else part)
        case ast.Name() | ast.Attribute(value=ast.Name()):
            return
        case _:
            yield ast.unparse(value)


def parts_of(value: ast.expr) -> Iterator[list[ast.expr]]:
    """The tables joined into each dictionary of a register, that of a whole register first."""
    if isinstance(value, ast.Dict):
        yield [part for key, part in zip(value.keys, value.values, strict=True) if key is None]
        for part in value.values:
            yield from parts_of(part)


@pytest.mark.parametrize(("path", "name"), TABLES)
def test_a_register_only_joins(path: str, name: str) -> None:
    assert list(own_entries(table(tree_of(PACKAGE / path), name))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("T: X = {**a.T, **b.T}", []),
        ("T: X = {'kind': {**a.T}}", []),
        ("T: X = (a.ENTRY, *b.ENTRIES)", []),
        ("T: X = {**a.T, 'code': lazy('words')}", ["'code'"]),
        ("T: X = (a.ENTRY, Entry('words'))", ["Entry('words')"]),
        ("T: X = {'kind': {'code': a.words}}", ["'code'"]),
    ],
)
def test_an_entry_of_its_own_is_found(source: str, found: list[str]) -> None:
    assert list(own_entries(table(ast.parse(source), "T"))) == found


@pytest.mark.parametrize(("path", "name"), TABLES)
def test_no_entry_is_declared_twice(path: str, name: str) -> None:
    module = import_module(
        "qip_tracker." + path.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
    )
    value = table(tree_of(PACKAGE / path), name)
    for parts in parts_of(value):
        keys = Counter(key for part in parts for key in eval(ast.unparse(part), vars(module)))  # noqa: S307
        assert [key for key, count in keys.items() if count > 1] == []
    joined = getattr(module, name)
    assert joined and len({id(entry) for entry in joined}) == len(joined)


def test_registers_and_files_of_words_are_short() -> None:
    files = [PACKAGE / path for path in REGISTERS] + sorted((PACKAGE / "i18n" / "words").rglob("*.py"))
    files += [
        path for path in python_files() if path.name in ("permissions.py", "vocabulary.py", "subjects.py")
    ]
    long = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_REGISTER} == {}


def test_a_folder_has_few_files() -> None:
    files = Counter(named(path.parent) for path in python_files())
    assert {folder: count for folder, count in files.items() if count > LARGEST_FOLDER} == {}
