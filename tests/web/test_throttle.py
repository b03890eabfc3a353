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
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.people import accounts
from qip_tracker.settings import Settings
from tests.factories.panels import PanelMade, a_panel, a_project, give_secret
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
    for number in range(accounts.TRIES_BY_NETWORK):
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


def time_passes(world: World, minutes: int) -> None:
    """What every counter holds moves so far into the past."""
    passed = timedelta(minutes=minutes)

    def pass_by(work: Work) -> None:
        for row in work.session.scalars(select(Throttle)):
            row.window_started_at -= passed
            row.blocked_until = row.blocked_until and row.blocked_until - passed

    world.do("system", pass_by)


def minutes_told(shown: str) -> int:
    """How long the page asks to wait."""
    [minutes] = re.findall(r"Minutes to wait: (\d+)", shown)
    return int(minutes)


def knocked(phone: PageClient, panel: PanelMade, secret: str) -> str:
    """The page after a try with card 3, or where it led."""
    answer = phone.submit("/b", {"panel": panel.code, "number": "3", "secret": secret})
    return answer.location or answer.get_data(as_text=True)


def test_member_officer_and_office_get_in_after_the_wait_while_somebody_guesses(
    app: Flask, world: World, known: str
) -> None:
    """The attacker guesses from elsewhere without a pause; the right secret is believed when the page said so."""
    panel = a_panel(world, a_project(world))
    secret = give_secret(world, panel, 3)
    attacker, office = browser(app, THERE), browser(app)
    for waits in (1, 2, 4):
        while WAIT not in (shown := tried(attacker, known)):
            pass
        assert minutes_told(shown) == waits
        while WAIT not in (shown := knocked(attacker, panel, "111111111111")):
            pass
        assert minutes_told(shown) == waits
        for left in range(waits, 0, -1):
            # Neither the guesses nor the impatience of those who know the secret make it longer.
            for _try in range(4):
                assert minutes_told(tried(attacker, known)) == left
                assert minutes_told(tried(office, known, PASSPHRASE)) == left
                assert minutes_told(knocked(attacker, panel, "111111111111")) == left
                assert minutes_told(knocked(browser(app), panel, secret)) == left
            assert tried(office, "auditor", PASSPHRASE) == "/"
            time_passes(world, 1)
    assert tried(office, known, PASSPHRASE) == "/"
    assert knocked(browser(app), panel, secret) == "/b/ballot"


def test_an_office_behind_one_address_is_not_locked_by_those_who_get_in(
    app: Flask, world: World, known: str
) -> None:
    for _colleague in range(accounts.TRIES_BY_NETWORK):
        assert tried(browser(app), known, PASSPHRASE) == "/"
        assert tried(browser(app), "auditor", PASSPHRASE) == "/"
    for number in range(accounts.TRIES_BY_NETWORK - 1):
        assert WAIT not in tried(browser(app), f"nobody{number}")
    # The last try that is free is a right one: it is given back, and the next mistake is still looked at.
    assert tried(browser(app), known, PASSPHRASE) == "/"
    assert WAIT not in tried(browser(app), "nobody")
    assert minutes_told(tried(browser(app), known, PASSPHRASE)) == 1
    time_passes(world, 1)
    for _colleague in range(3):
        assert tried(browser(app), known, PASSPHRASE) == "/"
    assert WAIT not in tried(browser(app), "nobody")
    assert minutes_told(tried(browser(app), known, PASSPHRASE)) == 2


def test_a_blocked_place_blocks_no_name(app: Flask, world: World, known: str) -> None:
    """Who is refused where they are is not counted against whom they name."""
    guessing = browser(app, THERE)
    for number in range(accounts.TRIES_BY_NETWORK):
        tried(guessing, f"nobody{number}")
    for _try in range(20):
        assert WAIT in tried(guessing, known)
    assert tried(browser(app), known, PASSPHRASE) == "/"


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
            allowed = accounts.minutes_to_wait(work, {"door": 1}) == 0
            blocked_until = work.session.get_one(Throttle, "door").blocked_until
        if blocked_until and not allowed:
            waits.append(int((blocked_until - now).total_seconds() / 60))
            now = blocked_until + timedelta(seconds=1)
    assert waits == [1, 2, 4, 8, 15, 15, 15, 15]
    with app.app_context(), unit_of_work(NOBODY, now + timedelta(minutes=16)) as work:
        assert accounts.minutes_to_wait(work, {"door": 1}) == 0


def test_twenty_first_tries_at_once_are_all_counted(app: Flask, world: World) -> None:
    together = threading.Barrier(20)

    def knock(_number: int) -> bool:
        together.wait()
        with app.app_context(), unit_of_work(NOBODY, world.now) as work:
            return accounts.minutes_to_wait(work, {"door": 15}) == 0

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
    for given in (HERE, panel.code, known, PASSPHRASE):
        assert not any(given in row.key for row in kept)


def test_counters_of_yesterday_are_gone(app: Flask, world: World) -> None:
    def knock(door: str, after: timedelta) -> None:
        with app.app_context(), unit_of_work(NOBODY, world.now + after) as work:
            accounts.minutes_to_wait(work, {door: 1})

    for door in ("left", "besieged", "besieged"):
        knock(door, timedelta())
    knock("besieged", timedelta(hours=30))
    knock("new", timedelta(hours=31))
    assert {row.key for row in rows(world)} == {"besieged", "new"}


def test_an_unknown_name_is_answered_alike_and_no_faster(app: Flask, world: World, known: str) -> None:
    """Medians of a hundred tries each, in turn: whether a name exists shows neither in words nor in time.

    Processor time, because what other programs of the machine do in the meantime is no part of the answer.
    """
    client = browser(app)
    token = client.tokens("/sign-in")
    took: dict[str, list[float]] = {known: [], "nobody_of_that_name": []}
    said: dict[str, set[tuple[int, str]]] = {name: set() for name in took}
    for number in range(TRIES):
        if number % 5 == 0:
            world.do("system", lambda work: work.session.execute(delete(Throttle)))
        for name, times in took.items():
            begun = time.process_time()
            answer = client.post("/sign-in", data={**token, "name": name, "passphrase": "wrong words here"})
            times.append(time.process_time() - begun)
            page = VARIES.sub("", answer.get_data(as_text=True).replace(name, "NAME"))
            assert WAIT not in page
            said[name].add((answer.status_code, page))
    middle = {name: 1000 * statistics.median(times) for name, times in took.items()}
    print(f"sign-in medians of {TRIES}: {middle}")
    assert abs(middle[known] - middle["nobody_of_that_name"]) < 4, middle
    assert len(set.union(*said.values())) == 1


def test_the_clock_of_the_counters_is_the_day_in_utc(app: Flask) -> None:
    from qip_tracker.weblib.request.keyed_hashes import counter_key

    with app.test_request_context():
        assert counter_key("a") == counter_key("a") != counter_key("b")
        assert clock.now().date().isoformat() not in counter_key("a")
