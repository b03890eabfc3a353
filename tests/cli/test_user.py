"""An empty installation gets its mission and its first administrator from the command line."""

from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from qip_tracker.models import Grant, Invitation, Mission
from tests.factories.world import World
from tests.page_client import PageClient

PHRASE = "the well behind our school"


def run(app: Flask, *arguments: str) -> Any:
    return app.test_cli_runner().invoke(args=["qip", *arguments])


def invite(app: Flask, *more: str, mission: str = "MINUX") -> Any:
    return run(app, "user", "add", "--mission", mission, "--name", "Awa Traoré", *more)


def test_from_nothing_to_an_administrator_who_invites(app: Flask, client: PageClient) -> None:
    founded = run(
        app, "mission", "add", "--code", "minuz", "--name", "UN Mission in Zembla", "--currency", "xaf"
    )
    assert founded.exit_code == 0, founded.output
    made = invite(app, "--role", "administrator", mission="MINUZ")
    assert made.exit_code == 0, made.output
    link = made.stdout.strip()
    assert link.startswith("http://127.0.0.1:8000/join/")
    path = "/join/" + link.rpartition("/")[2]
    joined = client.submit(path, {"name": "awa", "passphrase": PHRASE, "again": PHRASE, "language": "en"})
    assert joined.status_code == 303
    page = client.get("/people").get_data(as_text=True)
    assert "UN Mission in Zembla" in page and "Awa Traoré" in page
    assert run(app, "audit", "verify").exit_code == 0


def test_what_cannot_be_is_said_and_nothing_is_stored(app: Flask, world: World) -> None:
    wrong = [
        invite(app, "--role", "auditor", mission="NOWHERE"),
        invite(app, "--role", "committee_member"),
        invite(app, "--role", "partner"),
        invite(app, "--role", "partner", "--partner", "Nobody"),
        invite(app, "--role", "donor", "--donor", "Nobody"),
        run(app, "mission", "add", "--code", "MINUX", "--name", "Again", "--currency", "XAF"),
        run(app, "mission", "add", "--code", "A B", "--name", "Blank", "--currency", "XAF"),
        run(app, "mission", "add", "--code", "ABC", "--name", "Money", "--currency", "XXX"),
        run(app, "mission", "add", "--code", "ABC", "--name", "  ", "--currency", "XAF"),
        run(app, "user", "renew", "nobody"),
    ]
    assert [answer.exit_code for answer in wrong] == [1] * len(wrong)
    assert all(answer.output.startswith("Error: ") for answer in wrong)
    assert invite(app, "--role", "emperor").exit_code == 2
    with world.reading() as session:
        assert session.scalars(select(Invitation)).all() == []
        assert len(session.scalars(select(Mission)).all()) == 1


def test_bodies_are_found_by_name_in_any_case(app: Flask, world: World) -> None:
    assert invite(app, "--role", "partner", "--partner", "association eau et vie").exit_code == 0
    assert invite(app, "--role", "donor", "--donor", "Peacebuilding Fund").exit_code == 0
    assert invite(app, "--role", "committee_member", "--seat", "chair").exit_code == 0
    with world.reading() as session:
        rows = session.scalars(select(Invitation).order_by(Invitation.id)).all()
        assert [(r.partner_id, r.donor_id, r.seat) for r in rows] == [
            (world.partner_id, None, None),
            (None, world.pbf_donor_id, None),
            (None, None, "chair"),
        ]


def test_the_only_administrator_finds_the_way_back(app: Flask, world: World, client: PageClient) -> None:
    first = run(app, "user", "renew", "Administrator").stdout.strip()
    second = run(app, "user", "renew", "Administrator").stdout.strip()
    assert client.get("/join/" + first.rpartition("/")[2]).status_code == 410, "a newer link replaces it"
    path = "/join/" + second.rpartition("/")[2]
    assert client.submit(path, {"passphrase": PHRASE, "again": PHRASE}).status_code == 303
    assert client.get("/people").status_code == 200
    with world.reading() as session:
        assert len(session.scalars(select(Grant).where(Grant.role == "administrator")).all()) == 1


def test_no_token_reaches_the_database_file(app: Flask, world: World, engine_name: str) -> None:
    token = invite(app, "--role", "auditor").stdout.strip().rpartition("/")[2]
    if engine_name == "sqlite":
        path = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
        stored = b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))
        assert token.encode() not in stored
    with world.reading() as session:
        assert session.scalars(select(Invitation)).one().token_hash != token
