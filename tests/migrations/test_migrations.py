"""The schema goes up, down and up again over real rows on both engines, and head is what the models say."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import CheckConstraint, Connection, inspect, text
from sqlalchemy.exc import OperationalError

from qip_tracker.cli.demo import load_demonstration
from qip_tracker.extensions import db
from qip_tracker.models import Base
from tests.databases import Stock

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"
# What the migrations themselves put in: the list of sectors, the head of an empty trail, the first questions.
SEEDED = {"sector": 12, "audit_head": 1, "instrument": 1}
# Secret ballots: a row number would tell the order in which the cards were cast.
WITHOUT_ROWID = ("ballot", "open_comment")


def the_migrations() -> list[ModuleType]:
    """Every migration in order, read as a module."""
    modules = []
    for path in sorted(VERSIONS.glob("[0-9]*.py")):
        found = importlib.util.spec_from_file_location(f"migration_{path.stem}", path)
        assert found and found.loader
        modules.append(importlib.util.module_from_spec(found))
        found.loader.exec_module(modules[-1])
    return modules


def stored_tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def stored_triggers(connection: Connection) -> set[str]:
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    return set(connection.scalars(text(asked[connection.dialect.name])))


def stored_functions(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        return set()
    return set(connection.scalars(text("SELECT proname FROM pg_proc WHERE proname LIKE 'qip\\_%'")))


def made_triggers(dialect: str) -> set[str]:
    """The names in the migrations' own statements."""
    lines = [line for one in the_migrations() if hasattr(one, "triggers") for line in one.triggers(dialect)]
    written = (re.match(r"CREATE TRIGGER (\w+)", line) for line in lines)
    return {found[1] for found in written if found}


def counted(connection: Connection) -> dict[str, int]:
    """Rows of each table of the models."""
    return {
        table: connection.scalar(text(f'SELECT count(*) FROM "{table}"')) or 0
        for table in Base.metadata.tables
    }


def structure(connection: Connection) -> dict[str, Any]:
    """All that a database says of its own schema, to compare one head with another."""
    seen = inspect(connection)
    found: dict[str, Any] = {"triggers": stored_triggers(connection)}
    for table in seen.get_table_names():
        found[table] = (
            [(column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(table)],
            sorted(str(check["name"]) for check in seen.get_check_constraints(table)),
            sorted(str(index["name"]) for index in seen.get_indexes(table)),
            sorted(str(key["name"]) for key in seen.get_foreign_keys(table)),
            sorted(str(unique["name"]) for unique in seen.get_unique_constraints(table)),
        )
    return found


def let_go() -> None:
    """End our own reading before the tables change: PostgreSQL would wait for it."""
    db.session.remove()


def test_up_down_and_up_again_with_the_demonstration_in_it(
    app: Flask, demonstration_stock: Stock[None], engine_name: str
) -> None:
    with app.app_context():
        with db.engine.connect() as connection:
            before, first = counted(connection), structure(connection)
        assert sum(before.values()) > 1_000
        assert [table for table in ("project", "tranche", "ballot", "audit_event") if not before[table]] == []
        flask_migrate.downgrade(revision="base")
        with db.engine.connect() as connection:
            assert stored_tables(connection) == {"alembic_version"}
            assert (stored_triggers(connection), stored_functions(connection)) == (set(), set())
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            assert structure(connection) == first
            after = counted(connection)
        assert {table: rows for table, rows in after.items() if rows} == SEEDED
        assert load_demonstration(), "the second head holds a demonstration as the first did"
        let_go()
        with db.engine.connect() as connection:
            assert counted(connection)["project"] == before["project"]
    print(f"{engine_name}: up, down, up over {sum(before.values())} rows in {len(before)} tables")


def test_head_is_what_the_models_say(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
        assert stored_tables(connection) == {*Base.metadata.tables, "alembic_version"}


def test_the_triggers_are_those_the_migration_writes(app: Flask, engine_name: str) -> None:
    with app.app_context(), db.engine.connect() as connection:
        stored = stored_triggers(connection)
    assert stored == made_triggers(engine_name)
    assert len(stored) == {"sqlite": 20, "postgresql": 7}[engine_name]


def test_every_named_check_of_the_models_is_in_the_database(app: Flask, engine_name: str) -> None:
    wanted = {
        (table.name, str(check.name))
        for table in Base.metadata.tables.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    }
    with app.app_context(), db.engine.connect() as connection:
        if engine_name == "postgresql":
            rows = connection.execute(
                text(
                    "SELECT conrelid::regclass::text, conname FROM pg_constraint"
                    " WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
                )
            )
            stored = {(table.strip('"'), name) for table, name in rows}
        else:
            rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
            stored = {
                (table, name)
                for table, sql in rows
                for name in re.findall(r'CONSTRAINT "?(\w+)"? CHECK', sql)
            }
    assert len(wanted) > 50
    assert [name for _table, name in wanted if not name.startswith("ck_")] == []
    assert stored == wanted


@pytest.mark.sqlite_only
@pytest.mark.parametrize("table", WITHOUT_ROWID)
def test_a_ballot_has_no_row_number(app: Flask, engine_name: str, table: str) -> None:
    if engine_name != "sqlite":
        pytest.skip("PostgreSQL has no row numbers")
    with app.app_context(), db.engine.connect() as connection:
        connection.execute(text("SELECT rowid FROM round"))
        with pytest.raises(OperationalError, match="no such column"):
            connection.execute(text(f"SELECT rowid FROM {table}"))


def test_no_row_points_to_a_row_that_is_not_there(
    app: Flask, demonstration_stock: Stock[None], engine_name: str
) -> None:
    """SQLite's own check; on both engines also every foreign key by a query, over the demonstration."""
    with app.app_context(), db.engine.connect() as connection:
        if engine_name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        keys = 0
        for table in Base.metadata.tables:
            for key in inspect(connection).get_foreign_keys(table):
                keys += 1
                assert _orphans(connection, table, key) == 0, (table, key["name"])
    assert keys > 50


def _orphans(connection: Connection, table: str, key: Any) -> int:
    pairs = list(zip(key["constrained_columns"], key["referred_columns"], strict=True))
    same = " AND ".join(f'parent."{there}" = child."{here}"' for here, there in pairs)
    filled = " AND ".join(f'child."{here}" IS NOT NULL' for here, _there in pairs)
    return int(
        connection.scalar(
            text(
                f'SELECT count(*) FROM "{table}" AS child WHERE {filled}'
                f' AND NOT EXISTS (SELECT 1 FROM "{key["referred_table"]}" AS parent WHERE {same})'
            )
        )
        or 0
    )
