"""Every role x every address x own, foreign, deleted and absent objects: generated from the routes themselves.

What is expected is worked out from the map of permissions and the rows, without the guard; what is seen is the
answer over the wire. 404 before 403: what may not be seen is answered like what is not there.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule, UnicodeConverter

from qip_tracker import models
from qip_tracker.access import NOTHING, Actor, Subject, can
from qip_tracker.adapters import clock
from qip_tracker.domain.kernel.permissions import KernelPermission, Permission
from qip_tracker.domain.kernel.refusals import NotVisible, Refusal, Refused
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.queries import subjects
from qip_tracker.queries.project.subjects import PROJECT_COLUMNS, subject_of_project
from qip_tracker.services.community import panels
from qip_tracker.weblib.guard import Declared, declared_access
from qip_tracker.weblib.request.session_user import hash_of, midnight, new_token
from tests.factories.full import FullHouse
from tests.factories.world import World
from tests.page_client import PageClient

# Whoever asks for these is not signed in afterwards, so each is asked by a session of its own.
ENDS_THE_SESSION = {"evaluations.leave"}
# Numbers in an address that the room itself looks up in its mission or under its subject: absent and foreign are 404.
LOOKED_UP_BY_THE_ROOM = {"grant_id", "invitation_id", "row_id", "sequence", "number", "media_key"}
WORDS: dict[str, int | str] = {
    "filename": "css/app.css",
    "code": "fr",
    "token": "no-such-token",
    "printed": "0" * 64,
    "stage": "design",
    "project_list.export/kind": "csv",
    "kind": "donor_report",
    "key": "panel_minimum_size",
    "media_key": "0" * 64,
}
ABSENT = 2_000_000_000
SOMEONE = (
    "programme_officer",
    "programme_officer.second",
    "programme_manager",
    "committee_member.chair",
    "committee_member.finance",
    "head_of_mission",
    "certifying_officer",
    "approving_officer",
    "facilitator",
    "partner",
    "donor",
    "auditor",
    "administrator",
)
MEMBER = "panel member"
Address = dict[str, int | str]


@dataclass(frozen=True)
class Cell:
    role: str
    method: str
    endpoint: str
    object: str
    expected: str
    seen: str


def _csrf(app: Flask, browser: PageClient) -> str:
    with browser.session_transaction() as cookie:
        cookie["csrf_token"] = "f" * 40
    return URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps("f" * 40)  # type: ignore[arg-type]


def _expected(
    app: Flask, house: FullHouse, actor: Actor, endpoint: str, declared: Declared, path: Address
) -> str:
    """The verdict from the rows and the map alone."""
    if declared.permission is KernelPermission.PUBLIC_READ:
        return "allowed"
    if not actor.is_signed_in:
        return "sign in"
    with app.app_context():
        subject: Subject = NOTHING
        if declared.subject:
            try:
                subject = subjects.load(db.session(), actor, declared.subject, path)
            except NotVisible:
                return "404"
        if not can(actor, declared.permission, subject):
            return "403"
    return "allowed" if _is_found_by_the_room(house, endpoint, path) else "404"


def _is_found_by_the_room(house: FullHouse, endpoint: str, path: Address) -> bool:
    """Whether the numbers the guard does not load belong to the object the rest of the address names."""
    looked_up = {name: value for name, value in path.items() if name in LOOKED_UP_BY_THE_ROOM}
    named = {
        name: value for name, value in path.items() if name not in LOOKED_UP_BY_THE_ROOM and name in _NUMBERS
    }
    return not looked_up or any(
        all(_of(numbers, endpoint, name) == value for name, value in (looked_up | named).items())
        for kind, numbers in house.objects.items()
        if named or kind != "other mission"
    )


_NUMBERS = {"project_id", "person_id", "panel_id", "report_id"}


def _of(numbers: Address, endpoint: str, name: str) -> int | str | None:
    return numbers.get(f"{endpoint}/{name}", numbers.get(name))


def _seen(status: int, location: str) -> str:
    if status in (404, 403):
        return str(status)
    if status == 401 or (status == 303 and (location.startswith("/sign-in") or location == "/b")):
        return "sign in"
    return f"fault {status}" if status >= 500 else "allowed"


def _addresses(rule: Rule, house: FullHouse) -> Iterator[tuple[str, Address]]:
    """The address filled in for each kind of object."""
    wanted = sorted(rule.arguments)

    def filled(numbers: Address) -> Address:
        words = {name: _of(WORDS, rule.endpoint, name) for name in wanted}
        found = {name: _of(numbers, rule.endpoint, name) or words[name] for name in wanted}
        return {name: ABSENT if value is None else value for name, value in found.items()}

    if not _is_of_an_object(rule):
        yield "no object", filled({})
        return
    seen: list[Address] = []
    own, foreign = house.objects["own"], house.objects["other mission"]
    # A part of another project under the address of an own one.
    mixed = foreign | {name: own[name] for name in ("project_id", "person_id")}
    for kind, numbers in {**house.objects, "mixed": mixed, "absent": {}}.items():
        path = filled(numbers)
        if path not in seen:
            seen.append(path)
            yield kind, path


def _is_of_an_object(rule: Rule) -> bool:
    return any(name.endswith("_id") or name in LOOKED_UP_BY_THE_ROOM for name in rule.arguments)


def _member(world: World, house: FullHouse) -> PageClient:
    """A browser in which a card of the own panel is signed in."""
    with world.reading() as session:
        card = session.scalars(
            select(models.MemberCard)
            .where(models.MemberCard.panel_id == house.objects["own"]["panel_id"])
            .limit(1)
        ).one()
    browser: PageClient = world.app.test_client()  # type: ignore[assignment]
    token = new_token()
    day = midnight(clock.now())
    with world.app.app_context(), unit_of_work(Actor(), clock.now()) as work:
        panels.open_card_session(work, card.id, hash_of(token), day)
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
        cookie.permanent = True
    return browser


def _browser(app: Flask, world: World, house: FullHouse, role: str) -> tuple[PageClient, Actor, str]:
    app.test_client_class = PageClient
    browser: PageClient = app.test_client()  # type: ignore[assignment]
    actor = Actor()
    if role == MEMBER:
        browser = _member(world, house)
        panel_id = int(house.objects["own"]["panel_id"])
        actor = Actor("member", "member", mission_id=world.mission_id, panel_id=panel_id)
    elif role != "nobody":
        browser.sign_in_as(world, role)
        actor = world.actor(role)
    return browser, actor, _csrf(app, browser)


@contextmanager
def nothing_is_kept() -> Iterator[None]:
    """Every change is refused at its commit, as by a constraint: the house stays whole for the next cell."""

    def refuse(session: Session) -> None:
        raise Refused(Refusal("database.refused", None, {"constraint": "the matrix keeps nothing"}))

    event.listen(Session, "before_commit", refuse)
    try:
        yield
    finally:
        event.remove(Session, "before_commit", refuse)


def _cells(app: Flask, world: World, house: FullHouse, role: str) -> Iterator[Cell]:
    browser, actor, token = _browser(app, world, house, role)
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        declared = declared_access(app, rule.endpoint)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            for kind, path in _addresses(rule, house):
                expected = _expected(app, house, actor, rule.endpoint, declared, path)
                with app.test_request_context():
                    url = app.url_for(rule.endpoint, **path)
                # Which mission to work in is the one thing that is asked for in a field and not in the address.
                data = {"csrf_token": token, "mission_id": world.mission_id} if method == "POST" else None
                with nothing_is_kept():
                    answer = browser.open(url, method=method, data=data)
                answer.close()
                seen = _seen(answer.status_code, answer.location or "")
                if expected == "allowed" and _is_fine(answer.status_code, declared.permission):
                    seen = "allowed"
                yield Cell(role, method, rule.endpoint, kind, expected, seen)
                if rule.endpoint in ENDS_THE_SESSION:
                    browser, actor, token = _browser(app, world, house, role)


def _is_fine(status: int, permission: Permission) -> bool:
    """A page open to all may say 404 of a token it does not know, or send a reader on to sign in."""
    return permission is KernelPermission.PUBLIC_READ and status in (303, 404)


def test_no_number_of_any_address_is_forgotten(app: Flask, full_house: FullHouse) -> None:
    house = full_house
    for rule in app.url_map.iter_rules():
        for kind in ("own", "other mission") if _is_of_an_object(rule) else ():
            for name in rule.arguments:
                filled = _of(house.objects[kind], rule.endpoint, name) or WORDS.get(name)
                assert filled is not None, f"{rule.rule}: tests/factories/full.py gives no {name}"
        for name, converter in rule._converters.items():
            assert name in WORDS or not isinstance(converter, UnicodeConverter), (
                f"{rule.rule}: no word for {name}"
            )


@pytest.mark.parametrize("roles", [("nobody", *SOMEONE[:6]), (*SOMEONE[6:], MEMBER)], ids=["first", "second"])
def test_every_role_at_every_address_on_every_object(
    app: Flask, world: World, full_house: FullHouse, roles: tuple[str, ...]
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.testing = False
    wrong: list[Cell] = []
    counted: Counter[str] = Counter()
    for role in roles:
        for cell in _cells(app, world, full_house, role):
            counted[cell.expected] += 1
            if cell.seen != cell.expected:
                wrong.append(cell)
    total = sum(counted.values())
    print(f"access matrix: {total} cells ({dict(counted)}), {len(wrong)} violations")
    assert wrong == []
    assert min(counted["allowed"], counted["403"], counted["404"]) > 100


def test_an_ended_role_and_a_disabled_person_are_out_at_the_next_click(app: Flask, world: World) -> None:
    app.test_client_class = PageClient
    browser: PageClient = app.test_client()  # type: ignore[assignment]
    browser.sign_in_as(world, "programme_manager")
    assert browser.get("/projects").status_code == 200

    def end(work):  # type: ignore[no-untyped-def]
        person_id = world.person_id("programme_manager")
        for grant in work.session.scalars(select(models.Grant).where(models.Grant.person_id == person_id)):
            grant.ended_at = work.now
            work.record("grant.ended", grant)

    world.do("administrator", end)
    assert browser.get("/projects").status_code in (403, 404)

    def disable(work):  # type: ignore[no-untyped-def]
        person = world.person(work.session, "programme_manager")
        person.disabled_at = work.now
        work.record("person.disabled", person)

    world.do("administrator", disable)
    assert browser.get("/projects").status_code == 303


def test_the_scope_of_a_list_says_the_same_as_the_permission(
    app: Flask, world: World, full_house: FullHouse
) -> None:
    from qip_tracker.queries.project import scopes

    compared = 0
    for role in (*SOMEONE, "system"):
        with app.app_context():
            session = db.session()
            actor = Actor(kind="system", key="system") if role == "system" else world.actor(role)
            rows = session.execute(select(*PROJECT_COLUMNS)).all()
            for permission in (
                ProjectPermission.PROJECT_VIEW,
                SelectionPermission.PROJECT_SCREEN,
                SelectionPermission.PROJECT_DECIDE,
            ):
                listed = set(
                    session.scalars(select(models.Project.id).where(scopes.projects(actor, permission)))
                )
                for row in rows:
                    deleted = session.get_one(models.Project, row.id).deleted_at is not None
                    subject = replace(subject_of_project("project", row))
                    compared += 1
                    assert (row.id in listed) == (can(actor, permission, subject) and not deleted), (
                        role,
                        permission,
                    )
    print(f"scope == predicate: {compared} comparisons, 0 differences")
