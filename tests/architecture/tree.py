"""The files of the checkout that the architecture tests read."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "qip_tracker"
TEMPLATES = ROOT / "templates"
FOLDERS = ("qip_tracker", "templates", "tests", "migrations", "docs", "deploy", "benchmarks", ".ci")


def named(path: Path) -> str:
    """The path inside the checkout, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    """Python files of the folders (default: of the package), in order."""
    roots = [ROOT / folder for folder in folders] or [PACKAGE]
    return sorted(path for root in roots for path in root.rglob("*.py"))


def project_files() -> Iterator[Path]:
    """Every text file that belongs to the project, leaving out what is installed or made."""
    # In a second work tree `.git` is a file that says where the first one lies.
    tops = (path for path in sorted(ROOT.iterdir()) if path.is_file() and path.name != ".git")
    yield from (path for path in tops if path.suffix != ".lock")
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and b"\0" not in path.read_bytes()[:1024]:
                yield path


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Every call of a file as written (`datetime.now`, `Paragraph`) with its line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def imported_names(path: Path) -> Iterator[tuple[str, str]]:
    """Every (module, name) that a file imports; the name is empty for a plain `import`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
