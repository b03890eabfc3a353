"""Attacks on the secrecy of a ballot by somebody who reads the whole database."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.models import AuditEvent, Ballot, Base, OpenComment, RollEntry
from qip_tracker.settings import Settings
from tests.factories.panels import (
    PanelMade,
    a_panel,
    a_project,
    an_open_round,
    cast,
    close,
    some_answers,
)
from tests.factories.world import World

# Members come in this order; the third and the last wrote a comment.
ORDER = (7, 2, 11, 5, 1, 9)
COMES_WITH_WORDS = {11: "words of eleven", 9: "words of nine"}


@pytest.fixture
def voted(world: World) -> tuple[PanelMade, int]:
    """An open round in which six of twelve came, one by one."""
    panel = a_panel(world, a_project(world))
    round_id = an_open_round(world, panel)
    for number in ORDER:
        cast(world, panel, round_id, number, some_answers(number), COMES_WITH_WORDS.get(number))
    return panel, round_id


def everything(world: World) -> dict[str, list[dict[str, object]]]:
    """Every row of every table."""
    with world.reading() as session:
        return {
            table.name: [dict(row) for row in session.execute(select(table)).mappings()]
            for table in Base.metadata.sorted_tables
        }


def test_no_column_anywhere_joins_a_card_to_a_ballot(world: World, voted: tuple[PanelMade, int]) -> None:
    tables = everything(world)
    keys = {str(row["key"]) for name in ("ballot", "open_comment") for row in tables[name]}
    assert len(keys) == len(ORDER) + len(COMES_WITH_WORDS)
    for name, rows in tables.items():
        for row in rows:
            for column, value in row.items():
                if (name, column) not in (("ballot", "key"), ("open_comment", "key")):
                    assert not any(key in str(value) for key in keys), (
                        f"{name}.{column} holds the key of a ballot"
                    )
    assert set(Ballot.__table__.columns.keys()) == {"key", "round_id", "stratum", "answers"}
    assert set(OpenComment.__table__.columns.keys()) == {"key", "round_id", "text"}
    assert set(RollEntry.__table__.columns.keys()) == {"round_id", "member_card_id", "has_voted"}


def test_casting_leaves_no_trace_besides_ballot_comment_and_flag(world: World) -> None:
    panel = a_panel(world, a_project(world))
    round_id = an_open_round(world, panel)
    before = everything(world)
    cast(world, panel, round_id, 4, {"SAF": 2}, "words")
    after = everything(world)
    assert {name for name in after if after[name] != before[name]} == {"ballot", "open_comment", "roll_entry"}


def test_the_order_of_rows_is_not_the_order_of_coming(
    world: World, voted: tuple[PanelMade, int], engine_name: str
) -> None:
    """And PostgreSQL, which keeps with each row the transaction that wrote it, shows one for the whole round."""
    panel, _round_id = voted
    tables = ("ballot", "open_comment", "roll_entry")
    with world.reading() as session:
        if engine_name == "sqlite":
            for table in ("ballot", "open_comment"):
                with pytest.raises(OperationalError, match="rowid"):
                    session.execute(text(f"SELECT rowid FROM {table}"))
            cards = session.scalars(text("SELECT member_card_id FROM roll_entry ORDER BY rowid")).all()
        else:
            for table in ("ballot", "open_comment"):
                keys = session.scalars(text(f"SELECT key FROM {table} ORDER BY ctid")).all()
                assert keys == sorted(keys)
            cards = session.scalars(text("SELECT member_card_id FROM roll_entry ORDER BY ctid")).all()
            written = [set(session.scalars(text(f"SELECT xmin::text FROM {table}"))) for table in tables]
            assert len(written[0]) == 1
            assert written[0] == written[1] == written[2]
    assert cards == sorted(panel.cards.values())


def test_closing_writes_the_whole_roll_and_wipes_who_came(
    world: World, voted: tuple[PanelMade, int], engine_name: str
) -> None:
    panel, round_id = voted
    close(world, panel.project_id, round_id, world.now.date().replace(day=28))
    with world.reading() as session:
        assert session.scalars(select(RollEntry.has_voted).distinct()).all() == [False]
        if engine_name == "postgresql":
            assert len(session.scalars(text("SELECT DISTINCT xmin::text FROM roll_entry")).all()) == 1


def copies_on_disk(settings: Settings, found: str) -> dict[str, int]:
    """How often the bytes of `found` lie in each file of the SQLite database."""
    database = Path(settings.database_url.removeprefix("sqlite:///"))
    files = sorted(database.parent.glob(f"{database.name}*"))
    return {file.name: file.read_bytes().count(found.encode()) for file in files}


def test_no_file_of_the_database_keeps_an_earlier_state_of_the_box(
    world: World, voted: tuple[PanelMade, int], settings: Settings, engine_name: str
) -> None:
    """The write-ahead log holds pages of every commit: in it the first ballot would lie six times, the last once.

    Beside each copy lies the roll of the same commit, so the k-th flag would be known to belong to the k-th ballot.
    """
    if engine_name != "sqlite":
        pytest.skip("PostgreSQL keeps its log in files of the server: SECURITY.md says so")
    panel, round_id = voted
    with world.reading() as session:
        keys = [*session.scalars(select(Ballot.key)), *session.scalars(select(OpenComment.key))]
    for moment in ("open", "closed"):
        for found in (*keys, *COMES_WITH_WORDS.values()):
            assert sum(copies_on_disk(settings, found).values()) == 1, f"{moment}: {found}"
        if moment == "open":
            close(world, panel.project_id, round_id, world.now.date().replace(day=28))


def test_a_reader_in_the_way_delays_the_wiping_but_does_not_stop_it(
    world: World, voted: tuple[PanelMade, int], settings: Settings, engine_name: str
) -> None:
    if engine_name != "sqlite":
        pytest.skip("only SQLite's log is wiped by the application")
    panel, round_id = voted
    with world.reading() as session:
        key = session.scalars(select(Ballot.key).limit(1)).one()
        # An open read of another process keeps the log from being emptied.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(cast, world, panel, round_id, 3, some_answers(3)).result()
        assert sum(copies_on_disk(settings, key).values()) > 1
    world.do("system", lambda work: None)
    assert sum(copies_on_disk(settings, key).values()) == 1


def test_the_audit_trail_counts_no_votes(world: World, voted: tuple[PanelMade, int]) -> None:
    with world.reading() as session:
        actions = session.scalars(select(AuditEvent.action)).all()
        words = " ".join(session.scalars(select(AuditEvent.change)))
    assert not any("ballot" in action or "cast" in action or "roll" in action for action in actions)
    for given in ("has_voted", "words of eleven", '"SAF"'):
        assert given not in words


def test_twenty_copies_at_once_are_one_ballot(world: World) -> None:
    panel = a_panel(world, a_project(world))
    round_id = an_open_round(world, panel)

    def try_once(copy: int) -> str:
        try:
            cast(world, panel, round_id, 3, {"SAF": 1 + copy % 5})
        except Refused as refused:
            return refused.refusals[0].code
        return "counted"

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(try_once, range(20)))
    assert sorted(set(answers)) == ["counted", "round.already_voted"]
    assert answers.count("counted") == 1
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Ballot)) == 1


def test_a_whole_panel_at_once_loses_nobody(world: World) -> None:
    panel = a_panel(world, a_project(world))
    round_id = an_open_round(world, panel)
    with ThreadPoolExecutor(12) as threads:
        list(
            threads.map(
                lambda number: cast(world, panel, round_id, number, some_answers(number)), panel.cards
            )
        )
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Ballot)) == 12
        assert all(session.scalars(select(RollEntry.has_voted)))
    close(world, panel.project_id, round_id)
