"""No test is left out on both engines, and what may differ between them runs on both."""

import subprocess
import sys

import pytest
from sqlalchemy import create_engine

from tests import engines

# Where services, queries, pages and the schema are tested: whatever asks for a database there runs on both engines.
MAY_DIFFER = ("cli", "migrations", "models", "properties", "queries", "reports", "services", "web")


@pytest.fixture
def collected(request: pytest.FixtureRequest) -> list[pytest.Item]:
    """Every test this run has found, those of the other engine too: all there are, when the whole suite runs."""
    return request.config.stash[engines.COLLECTED]


def marked(item: pytest.Item) -> bool:
    """Whether the test says itself that it is of one engine."""
    return any(item.get_closest_marker(f"{engine}_only") for engine in engines.ENGINES)


def test_every_test_runs_and_what_an_engine_may_change_runs_on_both(
    collected: list[pytest.Item], engine_name: str
) -> None:
    runs = {item.nodeid: engines.engines_of(item) for item in collected}
    assert [name for name, on in runs.items() if not on] == []
    once = [
        item.nodeid
        for item in collected
        if engines.stands_in(engines.place(item), MAY_DIFFER)
        and engines.uses_database(item)
        and not marked(item)
        and not engines.stands_in(engines.place(item), engines.ONCE)
        and runs[item.nodeid] != engines.BOTH
    ]
    assert once == []
    both = sum(on == engines.BOTH for on in runs.values())
    print(f"{len(runs)} tests, {both} of them on both engines")


def test_every_folder_that_runs_once_is_there_and_none_of_them_holds_what_may_differ() -> None:
    assert [where for where in engines.ONCE if not (engines.ROOT / where).exists()] == []
    assert set(engines.ONCE) & set(MAY_DIFFER) == set()
    folders = {path.parent.relative_to(engines.ROOT).parts[0] for path in engines.ROOT.glob("*/**/test_*.py")}
    without_a_database = {"adapters", "domain"}
    decided = {where.partition("/")[0] for where in engines.ONCE} | set(MAY_DIFFER) | without_a_database
    assert folders - decided == set(), "a new folder of tests: may an engine change what it shows?"


def test_the_other_engine_is_asked_only_what_it_may_change() -> None:
    """As the command line chooses: a query and one journey, and no rule of the domain nor a script."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "--engine=postgresql"]
    result = subprocess.run(
        [*command, "tests/domain", "tests/queries", "tests/journeys", "tests/test_counts.py"],
        cwd=engines.ROOT.parent, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    lines = (line.partition(": ") for line in result.stdout.splitlines())
    chosen = {name: int(number) for name, _, number in lines if name.endswith(".py")}
    assert {name.split("/")[1] for name in chosen} == {"queries", "journeys"}
    assert chosen["tests/journeys/test_whole_life.py"] == 1


def test_a_connection_is_noticed(request: pytest.FixtureRequest, engine_name: str) -> None:
    """What lets a test without a database fail when it has one."""
    before = len(engines.connections)
    engine = create_engine("sqlite://")
    with engine.connect():
        pass
    engine.dispose()
    assert len(engines.connections) == before + 1
    assert engines.uses_database(request.node)
