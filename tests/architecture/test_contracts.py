"""The import contracts of pyproject.toml hold, and each of them bites when it is broken on purpose."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

# For each contract a line that breaks it, and the module that line is added to (made when it is not there).
BROKEN = {
    "floors": ("domain/kernel/refusals.py", "from qip_tracker.services.kernel import work"),
    "areas": ("services/money/tranches.py", "from qip_tracker.services.works import visits"),
    "settings-leaf": ("settings.py", "from qip_tracker.domain.kernel import rules"),
    "rooms": ("web/money/first_room/routes.py", "from qip_tracker.web.works.second_room import routes"),
    "weblib": ("weblib/forms/rows.py", "from qip_tracker.weblib.pages import frame"),
    "no-web-below": ("services/kernel/work.py", "import flask"),
    "pure-rules": ("domain/kernel/rules.py", "import sqlalchemy"),
    "reportlab": ("services/kernel/work.py", "import reportlab"),
    "drawn-from-facts": ("reports/draw/pdf/text.py", "import sqlalchemy"),
    "told-once": ("reports/telling/story.py", "from qip_tracker.reports.draw.pdf import styles"),
    "drawn-from-told": ("reports/draw/html/page.py", "from qip_tracker.reports.facts import project"),
    "no-sql-above": ("cli/migrate.py", "import sqlalchemy"),
    "forms": ("web/money/first_room/forms.py", "from qip_tracker.models.kernel import base"),
}
# The order of the areas, broken upwards and sideways on each floor that keeps it: file, area, other area, module.
DISORDER = {
    "domain up": ("domain/people/accounts.py", "domain.people", "domain.money", "tranches"),
    "domain sideways": ("domain/works/completion.py", "domain.works", "domain.community", "scoring"),
    "models up": ("models/programme/partner.py", "models.programme", "models.reporting", "report"),
    "models sideways": ("models/selection/need.py", "models.selection", "models.money", "agreement"),
    "services up": ("services/project/holds.py", "services.project", "services.portfolio", "imports"),
    "services sideways": ("services/community/panels.py", "services.community", "services.works", "visits"),
}
NAMES = dict(
    re.findall(
        r'^id = "([^"]+)"\nname = "([^"]+)"',
        (ROOT / "pyproject.toml").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts on one checkout, uncached: a cache would answer for the files of another run."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    return subprocess.run(
        [*command, "--no-logo", "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def copy_of_the_house(folder: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "static", "catalogues")
    shutil.copytree(ROOT / "qip_tracker", folder / "qip_tracker", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def verdict_on_broken_house(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy in which every contract is broken once."""
    house = copy_of_the_house(tmp_path_factory.mktemp("house"))
    for room in ("money/first_room", "works/second_room"):
        folder = house / "qip_tracker" / "web" / room
        folder.mkdir(parents=True)
        (folder.parent / "__init__.py").touch()
        for name in ("__init__", "routes", "forms"):
            (folder / f"{name}.py").touch()
    for name, line in BROKEN.values():
        with (house / "qip_tracker" / name).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    result = lint_imports(house)
    assert result.returncode == 1, result.stderr
    return result.stdout


def test_the_contracts_hold() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{len(BROKEN)} kept, 0 broken" in result.stdout


def test_every_contract_has_its_broken_line() -> None:
    assert set(NAMES) == set(BROKEN)


@pytest.mark.parametrize("contract", BROKEN)
def test_a_contract_broken_on_purpose_is_noticed(verdict_on_broken_house: str, contract: str) -> None:
    assert f"{NAMES[contract]} BROKEN" in verdict_on_broken_house


def test_a_new_module_without_a_floor_is_noticed(tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    (house / "qip_tracker" / "utils.py").touch()
    result = lint_imports(house)
    assert result.returncode == 1
    assert "utils" in result.stdout


@pytest.fixture(scope="module")
def verdict_on_disorder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy in which areas look up and sideways on every floor that keeps their order."""
    house = copy_of_the_house(tmp_path_factory.mktemp("disorder"))
    for name, _area, other, module in DISORDER.values():
        with (house / "qip_tracker" / name).open("a", encoding="utf-8") as file:
            file.write(f"\nfrom qip_tracker.{other} import {module}\n")
    result = lint_imports(house)
    assert result.returncode == 1, result.stderr
    return " ".join(result.stdout.split())


@pytest.mark.parametrize("where", DISORDER)
def test_no_area_looks_up_or_sideways_on_any_floor(verdict_on_disorder: str, where: str) -> None:
    _name, area, other, _module = DISORDER[where]
    assert f"qip_tracker.{area} is not allowed to import qip_tracker.{other}" in verdict_on_disorder
