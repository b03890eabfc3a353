"""Nothing that is sent is a fault of ours: every address, every form and every field under hostile fire.

What is sent is made from the routes and from the forms as the pages draw them, so a new form is under fire on the day
it is built. Each run takes one slice in so many, another every day (printed); QIP_TEST_HOSTILE=all takes everything and
QIP_TEST_HOSTILE=3 the third slice again.
"""

import logging
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest

from qip_tracker.adapters import clock
from tests.properties import hostile
from tests.properties.forms_found import House, all_doors, unsafe_rules
from tests.properties.forms_read import Door, Forms
from tests.properties.forms_sent import answers_of, form_data, kept_back, sound

SLICES = {"parts": 8, "queries": 48, "strings": 40, "shapes": 5, "bodies": 8}
# Never on a page of the house under fire, each with its reason; they are fired at all the same, without a form.
WITHOUT_A_PAGE = {
    "accounts.switch_mission": "shown to who has roles in two missions",
}


def _slice() -> int | None:
    given = os.environ.get("QIP_TEST_HOSTILE", "")
    if given == "all":
        return None
    return int(given) if given.isdigit() else clock.now().date().toordinal()


@dataclass
class Fire:
    """What was fired and what came of it."""

    house: House
    slice: int | None = field(default_factory=_slice)
    turn: Counter[str] = field(default_factory=Counter)
    fired: Counter[str] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    faults: list[tuple[object, ...]] = field(default_factory=list)

    def is_due(self, kind: str) -> bool:
        """Whether this shot belongs to the slice of today."""
        self.turn[kind] += 1
        return self.slice is None or (self.turn[kind] + self.slice) % SLICES[kind] == 0

    def shoot(self, kind: str, role: str, url: str, note: str, **sent: Any) -> int:
        """One request; a fault, or hostile text that became code, is written down."""
        method = sent.pop("method", "GET")
        browser = self.house.browser(role)
        answer = browser.open(url, method=method, **sent)
        html = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        answer.close()
        self.fired[kind] += 1
        self.answers[answer.status_code] += 1
        if answer.status_code >= 500:
            print(answer.status_code, kind, role, method, url[:90], note)
            self.faults.append((answer.status_code, kind, role, method, url[:90], note))
        self.faults += [(found, kind, role, url[:90], note) for found in hostile.findings(html)]
        # Location repeats what was asked, percent-encoded; any other header with it would be a header of the sender.
        if any("qipx" in name or "qipx" in value for name, value in answer.headers if name != "Location"):
            self.faults.append(("header", kind, role, url[:90], note))
        if answer.status_code == 303 and (answer.location or "").startswith(("/sign-in", "/b")):
            self.house.browser(role, anew=True)
        return answer.status_code


class Tracebacks(logging.Handler):
    """Counts what is logged with an exception or as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record.getMessage()[:200])


@pytest.fixture
def tracebacks() -> Iterator[Tracebacks]:
    handler = Tracebacks()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


def test_every_unsafe_route_has_its_form(house: House) -> None:
    doors = all_doors(house)
    assert {door.endpoint for door in doors} == {rule.endpoint for rule in unsafe_rules(house.app)}
    missing = {door.endpoint for door in doors if not door.page}
    accepted = []
    for door in doors:
        browser = house.browser(door.role, anew=True)
        with kept_back() as rows:
            answer = browser.post(door.url, data=form_data(sound(door, house)))
        if rows:
            accepted.append(door.endpoint)
            assert answer.status_code in (409, 422), door
            with browser.session_transaction() as cookie:
                assert "_flashes" not in cookie, f"{door.endpoint} says it was done, and it was refused"
    refused = sorted({door.endpoint for door in doors} - set(accepted))
    print(
        f"{len(doors)} unsafe routes, {sum(len(door.fields) for door in doors)} fields; {len(accepted)} accept what"
    )
    print(f"the walk fills in by itself; not: {refused}; without a page: {sorted(missing)}")
    assert missing == set(WITHOUT_A_PAGE)


def test_nothing_sent_is_a_fault(house: House, tracebacks: Tracebacks) -> None:
    fire = Fire(house)
    doors = all_doors(house)
    with kept_back():
        fire_at_addresses(fire)
        for door in doors:
            fire_strings(fire, door)
            fire_shapes(fire, door)
            fire_bodies(fire, door)
    total = sum(fire.fired.values())
    print(
        f"hostile input, slice {fire.slice}: {total} requests {dict(fire.fired)}, answers {dict(fire.answers)}"
    )
    print(f"{len(fire.faults)} findings, {len(tracebacks.seen)} tracebacks")
    assert fire.faults == []
    assert tracebacks.seen == []
    assert total >= 2000


def fire_at_addresses(fire: Fire) -> None:
    """Every address that is read: each of its parts malformed, and every query its page knows, hostile."""
    house = fire.house
    rules = sorted(
        (rule for rule in house.app.url_map.iter_rules() if "GET" in (rule.methods or ())), key=str
    )
    for rule in rules:
        role, objects = next(iter(house.who_may(rule)))
        url = house.url(rule, objects)
        for name in sorted(rule.arguments):
            pieces = url.rsplit(f"/{_value(house, rule, objects, name)}", 1)
            for part in hostile.ADDRESS_PARTS if len(pieces) == 2 else ():
                if fire.is_due("parts"):
                    fire.shoot("parts", role, f"{pieces[0]}/{part}{pieces[1]}", f"{name} malformed")
        for query in hostile.queries(_asked(house, role, url)):
            if fire.is_due("queries"):
                fire.shoot("queries", role, f"{url}?{query}", query[:60])


def _value(house: House, rule: Any, objects: Any, name: str) -> str:
    with house.app.test_request_context():
        _endpoint, values = house.app.url_map.bind("localhost").match(house.url(rule, objects))
    return str(values[name])


def _asked(house: House, role: str, url: str) -> list[str]:
    """The names a page's own links and search forms put into its address, and `next`."""
    answer = house.browser(role).get(url)
    html = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    answer.close()
    shown = Forms(html)
    linked = {
        pair.partition("=")[0]
        for link in shown.links
        if link.partition("?")[0] == url
        for pair in link.partition("?")[2].split("&")
    }
    return sorted((shown.searched | linked | {"next", "page", "q"}) - {""})


def fire_strings(fire: Fire, door: Door) -> None:
    """Each field with each hostile text, all others answered; and all fields hostile at once."""
    for name in door.fields:
        for text in hostile.STRINGS:
            if fire.is_due("strings"):
                post(
                    fire, "strings", door, f"{name}={text[:30]!a}", sound(door, fire.house, **{name: [text]})
                )
    for turn in range(len(hostile.STRINGS)):
        if fire.is_due("strings"):
            everywhere = {
                name: [hostile.STRINGS[(turn + place) % len(hostile.STRINGS)]]
                for place, name in enumerate(door.fields)
            }
            post(fire, "strings", door, f"all fields, turn {turn}", sound(door, fire.house, **everywhere))


def fire_shapes(fire: Fire, door: Door) -> None:
    """Each field missing, twice, a hundred times, empty, and as a file."""
    for name in door.fields:
        data = answers_of(door, fire.house)[name]
        shapes: dict[str, list[Any]] = {
            "missing": [],
            "twice": [*data, "<qipx>"],
            "a hundred times": ["1"] * 100,
            "empty": [""],
            "as a file": [(BytesIO(b"<qipx>"), "<qipx>.html")],
        }
        for shape, values in shapes.items():
            if fire.is_due("shapes"):
                post(fire, "shapes", door, f"{name} {shape}", sound(door, fire.house, **{name: values}))


def fire_bodies(fire: Fire, door: Door) -> None:
    """Bodies that are broken as a whole."""
    token = fire.house.csrf()
    for note, (body, kind) in hostile.bodies(token, door.fields).items():
        if fire.is_due("bodies"):
            head = {"X-CSRFToken": token}
            fire.shoot(
                "bodies", door.role, door.url, note, method="POST", data=body, content_type=kind, headers=head
            )


def post(fire: Fire, kind: str, door: Door, note: str, pairs: list[tuple[str, Any]]) -> int:
    """The form of a door with these pairs."""
    data = form_data(pairs)
    if any(isinstance(value, tuple) for _name, value in pairs):
        data = form_data([(name, _sendable(v) if isinstance(v, str) else v) for name, v in pairs])
        return fire.shoot(kind, door.role, door.url, note, method="POST", data=data)
    body = hostile.encoded(pairs)
    form = "application/x-www-form-urlencoded"
    return fire.shoot(kind, door.role, door.url, note, method="POST", data=body, content_type=form)


def _sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
