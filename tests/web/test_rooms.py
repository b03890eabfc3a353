"""Every room attaches its routes in the one way that `qip_tracker.web` states."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from qip_tracker import web
from qip_tracker.weblib.pages.menus import Entry
from tests.architecture.tree import PACKAGE, TEMPLATES, tree_of

FOLDERS = sorted(path.parent for path in (PACKAGE / "web").glob("*/*/routes.py"))
NAMES = [folder.relative_to(PACKAGE / "web").as_posix() for folder in FOLDERS]


def has_routes(path: Path) -> bool:
    """Whether a view in this file is put on the blueprint."""
    decorators = (
        decorator
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
    )
    return any(re.match(r"blueprint\.(get|post|route)\(", ast.unparse(one)) for one in decorators)


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_a_room_names_its_blueprint_and_every_further_file_of_routes(folder: Path) -> None:
    room = import_module(".".join(("qip_tracker.web", folder.parent.name, folder.name)))
    topics = {path.stem for path in folder.glob("*.py") if has_routes(path)}
    assert "routes" in topics
    files = {name for name in room.__all__ if not isinstance(getattr(room, name), Entry)}
    assert files == topics - {"routes"} | {"blueprint"}
    assert room.blueprint.name == folder.name


def test_every_room_is_open() -> None:
    assert sorted(room.import_name.removesuffix(".routes") for room in web.ROOMS) == [
        f"qip_tracker.web.{name.replace('/', '.')}" for name in NAMES
    ]


def test_templates_lie_in_the_room_that_draws_them() -> None:
    folders = {path.parent.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("*/*/*.html")}
    assert folders <= set(NAMES), "a folder of templates without its room"
