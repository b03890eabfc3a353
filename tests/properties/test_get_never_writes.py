"""Reading never writes: every page, on every object, by six roles, changes no row and has no fault.

A browser that loads pages ahead, a link checker or an impatient reader must not be able to change anything.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.factories.full import FullHouse
from tests.factories.world import World
from tests.page_client import PageClient
from tests.statements import statements_of

ROLES = ("programme_officer", "programme_manager", "facilitator", "auditor", "administrator", "donor")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE")
# Parts of an address that are no number of a row: the values that lead furthest.
WORDS = {
    "filename": ("css/app.css",),
    "code": ("en", "fr"),
    "token": ("no-such-token",),
    "fingerprint": ("0" * 64,),
    "printed": ("0" * 64,),
    "kind": ("csv", "xlsx"),
    "stage": ("design", "works", "handover"),
    "key": ("ceiling_usd_minor",),
}


# Only leads elsewhere; wants a link of its own, a card, or a role that is not among the six.
NEVER_SHOWN_TO_THEM = {
    "accounts.join",
    "accounts.language",
    "evaluations.ballot",
    "tranches.pay",
    "completion.terminate",
    "proposals.decision",
}
# The ballot on a phone takes the place of a signed-in person in the browser.
ANOTHER_SESSION = "/b"


def addresses(app: Flask, rule: Rule, house: FullHouse) -> Iterator[str]:
    """The address filled in for each kind of object, once each."""
    seen: set[str] = set()
    for numbers in house.objects.values():
        own = {
            name: numbers.get(f"{rule.endpoint}/{name}", numbers.get(name, 2_000_000_000))
            for name in rule.arguments
            if name not in WORDS
        }
        wordy = [name for name in rule.arguments if name in WORDS]
        for position in range(max((len(WORDS[name]) for name in wordy), default=1)):
            words = {name: WORDS[name][position % len(WORDS[name])] for name in wordy}
            with app.test_request_context():
                url = app.url_for(rule.endpoint, **own, **words)
            if url not in seen:
                seen.add(url)
                yield url


def signed_in(app: Flask, world: World, role: str) -> PageClient:
    """A browser in which this person has just signed in."""
    app.test_client_class = PageClient
    browser: PageClient = app.test_client()  # type: ignore[assignment]
    browser.sign_in_as(world, role)
    return browser


def is_writing(statement: str) -> bool:
    """Also a write behind WITH."""
    words = statement.upper().replace("(", " ").split()
    return words[0] in WRITES or (words[0] == "WITH" and any(word in WRITES for word in words))


@pytest.mark.parametrize(
    "statement", ["insert into a", " UPDATE a SET b = 1", "WITH c AS (DELETE FROM a) SELECT 1"]
)
def test_a_writing_statement_is_known_when_seen(statement: str) -> None:
    assert is_writing(statement)
    assert not is_writing("SELECT updated_at FROM a")


def test_the_listener_sees_a_write(app: Flask, world: World) -> None:
    with statements_of(app) as sent, world.work_as("administrator") as work:
        person = world.person(work.session, "auditor")
        person.time_zone = "Africa/Bamako"
        work.record("person.edited", person, mission_id=world.mission_id)
    assert [one for one in sent if is_writing(one)] != []


def test_no_page_read_writes_a_row(app: Flask, world: World, full_house: FullHouse) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    rules = sorted((rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())), key=str)
    written: list[tuple[str, str, str]] = []
    faults: list[tuple[str, str, int]] = []
    read: Counter[int] = Counter()
    shown: set[str] = set()
    for role in ROLES:
        browser = signed_in(app, world, role)
        for rule in rules:
            for url in addresses(app, rule, full_house):
                if rule.rule.startswith(ANOTHER_SESSION):
                    browser = signed_in(app, world, role)
                with statements_of(app) as sent:
                    answer = browser.get(url)
                    answer.close()
                read[answer.status_code] += 1
                if answer.status_code == 200:
                    shown.add(rule.endpoint)
                written += [(role, url, one[:120]) for one in sent if is_writing(one)]
                if answer.status_code >= 500:
                    faults.append((role, url, answer.status_code))
    total = sum(read.values())
    never = sorted({rule.endpoint for rule in rules} - shown)
    print(f"GET never writes: {total} pages read by {len(ROLES)} roles {dict(read)}, {len(written)} writes")
    print(f"{len(shown)} of {len(shown) + len(never)} endpoints answered 200; never: {never}")
    assert written == []
    assert faults == []
    assert set(never) <= NEVER_SHOWN_TO_THEM
    assert read[200] > 300
