"""`qip audit verify`: every changed byte is noticed, and a cut tail by the head that an old report carries."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, text

from qip_tracker.extensions import db
from qip_tracker.services.kernel.audit import verify
from tests.factories.world import World

COLUMNS = (
    "sequence",
    "happened_at",
    "actor_key",
    "action",
    "object_type",
    "object_id",
    "mission_id",
    "project_id",
    "change",
    "previous_hash",
    "hash",
)


@pytest.fixture
def trail(world: World) -> int:
    """Thirty more rows; the number of rows."""
    for number in range(30):
        with world.work_as("administrator") as work:
            person = world.person(work.session, "auditor")
            person.time_zone = f"Etc/GMT+{number % 9}"
            work.record("person.edited", person, mission_id=world.mission_id, project_id=number)
    with world.reading() as session:
        return int(session.execute(text("SELECT count(*) FROM audit_event")).scalar_one())


@contextmanager
def tampering(app: Flask, engine_name: str) -> Iterator[Connection]:
    """A connection to this test's own copy with the triggers dropped, as somebody with the file would have it."""
    with app.app_context():
        db.session.remove()
        with db.engine.connect() as connection:
            if engine_name == "sqlite":
                for name in ("audit_event_no_update", "audit_event_no_delete"):
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
            else:
                connection.execute(text("DROP TRIGGER IF EXISTS audit_event_append_only ON audit_event"))
            yield connection
            connection.get_transaction().commit()  # type: ignore[union-attr]


def run(app: Flask, *arguments: str) -> Any:
    return app.test_cli_runner().invoke(args=["qip", "audit", "verify", *arguments])


def changed(column: str, engine_name: str) -> str:
    """SQL for the column's value with its first byte (or its number) changed."""
    if column in ("sequence",):
        return "sequence + 1000"
    if column in ("mission_id", "project_id"):
        return f"coalesce({column}, 0) + 1"
    if column == "happened_at":
        if engine_name == "sqlite":
            return "'3' || substr(happened_at, 2)"
        return "happened_at + interval '1 microsecond'"
    return f"CASE WHEN substr({column}, 1, 1) = 'a' THEN 'b' ELSE 'a' END || substr({column}, 2)"


def test_an_untouched_trail_passes_with_rows_and_head(app: Flask, trail: int) -> None:
    answer = run(app)
    assert answer.exit_code == 0, answer.output
    assert f"{trail} rows" in answer.output
    assert f"Head {trail}:" in answer.output


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_one_changed_byte_in_any_column_is_noticed_and_named(
    app: Flask, trail: int, engine_name: str, column: str, place: str
) -> None:
    row = {"first": 1, "middle": trail // 2, "last": trail}[place]
    with tampering(app, engine_name) as connection:
        sql = f"UPDATE audit_event SET {column} = {changed(column, engine_name)} WHERE sequence = :row"
        assert connection.execute(text(sql), {"row": row}).rowcount == 1
    answer = run(app)
    assert answer.exit_code == 1
    assert f"broken at row {row}:" in answer.output


@pytest.mark.sqlite_only
def test_bytes_that_are_no_text_are_noticed_and_named(app: Flask, trail: int, engine_name: str) -> None:
    if engine_name != "sqlite":
        pytest.skip("PostgreSQL refuses bytes that are no text")
    for column, value in (("happened_at", "'x'"), ("happened_at", "7"), ("change", "CAST(x'ff' AS TEXT)")):
        with tampering(app, engine_name) as connection:
            before = connection.execute(
                text(f"SELECT CAST({column} AS BLOB) FROM audit_event WHERE sequence = 9")
            ).scalar_one()
            connection.execute(text(f"UPDATE audit_event SET {column} = {value} WHERE sequence = 9"))
        assert "broken at row 9: this row cannot be read" in run(app).output, column
        with tampering(app, engine_name) as connection:
            restore = f"UPDATE audit_event SET {column} = CAST(:before AS TEXT) WHERE sequence = 9"
            connection.execute(text(restore), {"before": before})
        assert run(app).exit_code == 0


def _cut(connection: Connection) -> None:
    connection.execute(
        text("DELETE FROM audit_event WHERE sequence = (SELECT max(sequence) FROM audit_event)")
    )


def _hole(connection: Connection) -> None:
    connection.execute(text("DELETE FROM audit_event WHERE sequence = 7"))


def _beheaded(connection: Connection) -> None:
    connection.execute(text("DELETE FROM audit_head"))


def _other_head(connection: Connection) -> None:
    connection.execute(text("UPDATE audit_head SET sequence = sequence - 1"))


def _swapped(connection: Connection) -> None:
    for before, after in ((7, -7), (8, 7), (-7, 8)):
        connection.execute(text(f"UPDATE audit_event SET sequence = {after} WHERE sequence = {before}"))


def _doubled(connection: Connection) -> None:
    columns = ", ".join(COLUMNS[1:])
    connection.execute(
        text(
            f"INSERT INTO audit_event (sequence, {columns}) SELECT sequence + 1, {columns} FROM audit_event"
            " WHERE sequence = (SELECT max(sequence) FROM audit_event)"
        )
    )


def _before_the_first(connection: Connection) -> None:
    columns = ", ".join(COLUMNS[1:])
    connection.execute(
        text(
            f"INSERT INTO audit_event (sequence, {columns}) SELECT 0, {columns} FROM audit_event WHERE sequence = 1"
        )
    )


def _emptied(connection: Connection) -> None:
    connection.execute(text("DELETE FROM audit_event"))


@pytest.mark.parametrize(
    "change", [_cut, _hole, _beheaded, _other_head, _swapped, _doubled, _before_the_first, _emptied]
)
def test_a_changed_structure_is_noticed(
    app: Flask, trail: int, engine_name: str, change: Callable[[Connection], None]
) -> None:
    with tampering(app, engine_name) as connection:
        change(connection)
    assert run(app).exit_code == 1


def test_a_tail_cut_together_with_the_head_is_noticed_by_an_old_report(
    app: Flask, trail: int, engine_name: str
) -> None:
    with app.app_context():
        head = verify(db.session())
    anchor = f"{head.head_sequence}:{head.head_hash[:16]}"
    assert run(app, "--anchor", anchor).exit_code == 0
    with tampering(app, engine_name) as connection:
        connection.execute(text("DELETE FROM audit_event WHERE sequence > :kept"), {"kept": trail - 3})
        connection.execute(
            text(
                "UPDATE audit_head SET sequence = :kept,"
                " hash = (SELECT hash FROM audit_event WHERE sequence = :kept)"
            ),
            {"kept": trail - 3},
        )
    assert run(app).exit_code == 0, "without a witness the shorter chain is a chain"
    answer = run(app, "--anchor", anchor)
    assert answer.exit_code == 1
    assert "ends before the anchor" in answer.output
    other = run(app, "--anchor", f"{trail - 5}:{'0' * 16}")
    assert other.exit_code == 1 and "does not match the anchor" in other.output


@pytest.mark.parametrize("anchor", ["", "7", "x:y", "7:abc", "7:" + "g" * 16, "1" * 40 + ":" + "a" * 16])
def test_an_anchor_that_is_none_is_a_wrong_use(app: Flask, world: World, anchor: str) -> None:
    assert run(app, "--anchor", anchor).exit_code == 2


def test_the_end_of_a_long_chain_can_be_walked_alone(app: Flask, trail: int, engine_name: str) -> None:
    with tampering(app, engine_name) as connection:
        connection.execute(text("UPDATE audit_event SET action = 'x' WHERE sequence = 5"))
    with app.app_context():
        part = verify(db.session(), last=10)
        assert (part.rows, part.first, part.fault) == (10, trail - 9, None)
        assert verify(db.session()).fault == (5, "this row was changed")
