"""A member's way: card, questions, sent. On a small telephone, a bad line, and when things go wrong."""

import gzip
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import func, select

from qip_tracker.adapters import clock
from qip_tracker.domain.community.disclosure import DIMENSIONS
from qip_tracker.i18n import LANGUAGES
from qip_tracker.models import (
    AuditEvent,
    Ballot,
    FormToken,
    OpenComment,
    RollEntry,
    Round,
    SignInSession,
    Throttle,
)
from tests.factories.panels import PanelMade, a_panel, a_project, an_open_round, give_secret, some_answers
from tests.factories.world import World
from tests.page_client import PageClient, hidden_inputs

ANSWERS = {code: str(answer) for code, answer in some_answers(1).items()}
LIMIT = 15_000


@pytest.fixture
def today(app: Flask) -> World:
    """A world whose day is the day the pages see."""
    return World(app, clock.now())


@pytest.fixture
def panel(today: World) -> PanelMade:
    """A panel with an open round; card 3 has a secret."""
    made = a_panel(today, a_project(today))
    an_open_round(today, made)
    give_secret(today, made, 3)
    return made


@pytest.fixture
def phone(app: Flask) -> PageClient:
    """A telephone nobody has signed in on."""
    app.test_client_class = PageClient
    return app.test_client()  # type: ignore[return-value]


def numbers(panel: PanelMade, secret: str = "482199301175", number: str = "3") -> dict[str, str]:
    return {"panel": panel.code, "number": number, "secret": secret}


def at_the_questions(phone: PageClient, panel: PanelMade) -> dict[str, str]:
    """Prove the card; the hidden inputs of the questions."""
    answer = phone.submit("/b", numbers(panel))
    assert (answer.status_code, answer.location) == (303, "/b/ballot")
    return hidden_inputs(phone.get("/b/ballot").get_data(as_text=True))


def stored(world: World) -> list[str]:
    with world.reading() as session:
        return list(session.scalars(select(Ballot.answers)))


def test_card_questions_sent(today: World, phone: PageClient, panel: PanelMade) -> None:
    hidden = at_the_questions(phone, panel)
    answer = phone.post("/b/ballot", data={**hidden, **ANSWERS, "RSP": "dont_know", "comment": "More light."})
    assert (answer.status_code, answer.location) == (303, "/b/sent")
    assert phone.get("/b/sent").status_code == 200
    assert len(stored(today)) == 1
    assert '"RSP":"dont_know"' in stored(today)[0]
    with today.reading() as session:
        assert session.scalars(select(OpenComment.text)).all() == ["More light."]
        assert session.scalar(select(func.count()).where(RollEntry.has_voted)) == 1
        assert session.scalar(select(func.count()).select_from(SignInSession)) == 0


def test_every_question_may_be_left_out(today: World, phone: PageClient, panel: PanelMade) -> None:
    hidden = at_the_questions(phone, panel)
    assert phone.post("/b/ballot", data={**hidden, "SAF": "2"}).location == "/b/sent"
    assert stored(today) == ['{"SAF":2}']


def test_an_empty_ballot_is_asked_back(today: World, phone: PageClient, panel: PanelMade) -> None:
    hidden = at_the_questions(phone, panel)
    answer = phone.post("/b/ballot", data=hidden)
    assert answer.status_code == 422
    assert "Answer at least one question" in answer.get_data(as_text=True)
    assert stored(today) == []
    assert (
        phone.post("/b/ballot", data={**hidden_inputs(answer.get_data(as_text=True)), "SAF": "1"}).location
        == "/b/sent"
    )


def test_the_comment_stands_before_the_scales_and_nothing_is_chosen(
    phone: PageClient, panel: PanelMade
) -> None:
    at_the_questions(phone, panel)
    html = phone.get("/b/ballot").get_data(as_text=True)
    assert html.index("<textarea") < html.index("<fieldset")
    assert html.count("<fieldset") == 9
    assert " checked" not in html and " required" not in html
    assert "<script" not in html and "form_token" not in html


@pytest.mark.parametrize("secret", ["482199301175", "4821 9930 1175", "٤٨٢١ ٩٩٣٠ ١١٧٥", "۴۸۲۱-۹۹۳۰-۱۱۷۵"])
def test_the_secret_in_any_figures(phone: PageClient, panel: PanelMade, secret: str) -> None:
    assert phone.submit("/b", numbers(panel, secret)).status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [{"panel": "999999"}, {"number": "4"}, {"number": "99"}, {"number": "x"}, {"secret": "482199301176"}],
)
def test_whatever_is_wrong_the_words_are_the_same(
    phone: PageClient, panel: PanelMade, wrong: dict[str, str]
) -> None:
    answer = phone.submit("/b", {**numbers(panel), **wrong})
    assert answer.status_code == 422
    assert "The panel, the number or the secret is not right." in unescape(answer.get_data(as_text=True))


def test_the_sixth_try_waits_even_with_the_right_secret(phone: PageClient, panel: PanelMade) -> None:
    for _try in range(5):
        phone.submit("/b", numbers(panel, "111111111111"))
    answer = phone.submit("/b", numbers(panel))
    assert answer.status_code == 422
    assert "Too many tries" in answer.get_data(as_text=True)


def test_the_code_on_the_card_fills_in_the_panel_and_no_more(phone: PageClient, panel: PanelMade) -> None:
    html = phone.get(f"/b?panel={panel.code}&number=3&secret=1").get_data(as_text=True)
    assert f'value="{panel.code}"' in html
    assert 'value="3"' not in html and 'value="1"' not in html


def test_a_ballot_sent_twice_is_counted_once_and_answered_alike(
    today: World, phone: PageClient, panel: PanelMade
) -> None:
    hidden = at_the_questions(phone, panel)
    cookie = phone.get_cookie("session")
    assert cookie is not None
    sent = {**hidden, **ANSWERS}
    first = phone.post("/b/ballot", data=sent)
    # The answer was lost on the way: the telephone still has its old cookie and sends again.
    phone.set_cookie("session", cookie.value)
    again = phone.post("/b/ballot", data=sent)
    assert (first.status_code, first.location) == (again.status_code, again.location) == (303, "/b/sent")
    assert len(stored(today)) == 1


def test_twenty_copies_at_once_are_one_ballot_and_twenty_good_answers(
    today: World, phone: PageClient, panel: PanelMade, app: Flask
) -> None:
    hidden = at_the_questions(phone, panel)
    cookie = phone.get_cookie("session")
    assert cookie is not None

    def send(copy: int) -> str | None:
        one = app.test_client()
        one.set_cookie("session", cookie.value)
        return one.post("/b/ballot", data={**hidden, "SAF": str(1 + copy % 5)}).location

    with ThreadPoolExecutor(20) as threads:
        assert set(threads.map(send, range(20))) == {"/b/sent"}
    assert len(stored(today)) == 1


def test_a_member_whose_card_somebody_else_used_is_told(
    today: World, phone: PageClient, panel: PanelMade, app: Flask
) -> None:
    """Whoever printed the secret came first: the member is not thanked for answers that are not theirs."""
    thief: PageClient = app.test_client()  # type: ignore[assignment]
    thief.post("/b/ballot", data={**at_the_questions(thief, panel), **ANSWERS})
    phone.submit("/b", numbers(panel))
    answer = phone.get("/b/ballot")
    html = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 200 and answer.headers["Referrer-Policy"] == "no-referrer"
    assert "This card has answered already" in html and "somebody else has used your card" in html
    assert "Thank you" not in html and "<form" not in html
    assert phone.get("/b/ballot").location == "/b", "the session goes with the page"
    assert len(stored(today)) == 1


def test_two_phones_with_one_card_are_one_ballot_and_the_second_loses_nothing_unasked(
    today: World, phone: PageClient, panel: PanelMade, app: Flask
) -> None:
    hidden = at_the_questions(phone, panel)
    other: PageClient = app.test_client()  # type: ignore[assignment]
    at_the_questions(other, panel)
    asked = phone.post("/b/ballot", data={**hidden, "SAF": "1"})
    assert asked.status_code == 200 and "One more step" in asked.get_data(as_text=True)
    assert other.post("/b/ballot", data={**hidden, "SAF": "5"}).location == "/b/sent"
    again = {**hidden_inputs(asked.get_data(as_text=True)), "secret": numbers(panel)["secret"]}
    assert phone.post("/b/ballot", data=again).location == "/b/sent"
    assert stored(today) == ['{"SAF":5}']


def test_no_log_knows_that_anybody_came(
    today: World, phone: PageClient, panel: PanelMade, caplog: pytest.LogCaptureFixture
) -> None:
    """Every logger at its most talkative, on the good way and on each wrong one."""
    phone.environ_base["REMOTE_ADDR"] = "203.0.113.7"
    with caplog.at_level(logging.DEBUG):
        phone.submit("/b", numbers(panel, "111111111111"))
        phone.post("/b", data=numbers(panel))
        hidden = at_the_questions(phone, panel)
        phone.post("/b/ballot", data={**hidden, "SAF": "9", "comment": "Words of mine"})
        phone.post("/b/ballot", data={**hidden, "SAF": "2", "comment": "Words of mine"})
        phone.post("/b/ballot", data={**hidden, "SAF": "2", "comment": "Words of mine"})
        phone.get("/b/ballot")
    written = "\n".join(f"{record.name} {record.getMessage()} {record.exc_text}" for record in caplog.records)
    for given in ("203.0.113.7", panel.code, "Words of mine", "482199301175", hidden["receipt"], "/b"):
        assert given not in written


@pytest.mark.parametrize("words", ["a\x00b", "\ud800", "\u202e turned", "x" * 5000, "\r\n" * 900])
def test_strange_words_are_taken_or_asked_back(
    today: World, phone: PageClient, panel: PanelMade, words: str
) -> None:
    hidden = at_the_questions(phone, panel)
    body = urlencode({**hidden, "SAF": "2", "comment": words}, errors="surrogatepass")
    answer = phone.post("/b/ballot", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (303, 422)
    assert len(stored(today)) == (answer.status_code == 303)


def test_answers_written_while_the_session_ran_out_are_kept(
    today: World, phone: PageClient, panel: PanelMade, app: Flask
) -> None:
    hidden = at_the_questions(phone, panel)
    late = app.test_client()
    asked = late.post("/b/ballot", data={**hidden, **ANSWERS, "comment": "Ünd <b>light</b>"})
    assert asked.status_code == 200
    carried = hidden_inputs(asked.get_data(as_text=True))
    assert carried["comment"] == "Ünd <b>light</b>" and carried["SAF"] == ANSWERS["SAF"]
    assert stored(today) == []
    wrong = late.post("/b/ballot", data={**carried, "secret": "111111111111"})
    assert wrong.status_code == 422
    carried = hidden_inputs(wrong.get_data(as_text=True))
    assert late.post("/b/ballot", data={**carried, "secret": "482199301175"}).location == "/b/sent"
    assert len(stored(today)) == 1


@pytest.mark.parametrize("forged", ["", "0" * 32, "é" * 32])
def test_nobody_casts_without_a_receipt_of_ours(
    today: World, phone: PageClient, panel: PanelMade, forged: str
) -> None:
    hidden = at_the_questions(phone, panel)
    answer = phone.post("/b/ballot", data={**hidden, **ANSWERS, "receipt": forged})
    assert (answer.status_code, answer.location) == (303, "/b")
    assert stored(today) == []


def test_a_round_that_closed_meanwhile_gives_back_what_was_written(
    today: World, phone: PageClient, panel: PanelMade
) -> None:
    hidden = at_the_questions(phone, panel)

    def a_week_passes(work):  # type: ignore[no-untyped-def]
        row = work.session.scalars(select(Round)).one()
        row.opened_on = row.closes_on = work.today - timedelta(days=1)
        work.record("round.edited", row)

    today.do("system", a_week_passes)
    answer = phone.post("/b/ballot", data={**hidden, **ANSWERS, "comment": "Keep these words."})
    assert answer.status_code == 409
    html = answer.get_data(as_text=True)
    assert "Keep these words." in html and "There is nothing to answer now" in html
    assert stored(today) == []


def test_a_wrong_answer_keeps_everything_else(today: World, phone: PageClient, panel: PanelMade) -> None:
    hidden = at_the_questions(phone, panel)
    answer = phone.post("/b/ballot", data={**hidden, **ANSWERS, "SAF": "9", "comment": "Kept."})
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert "Kept." in html and html.count(" checked") == len(DIMENSIONS) - 1
    assert stored(today) == []


def test_leaving_forgets_at_once(phone: PageClient, panel: PanelMade) -> None:
    at_the_questions(phone, panel)
    shown = phone.get("/b/leave").get_data(as_text=True)
    assert "QIP" not in shown and "mission" not in shown.lower()
    assert phone.get("/b/ballot").location == "/b"


def test_a_withdrawn_card_is_out_at_the_next_click(today: World, phone: PageClient, panel: PanelMade) -> None:
    from qip_tracker.services.community import panels

    hidden = at_the_questions(phone, panel)
    command = panels.WithdrawCard(panel.project_id, panel.id, 3)
    today.do("facilitator", lambda work: panels.withdraw_card(work, command))
    assert phone.get("/b/ballot").location == "/b"
    assert phone.post("/b/ballot", data={**hidden, **ANSWERS}).location == "/b"
    assert stored(today) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_load_of_each_page_fits_a_village_line(
    phone: PageClient, panel: PanelMade, language: str
) -> None:
    """At most three requests and 15 kB on the wire for both pages together, in each language."""
    phone.get(f"/language/{language}")
    requests, weight = 0, 0
    asked = {"Accept-Encoding": "gzip"}
    at_the_questions(phone, panel)
    seen: set[str] = set()
    for url in (f"/b?panel={panel.code}", "/b/ballot"):
        answer = phone.get(url, headers=asked)
        assert answer.status_code == 200 and answer.headers["Content-Encoding"] == "gzip"
        requests, html = requests + 1, gzip.decompress(answer.data).decode()
        weight += len(answer.data) + len(str(answer.headers))
        for address in re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="([^"]+)"', html):
            # An empty icon lies in the page itself: it keeps the browser from asking for one.
            if address not in seen and not address.startswith("data:"):
                seen.add(address)
                requests += 1
                part = phone.get(unescape(address), headers=asked, buffered=True)
                assert part.status_code == 200
                weight += len(part.data) + len(str(part.headers))
    assert requests <= 3
    assert weight < LIMIT, f"{weight} bytes in {requests} requests"


@pytest.mark.parametrize("url", ["/b", "/b/ballot", "/b/sent", "/b/leave"])
def test_member_pages_say_nothing_and_are_kept_nowhere(phone: PageClient, panel: PanelMade, url: str) -> None:
    at_the_questions(phone, panel)
    answer = phone.get(url)
    html = answer.get_data(as_text=True)
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert title is not None
    for word in ("QIP", "UN", "mission", "panel", "ballot", "vote", "secret"):
        assert word.lower() not in title[1].lower().replace("questions", "").split()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_an_error_on_the_way_stays_neutral(phone: PageClient) -> None:
    answer = phone.post("/b", data={"panel": "1"})
    assert answer.status_code == 400
    assert "QIP" not in answer.get_data(as_text=True)


def test_what_is_left_behind_names_no_card(today: World, phone: PageClient, panel: PanelMade) -> None:
    with today.reading() as session:
        trail = session.scalar(select(func.count()).select_from(AuditEvent))
    phone.post("/b/ballot", data={**at_the_questions(phone, panel), **ANSWERS, "comment": "More light."})
    with today.reading() as session:
        assert session.scalar(select(func.count()).select_from(AuditEvent)) == trail
        for table in (FormToken, SignInSession, Throttle):
            assert session.scalar(select(func.count()).select_from(table)) == 0, table


def test_a_members_session_lasts_into_the_afternoon(
    today: World, phone: PageClient, panel: PanelMade
) -> None:
    """It stores midnight; the limit of twelve hours must not end it at noon."""
    from qip_tracker.extensions import db
    from qip_tracker.queries.people.sessions import actor_of
    from qip_tracker.weblib.request.session_user import hash_of

    at_the_questions(phone, panel)
    with phone.session_transaction() as cookie:
        token = hash_of(cookie["_user_id"])
    noon = clock.now().replace(hour=12, minute=30)
    with today.app.app_context():
        late = noon + timedelta(hours=11)
        assert actor_of(db.session(), token, late - timedelta(hours=12)) is not None
        assert actor_of(db.session(), token, late + timedelta(days=1)) is None
