"""Rules of the house that imports cannot show: read from the source of every file."""

import ast
import re
import warnings
from pathlib import Path

import pytest

from qip_tracker import i18n, settings
from tests.architecture.tree import (
    PACKAGE,
    ROOT,
    calls,
    imported_names,
    named,
    project_files,
    python_files,
    tree_of,
)

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
# Beyond this no reason counts.
UNREADABLE_FUNCTION = 80
CLOCK = re.compile(r"^(?:\w+\.)*(?:datetime\.(?:now|utcnow|today)|date\.today)$")


def found(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{named(path)}:{line} {call}" for path in files for call, line in calls(path) if pattern.match(call)
    ]


def test_only_the_clock_asks_for_the_time() -> None:
    asked = found(CLOCK, [*python_files(), ROOT / "config.py", ROOT / "wsgi.py"])
    assert [entry.split(":")[0] for entry in asked] == ["qip_tracker/adapters/clock.py"], asked


def test_there_is_one_commit_in_the_code_base() -> None:
    commits = found(re.compile(r".*\bcommit$"), python_files())
    assert len(commits) == 1, commits
    assert commits[0].startswith("qip_tracker/extensions.py:")


def test_one_browser_is_started_in_a_test_worker() -> None:
    """Playwright's loop is entered once in a process; a second start fails whichever test comes later."""
    tests = [path for path in project_files() if path.suffix == ".py" and ROOT / "tests" in path.parents]
    started = found(re.compile(r"^(?:\w+\.)*(?:sync_playwright|async_playwright)$"), tests)
    assert [entry.split(":")[0] for entry in started] == ["tests/chromium.py"], started


def test_user_text_enters_a_pdf_through_one_door() -> None:
    doors = found(re.compile(r"^(?:\w+\.)*Paragraph$"), python_files())
    assert [door for door in doors if not door.startswith("qip_tracker/reports/draw/pdf/text.py:")] == []


def test_no_template_is_made_from_text() -> None:
    assert found(re.compile(r"^(?:\w+\.)*(?:render_template_string|from_string)$"), python_files()) == []


def test_markup_is_made_from_literals_only() -> None:
    """Text that escaping skips is a constant; what varies goes through its `format`, which escapes."""
    dynamic = []
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            is_markup = isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Markup"
            if is_markup and not (node.args and isinstance(node.args[0], ast.Constant)):
                dynamic.append(f"{named(path)}:{node.lineno}")
    assert dynamic == []


def test_raw_ballots_have_two_readers() -> None:
    """The evaluation service and the one gather that counts them."""
    readers = {
        named(path)
        for path in python_files()
        for module, name in imported_names(path)
        if name in ("Ballot", "OpenComment") and module.startswith("qip_tracker.models")
    }
    outside = {reader for reader in readers if not reader.startswith("qip_tracker/models/")}
    gathers = {reader for reader in outside if reader.startswith("qip_tracker/reports/gather/")}
    assert len(gathers) <= 1, gathers
    assert outside - gathers <= {"qip_tracker/services/community/evaluations.py"}


def test_only_the_two_doors_read_the_environment() -> None:
    readers = {
        named(path)
        for path in [*python_files(), ROOT / "wsgi.py"]
        if re.search(r"\bos\.(?:environ|getenv)\b", path.read_text(encoding="utf-8"))
    }
    assert readers == set(), "config.py reads the environment, once, into Settings"
    importers = {
        named(path)
        for path in [*python_files("qip_tracker", "migrations"), ROOT / "wsgi.py"]
        if any(module == "config" for module, _ in imported_names(path))
    }
    assert importers <= {"wsgi.py", "migrations/env.py"}


def test_the_package_itself_holds_nothing() -> None:
    """A package that re-exports the application ties every module into one cycle of imports."""
    body = tree_of(PACKAGE / "__init__.py").body
    assert all(isinstance(node, ast.Expr) for node in body), "only its docstring"


def test_settings_and_catalogues_name_the_same_languages() -> None:
    assert settings.LANGUAGES == i18n.LANGUAGES


def test_no_file_is_longer_than_a_reader_holds() -> None:
    files = [*python_files("qip_tracker", "tests", "benchmarks"), ROOT / "config.py", ROOT / "wsgi.py"]
    long = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


@pytest.mark.filterwarnings("default")
def test_no_function_is_unreadable() -> None:
    """Over 40 lines is a question, listed as a warning; over 80 is an answer."""
    lengths = {
        f"{named(path)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    for name, lines in lengths.items():
        if lines > LONGEST_FUNCTION:
            warnings.warn(f"{name} has {lines} lines", stacklevel=1)
    assert {name: lines for name, lines in lengths.items() if lines > UNREADABLE_FUNCTION} == {}


def test_no_path_of_one_machine_is_written_down() -> None:
    roots = "|".join(("work", "farm", "root", r"home/\w+", r"Users/\w+"))
    pattern = re.compile(rf"(?:^|[^A-Za-z0-9_.])/(?:{roots})/")
    places = [
        f"{named(path)}:{number}"
        for path in project_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert places == []


def test_documents_name_files_that_exist() -> None:
    """A path between backticks in a document is a promise that the reader will find it."""
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").glob("*.md")]
    folders = "qip_tracker|templates|tests|migrations|docs|deploy|benchmarks"
    pattern = re.compile(rf"`((?:{folders})/[\w./-]*)`")
    missing = [
        f"{named(document)}: {path}"
        for document in documents
        for path in pattern.findall(document.read_text(encoding="utf-8"))
        if not (ROOT / path).exists()
    ]
    assert missing == []
