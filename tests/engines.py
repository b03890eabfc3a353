"""Which tests run on which engine: all on SQLite, and on PostgreSQL those to which the engine can make a difference.

A test uses the database when it asks for it, through the fixture `engine_name` that every other fixture with a database
stands on. What asks for none runs once, and is watched: it fails when it connects all the same. `ONCE` names what has
a database and runs once nevertheless, because it looks at something that no engine changes.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

ENGINES = ("sqlite", "postgresql")
BOTH = frozenset(ENGINES)
ROOT = Path(__file__).resolve().parent
# A folder or a file under tests/, and why one engine is enough.
ONCE = {
    "architecture": "reads the source and the templates; the application is made only to ask it for its own templates",
    "browser": "looks at pages: how they are drawn and what they weigh, on the demonstration",
    "cli/test_docs.py": "documents generated from routes, rights and workflows; no row is read",
    "i18n": "words and numbers; no row is read",
    "journeys": "a person at a browser, over pages that tests/web asks for on both; the whole life runs on both",
    "templates": "the style guide, drawn without the application",
    "weblib": "fields, drawings, compression: what stands between a form and its page",
}
# A test inside `ONCE` that runs on both engines all the same.
EXCEPTION = "both_engines"
# Every test that this run has found, before those of the other engine are left out.
COLLECTED = pytest.StashKey[list[pytest.Item]]()
# One entry for each connection to a database that this process has made.
connections: list[str] = []


@event.listens_for(Pool, "connect")
def _count(connection: object, record: object) -> None:
    connections.append(type(connection).__module__)


def uses_database(item: pytest.Item) -> bool:
    """Whether the test asked for a database, itself or through another fixture."""
    return "engine_name" in getattr(item, "fixturenames", ())


def place(item: pytest.Item) -> Path:
    """Where the test stands, from tests/ on."""
    return item.path.relative_to(ROOT)


def stands_in(where: Path, places: Iterable[str]) -> bool:
    """Whether a file of tests is one of these places, or in one."""
    return any(where.is_relative_to(one) for one in places)


def engines_of(item: pytest.Item) -> frozenset[str]:
    """The engines a test runs on; never none."""
    for engine in ENGINES:
        if item.get_closest_marker(f"{engine}_only"):
            return frozenset({engine})
    if not uses_database(item):
        return frozenset({"sqlite"})
    if stands_in(place(item), ONCE) and not item.get_closest_marker(EXCEPTION):
        return frozenset({"sqlite"})
    return BOTH
