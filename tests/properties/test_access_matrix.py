"""Every role x every address x own, foreign, deleted and absent objects: generated from the routes themselves.

What is expected is worked out from the map of permissions and the rows, without the guard; what is seen is the
answer over the wire. 404 before 403: what may not be seen is answered like what is not there.
"""

from collections import Counter
from dataclasses import dataclass, replace

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from qip_tracker import models
from qip_tracker.access import NOTHING, Actor, Permission, Subject, can
from qip_tracker.domain.refusals import NotVisible
from qip_tracker.extensions import db
from qip_tracker.queries import subjects
from qip_tracker.weblib.guard import declared_access
from tests.factories.full import FullHouse, a_full_house
from tests.factories.world import World
from tests.page_client import PageClient

# Pages that end the session that asks for them are asked by a session of their own.
ENDS_THE_SESSION = {"accounts.sign_out", "evaluations.ballot"}
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
    app: Flask, actor: Actor, permission: Permission, kind: str | None, path: dict[str, object]
) -> str:
    """The verdict from the rows and the map alone."""
    if permission is Permission.PUBLIC_READ:
        return "allowed"
    if not actor.is_signed_in:
        return "sign in"
    with app.app_context():
        subject: Subject = NOTHING
        if kind:
            try:
                subject = subjects.load(db.session(), actor, kind, path)
            except NotVisible:
                return "404"
        return "allowed" if can(actor, permission, subject) else "403"


def _seen(status: int, location: str) -> str:
    if status in (404, 403):
        return str(status)
    if status == 303 and (location.startswith("/sign-in") or location == "/b"):
        return "sign in"
    return f"fault {status}" if status >= 500 else "allowed"


def _paths(rule, house: FullHouse):  # type: ignore[no-untyped-def]
    """The address filled in for each kind of object; (name, arguments)."""
    wanted = sorted(rule.arguments)
    fixed = {"filename": "css/app.css", "code": "fr", "token": "no-such-token", "fingerprint": "0" * 64}
    if not any(name.endswith("_id") for name in wanted):
        yield "no object", {name: fixed.get(name, "x") for name in wanted}
        return
    for name, numbers in house.objects.items():
        yield name, {arg: numbers.get(arg, fixed.get(arg, ABSENT)) for arg in wanted}
    own = house.objects["own"]
    absent = {arg: (ABSENT if arg.endswith("_id") else fixed.get(arg, "x")) for arg in wanted}
    yield "absent", absent
    if len([arg for arg in wanted if arg.endswith("_id")]) > 1:
        # A part of another project under the address of an own one.
        foreign = house.objects["other mission"]
        yield "mixed", {arg: (own if arg == "project_id" else foreign).get(arg, ABSENT) for arg in wanted}


def _browser(app: Flask, world: World, role: str) -> tuple[PageClient, Actor]:
    app.test_client_class = PageClient
    browser: PageClient = app.test_client()  # type: ignore[assignment]
    if role == "nobody":
        return browser, Actor()
    browser.sign_in_as(world, role)
    return browser, world.actor(role)


def test_every_role_at_every_address_on_every_object(app: Flask, world: World) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    house = a_full_house(world)
    wrong: list[Cell] = []
    counted: Counter[str] = Counter()
    for role in ("nobody", *SOMEONE):
        browser, actor = _browser(app, world, role)
        token = _csrf(app, browser)
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
            declared = declared_access(app, rule.endpoint)
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                for name, path in _paths(rule, house):
                    if rule.endpoint in ENDS_THE_SESSION:
                        browser, actor = _browser(app, world, role)
                        token = _csrf(app, browser)
                    expected = _expected(app, actor, declared.permission, declared.subject, path)
                    with app.test_request_context():
                        url = app.url_for(rule.endpoint, **path)
                    data = {"csrf_token": token} if method == "POST" else None
                    answer = browser.open(url, method=method, data=data)
                    seen = _seen(answer.status_code, answer.location or "")
                    answer.close()
                    counted[expected] += 1
                    if seen != expected and not _is_fine(expected, answer.status_code, declared.permission):
                        wrong.append(
                            Cell(role, method, rule.endpoint, name, expected, f"{seen} {answer.status_code}")
                        )
    total = sum(counted.values())
    print(f"access matrix: {total} cells ({dict(counted)}), {len(wrong)} violations")
    assert wrong == []
    assert total > 1_000


def _is_fine(expected: str, status: int, permission: Permission) -> bool:
    """A page open to all may say 404 of a token it does not know, or send a reader on to sign in."""
    return expected == "allowed" and permission is Permission.PUBLIC_READ and status in (303, 404)


def test_an_ended_role_and_a_disabled_person_are_out_at_the_next_click(app: Flask, world: World) -> None:
    browser, _actor = _browser(app, world, "programme_manager")
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


def test_the_scope_of_a_list_says_the_same_as_the_permission(app: Flask, world: World) -> None:
    from qip_tracker.queries import scopes

    a_full_house(world)
    compared = 0
    for role in (*SOMEONE, "system"):
        with app.app_context():
            session = db.session()
            actor = Actor(kind="system", key="system") if role == "system" else world.actor(role)
            rows = session.execute(select(*subjects.PROJECT_COLUMNS)).all()
            for permission in (Permission.PROJECT_VIEW, Permission.PROJECT_SCREEN, Permission.PROJECT_DECIDE):
                listed = set(
                    session.scalars(select(models.Project.id).where(scopes.projects(actor, permission)))
                )
                for row in rows:
                    deleted = session.get_one(models.Project, row.id).deleted_at is not None
                    subject = replace(subjects._project_subject("project", row))
                    compared += 1
                    assert (row.id in listed) == (can(actor, permission, subject) and not deleted), (
                        role,
                        permission,
                    )
    print(f"scope == predicate: {compared} comparisons, 0 differences")
