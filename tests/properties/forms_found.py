"""Every form of the house as it stands on its page, found from the routes and the pages, so that a new one is in.

doors = all_doors(house)      # one for each unsafe route: who may use it, at which address, with which controls
"""

from collections.abc import Iterator
from itertools import product, takewhile
from urllib.parse import urljoin, urlsplit

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.routing import Rule

from qip_tracker import models
from qip_tracker.access import NOTHING, Actor, Subject, can
from qip_tracker.adapters import clock
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.permissions import KernelPermission
from qip_tracker.domain.kernel.refusals import NotVisible
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.queries import subjects
from qip_tracker.services.community import panels
from qip_tracker.services.people import grants, invitations
from qip_tracker.services.project import holds
from qip_tracker.services.selection import screening
from qip_tracker.weblib.guard import declared_access
from qip_tracker.weblib.request.session_user import hash_of, midnight, new_token
from tests.factories import projects as drafts
from tests.factories import running
from tests.factories.full import FullHouse, a_full_house
from tests.factories.panels import a_panel, an_open_round, give_secret
from tests.factories.world import World
from tests.page_client import PageClient
from tests.properties.forms_read import LETTERS, SECRET, Door, Forms

ROLES = (
    "programme_officer",
    "programme_manager",
    "administrator",
    "facilitator",
    "certifying_officer.second",
    "certifying_officer",
    "approving_officer",
    "committee_member.chair",
    "head_of_mission",
    "partner",
    "auditor",
    "donor",
)
MEMBER, NOBODY_YET = "panel member", "nobody"
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
Address = dict[str, int | str]
# Where a part of an address is a word, one that leads far.
WORDS: Address = {
    "filename": "css/app.css",
    "code": "fr",
    "printed": "0" * 64,
    "stage": "handover",
    "kind": "donor_report",
    "project_list.export/kind": "csv",
    "key": "ceiling_usd_minor",
}


class Furnished:
    """The full house and projects at every gate, as they stand in a database that `House` sees a copy of."""

    def __init__(self, app: Flask) -> None:
        self.world = World(app, clock.now())
        self.full: FullHouse = a_full_house(self.world)
        own = self.full.objects["own"]
        self.objects = [own, *(own | {"project_id": one} | self._parts(one) for one in self._at_gates())]
        self.panel = a_panel(self.world, running.a_running_project(self.world))
        an_open_round(self.world, self.panel)
        give_secret(self.world, self.panel, 3, SECRET)
        self.objects.append(own | self._parts(self.panel.project_id))
        self.objects.append(self.full.objects["own, not released"])
        self.objects.append(own | {"person_id": self._disabled()})
        self.token = self._invitation_token()

    def _at_gates(self) -> Iterator[int]:
        world = self.world
        yield drafts.a_complete_draft(world)
        yield drafts.a_submitted_project(world)
        yield drafts.a_screened_project(world)
        yield running.an_approved_project(world)
        for upto in ("request", "clear", "certify", "approve"):
            project_id = running.an_agreed_project(world)
            running.sign_tranche(world, project_id, 1, upto)
            yield project_id
        yield running.an_agreed_project(world)
        ready = running.a_running_project(world)
        running.a_finished_site(world, ready)
        yield ready
        yield running.a_completed_project(world)
        yield running.a_closable_project(world)
        judged = drafts.a_submitted_project(world)
        world.do("programme_manager", lambda work: screening.give(work, drafts.all_opinions(work, judged)))
        yield judged
        yield drafts.an_approved_project(world, conditions=("A letter of the town hall on the land",))
        held = running.a_running_project(world)
        stop = holds.HoldProject(held, "insecurity", "The road is closed.", world.now.date())
        world.do("programme_manager", lambda work: holds.hold(work, stop))
        yield held

    def _disabled(self) -> int:
        person_id = self.world.person_id("committee_member.engineering")
        self.world.do("administrator", lambda work: grants.disable(work, person_id))
        return person_id

    def _parts(self, project_id: int) -> Address:
        columns = {
            "tranche_id": models.Tranche.id,
            "milestone_id": models.Milestone.id,
            "visit_id": models.Visit.id,
            "co_owner_id": models.CoOwner.id,
            "panel_id": models.ProjectPanel.panel_id,
            "round_id": models.Round.id,
        }
        found: Address = {"project_id": project_id}
        condition = select(models.Condition.id).join(models.Decision)
        with self.world.reading() as session:
            for name, column in columns.items():
                part = session.scalars(
                    select(column).where(column.class_.project_id == project_id).order_by(column).limit(1)
                ).one_or_none()
                if part is not None:
                    found[name] = part
            part = session.scalars(condition.where(models.Decision.project_id == project_id)).first()
            if part is not None:
                found["condition_id"] = part
        return found

    def _invitation_token(self) -> str:
        token = new_token()
        role = grants.RoleGiven("auditor")
        command = invitations.Invite(self.world.mission_id, "Awa", role, hash_of(token))
        self.world.do("administrator", lambda work: invitations.invite(work, command))
        return token


class House:
    """What `Furnished` made, in a copy of its database, and one browser for each role."""

    def __init__(self, app: Flask, made: Furnished) -> None:
        self.app = app
        self.world, self.panel, self.token = made.world.seen_by(app), made.panel, made.token
        self.objects = [dict(numbers) for numbers in made.objects]
        self._browsers: dict[str, PageClient] = {}
        self._cookies: dict[str, str] = {}
        self._subjects: dict[tuple[object, ...], Subject | None] = {}
        self.actors = {role: self.world.actor(role) for role in ROLES} | {
            NOBODY_YET: Actor(),
            MEMBER: Actor("member", "member", mission_id=self.world.mission_id, panel_id=self.panel.id),
        }

        for role in self.actors:
            self.browser(role)

    def browser(self, role: str, *, anew: bool = False) -> PageClient:
        """A browser in which this role is signed in and whose CSRF token is known; `anew` puts its cookie back."""
        self.app.test_client_class = PageClient
        if role not in self._cookies:
            browser: PageClient = self.app.test_client()  # type: ignore[assignment]
            if role == MEMBER:
                self._prove_card(browser)
            elif role != NOBODY_YET:
                browser.sign_in_as(self.world, role)
            with browser.session_transaction() as cookie:
                cookie["csrf_token"] = LETTERS
            self._browsers[role] = browser
            kept = browser.get_cookie("session")
            assert kept is not None
            self._cookies[role] = kept.value
        if anew:
            self._browsers[role] = self.app.test_client()  # type: ignore[assignment]
            self._browsers[role].set_cookie("session", self._cookies[role])
        return self._browsers[role]

    def _prove_card(self, browser: PageClient) -> None:
        token = new_token()
        card_id = self.panel.cards[3]
        with self.app.app_context(), unit_of_work(Actor(), clock.now()) as work:
            panels.open_card_session(work, card_id, hash_of(token), midnight(clock.now()))
        with browser.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
            cookie.permanent = True

    def drawn_anew(self, door: Door) -> Door:
        """The same form as its page draws it now: with the version of the row as it is."""
        doors: dict[str, Door] = {}
        if door.page:
            _read(self, door.role, door.page, doors, set())
        fresh = doors.get(door.endpoint, door)
        return fresh if fresh.url == door.url else door

    def csrf(self) -> str:
        """The token that belongs to `LETTERS`."""
        return URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps(LETTERS)  # type: ignore[arg-type]

    def who_may(self, rule: Rule) -> Iterator[tuple[str, Address]]:
        """(role, object) for each role that may use the route on one of the objects."""
        declared = declared_access(self.app, rule.endpoint)
        if declared.permission is KernelPermission.PUBLIC_READ:
            yield from product((NOBODY_YET, MEMBER, ROLES[0]), self.objects[:1])
            return
        roles = (MEMBER,) if declared.permission is CommunityPermission.BALLOT_CAST else ROLES
        for objects, role in product(self.objects, roles):
            subject = self._subject(role, declared.subject, objects) if declared.subject else NOTHING
            if subject is not None and can(self.actors[role], declared.permission, subject):
                yield role, objects

    def _subject(self, role: str, kind: str, objects: Address) -> Subject | None:
        key = (role, kind, tuple(sorted(objects.items(), key=str)))
        if key not in self._subjects:
            with self.app.app_context():
                try:
                    found = subjects.load(db.session(), self.actors[role], kind, objects)
                except (NotVisible, KeyError):
                    found = None
            self._subjects[key] = found
        return self._subjects[key]

    def url(self, rule: Rule, objects: Address) -> str:
        """The address of a route for one object."""
        values = {}
        for name in rule.arguments:
            key = f"{rule.endpoint}/{name}"
            known = {**WORDS, "token": self.token, **objects}
            values[name] = known.get(key, known.get(name, 1))
        with self.app.test_request_context():
            return self.app.url_for(rule.endpoint, **values)

    def endpoint_of(self, address: str) -> str | None:
        """Which unsafe route a form leads to."""
        try:
            return self.app.url_map.bind("localhost").match(urlsplit(address).path, method="POST")[0]
        except Exception:  # noqa: BLE001 - not one of ours
            return None


def unsafe_rules(app: Flask) -> list[Rule]:
    """Every route that may change something."""
    return sorted((rule for rule in app.url_map.iter_rules() if (rule.methods or set()) & UNSAFE), key=str)


def all_doors(house: House) -> list[Door]:
    """One door for each unsafe route: with its form where one of the pages shows it."""
    doors: dict[str, Door] = {}
    seen: set[tuple[str, str]] = set()
    rules = unsafe_rules(house.app)
    shown = [rule for rule in house.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    for rule in rules:
        for role, objects in house.who_may(rule):
            url = house.url(rule, objects)
            if rule.endpoint not in doors:
                doors[rule.endpoint] = Door(rule.endpoint, url, role)
            for page in [url] if "GET" in (rule.methods or ()) else _above(house, rule, shown, objects):
                if not doors[rule.endpoint].page:
                    _read(house, role, page, doors, seen)
            if doors[rule.endpoint].page:
                break
    return [doors[rule.endpoint] for rule in rules]


def _above(house: House, wanted: Rule, shown: list[Rule], objects: Address) -> Iterator[str]:
    """The pages a button may stand on, the likeliest first: those of its room, then those above it by address."""
    # The pages of a card end the session of a signed-in person.
    near = [
        one
        for one in shown
        if one.arguments <= wanted.arguments and _is_on_phone(one) == _is_on_phone(wanted)
    ]

    def distance(one: Rule) -> tuple[object, ...]:
        is_elsewhere = _room(one) != _room(wanted)
        parts = zip(one.rule.split("/"), wanted.rule.split("/"), strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], parts)) if is_elsewhere else 0
        return (one.rule != wanted.rule, is_elsewhere, -shared, -len(one.arguments), len(one.rule))

    for rule in sorted(near, key=distance)[:14]:
        yield house.url(rule, objects)


def _room(rule: Rule) -> str:
    return rule.endpoint.partition(".")[0]


def _is_on_phone(rule: Rule) -> bool:
    return rule.rule.startswith("/b")


def _read(house: House, role: str, url: str, doors: dict[str, Door], seen: set[tuple[str, str]]) -> None:
    if (role, url) in seen:
        return
    seen.add((role, url))
    answer = house.browser(role).get(url)
    if answer.status_code != 200 or answer.mimetype != "text/html":
        answer.close()
        return
    for action, controls in Forms(answer.get_data(as_text=True)).found:
        address = urljoin(url, action)
        endpoint = house.endpoint_of(address)
        known = doors.get(endpoint or "")
        if endpoint and (known is None or not known.page or len(controls) > len(known.controls)):
            doors[endpoint] = Door(endpoint, address, role, url, controls)
