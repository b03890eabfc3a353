"""Every kind of answer carries every header, every change wants its token, and no answer leads to another site."""

import gc
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask, abort
from sqlalchemy.exc import OperationalError

from qip_tracker.app import create_app
from qip_tracker.domain.kernel.permissions import KernelPermission
from qip_tracker.models import AuditEvent
from qip_tracker.settings import Settings
from qip_tracker.weblib import guard
from qip_tracker.weblib.pages.frame import local_path
from qip_tracker.weblib.request.headers import FIXED
from tests.factories.full import FullHouse, a_full_house
from tests.factories.world import World
from tests.page_client import PageClient, hidden_inputs
from tests.properties.forms_found import unsafe_rules

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ELSEWHERE = (
    "https://enemy.example",
    "http://enemy.example/projects",
    "//enemy.example",
    "///enemy.example",
    "////enemy.example",
    "/\\enemy.example",
    "\\/enemy.example",
    "\\\\enemy.example",
    "/\t/enemy.example",
    "/\n/enemy.example",
    "\t//enemy.example",
    " //enemy.example",
    "/ /../..//enemy.example\\",
    "https:enemy.example",
    "https:/enemy.example",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "enemy.example",
    "@enemy.example",
    "http://localhost@enemy.example",
    "%2f%2fenemy.example",
    "/\x00//enemy.example",
    "/%09/enemy.example\r\nLocation: //enemy.example",
    "",
)
HOSTS = (
    "enemy.example",
    "localhost.enemy.example",
    "enemy.example:80",
    "localhost@enemy.example",
    "127.0.0.1.nip.example",
    "localhost, enemy.example",
)

# A ballot sent again from a telephone without its session carries a signed receipt in place of the token.
WITHOUT_A_TOKEN = {"evaluations.cast"}


@pytest.fixture
def strict(own_app: Flask) -> Flask:
    """The application as strangers meet it: faults are pages; with a page for each kind of fault."""
    app = own_app
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.testing = False
    app.test_client_class = PageClient

    def away() -> str:
        raise OperationalError("SELECT 1", {}, Exception("database is locked"))

    def fault() -> str:
        raise RuntimeError("a fault of ours")

    for path, view in {
        "fault": fault,
        "away": away,
        "teapot": lambda: abort(429),
        "gone": lambda: abort(409),
    }.items():
        app.add_url_rule(f"/-{path}", f"-{path}", guard.access(KernelPermission.PUBLIC_READ)(view))
    return app


def _requests(project_id: object, report_id: object) -> dict[int, list[tuple[str, str, dict[str, object]]]]:
    """Status to requests that end in it, sent by an administrator or the officer of the project."""
    asset = "/static/css/app.css"
    return {
        200: [
            ("GET", "/projects", {}),
            ("HEAD", "/projects", {}),
            ("OPTIONS", "/projects", {}),
            ("GET", asset, {}),
            ("HEAD", asset, {}),
            ("OPTIONS", asset, {}),
            ("GET", "/projects/export.csv", {}),
            ("GET", "/projects/export.xlsx", {}),
            ("GET", f"/projects/{project_id}/reports/{report_id}.pdf", {}),
            ("GET", "/health", {}),
        ],
        206: [("GET", asset, {"headers": {"Range": "bytes=0-9"}})],
        303: [("GET", "/language/fr", {}), ("POST", "/sign-out", {"data": {}})],
        400: [
            ("POST", "/projects/new", {"data": {"title": "a"}}),
            ("GET", "/sign-in", {"headers": {"Host": "x.example"}}),
        ],
        403: [
            ("GET", "/people", {}),
            ("POST", "/sign-out", {"headers": {"Sec-Fetch-Site": "cross-site"}, "data": {}}),
        ],
        404: [("GET", "/nowhere", {}), ("GET", f"{asset}x", {}), ("GET", "/projects/2000000000", {})],
        405: [("DELETE", "/projects", {}), ("POST", asset, {"data": {}})],
        409: [("GET", "/-gone", {})],
        413: [("POST", "/projects/new", {"data": {"title": "a" * 3_000_000}})],
        416: [("GET", asset, {"headers": {"Range": "bytes=99999999-"}})],
        422: [("POST", "/projects/new", {"data": {}})],
        429: [("GET", "/-teapot", {})],
        500: [("GET", "/-fault", {})],
        503: [("GET", "/-away", {})],
    }


# Werkzeug leaves the file of an impossible range to the collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_kind_of_answer_carries_every_header(strict: Flask) -> None:
    from qip_tracker.adapters import clock

    world = World(strict, clock.now())
    own = a_full_house(world).objects["own"]
    seen, statuses = 0, set()
    for status, requests in _requests(own["project_id"], own["report_id"]).items():
        for method, url, more in requests:
            browser: PageClient = strict.test_client()  # type: ignore[assignment]
            browser.sign_in_as(world, "programme_officer")
            sent = dict(more)
            if "data" in sent and status != 400:
                sent["data"] = {**browser.tokens("/projects/new"), **sent["data"]}  # type: ignore[dict-item]
            answer = browser.open(url, method=method, **sent)
            answer.close()
            assert answer.status_code == status, (method, url)
            _check(answer.headers, url, status)
            seen, statuses = seen + 1, statuses | {status}
    tag = strict.test_client().get("/static/css/app.css")
    tag.close()
    unchanged = strict.test_client().get(
        "/static/css/app.css", headers={"If-None-Match": tag.headers["ETag"]}
    )
    assert unchanged.status_code == 304
    _check(unchanged.headers, "/static/css/app.css", 304)
    unchanged.close()
    gc.collect()
    print(f"headers: {seen + 1} answers of {len(statuses) + 1} statuses, 0 findings")


def _check(headers: object, url: str, status: int) -> None:
    get: Callable[[str], str | None] = headers.get  # type: ignore[attr-defined]
    policy = dict(part.strip().split(" ", 1) for part in (get("Content-Security-Policy") or "").split(";"))
    assert policy == DIRECTIVES, (url, status)
    for name, value in FIXED.items():
        assert get(name) == value, (url, status, name)
    assert "Server" not in headers and "X-Powered-By" not in headers  # type: ignore[operator]
    if url.startswith("/static") and status in (200, 206, 304):
        assert "no-store" not in (get("Cache-Control") or "")
    else:
        assert get("Cache-Control") == "no-store", (url, status, get("Cache-Control"))
    for cookie in headers.getlist("Set-Cookie"):  # type: ignore[attr-defined]
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
        assert "Domain=" not in cookie


def test_cookies_of_production_are_bound_to_the_host(settings: Settings) -> None:
    made = create_app(
        replace(
            settings,
            environment="production",
            external_url="https://qip.example.org",
            trusted_hosts=("qip.example.org",),
        )
    )
    browser = made.test_client()
    answer = browser.get("/sign-in", base_url="https://qip.example.org")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-session=")
    assert all(flag in cookie for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_no_change_without_its_token(app: Flask, world: World, full_house: FullHouse) -> None:
    """Every unsafe route without a token and with another session's: refused before anything is looked at."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.test_client_class = PageClient
    objects = full_house.objects["own"]
    browser: PageClient = app.test_client()  # type: ignore[assignment]
    stranger: PageClient = app.test_client()  # type: ignore[assignment]
    theirs = stranger.tokens("/sign-in")["csrf_token"]
    browser.sign_in_as(world, "administrator")
    with world.reading() as session:
        before = session.query(AuditEvent).count()
    refused = 0
    rules = [rule for rule in unsafe_rules(app) if rule.endpoint not in WITHOUT_A_TOKEN]
    for rule in rules:
        words = {
            "token": "x",
            "stage": "design",
            "kind": "donor_report",
            "key": "ceiling_usd_minor",
            "row_id": 1,
        }
        with app.test_request_context():
            url = app.url_for(
                rule.endpoint, **{name: {**words, **objects}.get(name, 1) for name in rule.arguments}
            )
        for data in ({}, {"csrf_token": ""}, {"csrf_token": theirs}, {"csrf_token": "a.b.c"}):
            answer = browser.post(url, data=data)
            assert answer.status_code == 400, (rule.rule, data)
            refused += 1
    with world.reading() as session:
        assert session.query(AuditEvent).count() == before
    print(
        f"tokens: {len(rules)} unsafe routes, {refused} posts refused, {len(WITHOUT_A_TOKEN)} exception,"
        " nothing changed"
    )


@pytest.mark.parametrize("host", HOSTS)
def test_another_host_is_refused(app: Flask, host: str) -> None:
    answer = app.test_client().get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400
    assert "enemy" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-For",
        "X-Forwarded-Prefix",
        "Forwarded",
        "X-Original-URL",
    ],
)
def test_what_a_client_says_of_a_proxy_is_not_believed(app: Flask, header: str) -> None:
    plain = app.test_client().get("/projects")
    answer = app.test_client().get("/projects", headers={header: "enemy.example"})
    assert (
        (answer.status_code, answer.location)
        == (plain.status_code, plain.location)
        == (303, "/sign-in?next=/projects")
    )
    page = app.test_client().get("/sign-in", headers={header: "enemy.example"})
    assert "enemy.example" not in page.get_data(as_text=True)


@pytest.mark.parametrize("target", ELSEWHERE, ids=ascii)
def test_no_answer_leads_to_another_site(app: Flask, target: str) -> None:
    answer = app.test_client().get("/language/fr", query_string={"next": target})
    assert answer.location == "/"
    assert local_path(target) is None
    page = app.test_client().get("/sign-in", query_string={"next": target})
    assert hidden_inputs(page.get_data(as_text=True)).get("next", "") == ""


def test_a_path_of_ours_is_kept() -> None:
    assert local_path("/projects?state=active&page=2") == "/projects?state=active&page=2"
