"""Guessing a passphrase or a card: who waits, for how long, and that the counters are no diary of who came."""

import re
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select

from qip_tracker.access import NOBODY
from qip_tracker.adapters import clock, passwords
from qip_tracker.app import create_app
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.models import Throttle
from qip_tracker.services.people import accounts
from qip_tracker.settings import Settings
from tests.factories.panels import a_panel, a_project, give_secret
from tests.factories.world import PASSPHRASE, World
from tests.page_client import PageClient

HERE, THERE = "203.0.113.7", "198.51.100.23"
WAIT = "Too many tries"
TRIES = 100
VARIES = re.compile(r'name="csrf_token" value="[^"]*"')


@pytest.fixture
def known(world: World) -> str:
    """The name of somebody with a passphrase."""
    stored = passwords.hash_secret(PASSPHRASE)
    for role in ("programme_officer", "auditor"):
        with world.work_as("system") as work:
            person = world.person(work.session, role)
            person.passphrase_hash = stored
            work.record("person.changed_passphrase", person)
    return "programme_officer"


def browser(app: Flask, address: str = HERE) -> PageClient:
    """A browser at a network address."""
    app.test_client_class = PageClient
    made: PageClient = app.test_client()  # type: ignore[assignment]
    made.environ_base["REMOTE_ADDR"] = address
    return made


def tried(client: PageClient, name: str, passphrase: str = "wrong words, all of them") -> str:
    """The page after a try, or where it led."""
    answer = client.submit("/sign-in", {"name": name, "passphrase": passphrase})
    return answer.location or answer.get_data(as_text=True)


def rows(world: World) -> list[Throttle]:
    with world.reading() as session:
        return list(session.scalars(select(Throttle)))


def test_a_name_waits_wherever_from_and_others_get_in(app: Flask, known: str) -> None:
    for _try in range(5):
        assert WAIT not in tried(browser(app), known)
    assert WAIT in tried(browser(app, THERE), known, PASSPHRASE)
    assert tried(browser(app), "auditor", PASSPHRASE) == "/"


def test_a_place_waits_whatever_the_name_and_other_places_get_in(app: Flask, known: str) -> None:
    guessing = browser(app)
    for number in range(accounts.TRIES_BY_PLACE):
        assert WAIT not in tried(guessing, f"nobody{number}")
    assert WAIT in tried(guessing, known, PASSPHRASE)
    assert tried(browser(app, THERE), known, PASSPHRASE) == "/"


def test_the_counters_outlive_a_restart(app: Flask, known: str, settings: Settings) -> None:
    for _try in range(5):
        tried(browser(app), known)
    again = create_app(settings)
    assert WAIT in tried(browser(again, THERE), known, PASSPHRASE)
    with again.app_context():
        db.session.remove()
        db.engine.dispose()


def test_while_waiting_nothing_is_hashed(app: Flask, known: str) -> None:
    """Every place for hashing is taken: a try that is counted out does not stand in that queue."""
    for _try in range(5):
        tried(browser(app), known)
    with passwords._AT_ONCE, passwords._AT_ONCE, ThreadPoolExecutor(1) as thread:
        assert WAIT in thread.submit(tried, browser(app), known, PASSPHRASE).result(timeout=20)


def test_the_wait_doubles_to_fifteen_minutes_and_always_ends(app: Flask, world: World) -> None:
    now, waits = world.now, []
    while len(waits) < 8:
        with app.app_context(), unit_of_work(NOBODY, now) as work:
            allowed = accounts.may_try(work, "door", 1)
            blocked_until = work.session.get_one(Throttle, "door").blocked_until
        if blocked_until and not allowed:
            waits.append(int((blocked_until - now).total_seconds() / 60))
            now = blocked_until + timedelta(seconds=1)
    assert waits == [1, 2, 4, 8, 15, 15, 15, 15]
    with app.app_context(), unit_of_work(NOBODY, now + timedelta(minutes=16)) as work:
        assert accounts.may_try(work, "door", 1)


def test_twenty_first_tries_at_once_are_all_counted(app: Flask, world: World) -> None:
    together = threading.Barrier(20)

    def knock(_number: int) -> bool:
        together.wait()
        with app.app_context(), unit_of_work(NOBODY, world.now) as work:
            return accounts.may_try(work, "door", 15)

    with ThreadPoolExecutor(20) as threads:
        assert sum(threads.map(knock, range(20))) == 15


def test_no_counter_says_who_tried_or_from_where(app: Flask, world: World, known: str) -> None:
    panel = a_panel(world, a_project(world))
    give_secret(world, panel, 3)
    phone = browser(app)
    phone.submit("/b", {"panel": panel.code, "number": "3", "secret": "111111111111"})
    tried(phone, known)
    tried(phone, PASSPHRASE)
    kept = rows(world)
    assert len(kept) == 5
    for told in (HERE, panel.code, known, PASSPHRASE):
        assert not any(told in row.key for row in kept)


def test_counters_of_yesterday_are_gone(app: Flask, world: World) -> None:
    def knock(door: str, after: timedelta) -> None:
        with app.app_context(), unit_of_work(NOBODY, world.now + after) as work:
            accounts.may_try(work, door, 1)

    for door in ("left", "besieged", "besieged"):
        knock(door, timedelta())
    knock("besieged", timedelta(hours=30))
    knock("new", timedelta(hours=31))
    assert {row.key for row in rows(world)} == {"besieged", "new"}


def test_an_unknown_name_is_answered_alike_and_no_faster(app: Flask, world: World, known: str) -> None:
    """Medians of a hundred tries each, in turn: whether a name exists shows neither in words nor in time."""
    client = browser(app)
    token = client.tokens("/sign-in")
    took: dict[str, list[float]] = {known: [], "nobody_of_that_name": []}
    said: dict[str, set[tuple[int, str]]] = {name: set() for name in took}
    for number in range(TRIES):
        if number % 5 == 0:
            world.do("system", lambda work: work.session.execute(delete(Throttle)))
        for name, times in took.items():
            begun = time.perf_counter()
            answer = client.post("/sign-in", data={**token, "name": name, "passphrase": "wrong words here"})
            times.append(time.perf_counter() - begun)
            page = VARIES.sub("", answer.get_data(as_text=True).replace(name, "NAME"))
            assert WAIT not in page
            said[name].add((answer.status_code, page))
    middle = {name: 1000 * statistics.median(times) for name, times in took.items()}
    print(f"sign-in medians of {TRIES}: {middle}")
    assert abs(middle[known] - middle["nobody_of_that_name"]) < 4, middle
    assert len(set.union(*said.values())) == 1


def test_the_clock_of_the_counters_is_the_day_in_utc(app: Flask) -> None:
    from qip_tracker.weblib.keyed import counter_key

    with app.test_request_context():
        assert counter_key("a") == counter_key("a") != counter_key("b")
        assert clock.now().date().isoformat() not in counter_key("a")
