"""A form sent twenty times at once makes one record and twenty same answers; other content under its token is a 409.

Threads against the whole application, as a hand that presses again and again on a bad line would do it.
"""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qip_tracker import models
from qip_tracker.services.kernel.audit import verify
from tests.factories.running import a_running_project, an_agreed_project, sign_tranche, tranche_id
from tests.factories.world import World
from tests.page_client import PageClient, hidden_inputs
from tests.web.selection.proposals.test_three_screens import first_screen

COPIES = 20
Rows = Callable[[Session], int]


@dataclass(frozen=True)
class Form:
    """A form on a page: who sends it where, what is typed, what of it is typed otherwise, and what it makes."""

    role: str
    page: str
    url: str
    typed: dict[str, str]
    otherwise: dict[str, str]
    count: Rows


def rows_of(table: type[models.Base], *conditions: Any) -> Rows:
    return lambda session: session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def new_project(world: World) -> Form:
    typed = first_screen(world, title="Sent many times")
    count = rows_of(models.Project, models.Project.title.like("Sent%"))
    return Form(
        "programme_officer", "/projects/new", "/projects/new", typed, {"title": "Sent in other words"}, count
    )


def visit(world: World) -> Form:
    project_id = a_running_project(world)
    url = f"/projects/{project_id}/visits/new"
    typed = {
        "purpose": "progress",
        "visited_on": "2026-03-16",
        "observations": "The pump stands in the depot.",
        "recommendation": "continue",
        "women_met": "3",
        "men_met": "4",
    }
    count = rows_of(models.Visit, models.Visit.project_id == project_id)
    return Form("programme_officer", url, url, typed, {"observations": "The pump is gone."}, count)


def partner(world: World) -> Form:
    typed = {"name": "Women of Timtaghene", "type": "cbo"}
    count = rows_of(models.Partner, models.Partner.type == "cbo")
    return Form(
        "programme_officer", "/partners/new", "/partners/new", typed, {"name": "Men of Timtaghene"}, count
    )


def certification(world: World) -> Form:
    project_id = an_agreed_project(world)
    tranche = sign_tranche(world, project_id, 1, upto="clear")
    count = rows_of(models.AuditEvent, models.AuditEvent.action == "tranche.certified")
    return Form(
        "certifying_officer",
        f"/projects/{project_id}/money",
        f"/projects/{project_id}/tranches/{tranche}/certify",
        {},
        {"note": "other"},
        count,
    )


def payment(world: World) -> Form:
    project_id = an_agreed_project(world)
    tranche = sign_tranche(world, project_id, 1)
    assert tranche == tranche_id(world, project_id, 1)
    url = f"/projects/{project_id}/tranches/{tranche}/pay"
    typed = {"paid_on": "2026-03-16", "reference": "PV-2026-0042"}
    count = rows_of(models.Tranche, models.Tranche.payment_reference.is_not(None))
    return Form("certifying_officer.second", url, url, typed, {"reference": "PV-2026-0043"}, count)


FORMS = [new_project, visit, partner, certification, payment]


def drawn(app: Flask, world: World, form: Form) -> tuple[PageClient, dict[str, str]]:
    """A signed-in browser with the form on its screen, and everything the form would send."""
    app.test_client_class = PageClient
    browser: PageClient = app.test_client()  # type: ignore[assignment]
    browser.sign_in_as(world, form.role)
    shown = browser.get(form.page)
    assert shown.status_code == 200
    hidden = hidden_inputs(shown.get_data(as_text=True))
    return browser, {**hidden, **form.typed}


def counted(world: World, form: Form) -> int:
    with world.reading() as session:
        return form.count(session)


@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)
def test_twenty_copies_at_once_make_one_record_and_twenty_same_answers(
    app: Flask, world: World, make: Callable[[World], Form]
) -> None:
    form = make(world)
    browser, sent = drawn(app, world, form)
    cookie = browser.get_cookie("session")
    assert cookie is not None
    before = counted(world, form)
    answers: list[tuple[int, str]] = []
    together = threading.Barrier(COPIES)

    def send() -> None:
        copy = app.test_client()
        copy.set_cookie("session", cookie.value)
        together.wait()
        answer = copy.post(form.url, data=sent)
        answers.append((answer.status_code, answer.location or answer.get_data(as_text=True)[:300]))

    threads = [threading.Thread(target=send) for _copy in range(COPIES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ((status, _location), number), *others = Counter(answers).items()
    assert (status, number, others) == (303, COPIES, []), Counter(answers)
    assert counted(world, form) == before + 1
    with world.reading() as session:
        assert verify(session).fault is None
    print(f"{make.__name__}: {COPIES} copies at once, 1 record, {number} same answers")


@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)
def test_the_same_token_with_other_content_is_a_409_that_keeps_the_text(
    app: Flask, world: World, make: Callable[[World], Form]
) -> None:
    form = make(world)
    browser, sent = drawn(app, world, form)
    before = counted(world, form)
    first = browser.post(form.url, data=sent)
    assert first.status_code == 303
    again = browser.post(form.url, data={**sent, **form.otherwise})
    assert again.status_code == 409
    page = again.get_data(as_text=True)
    assert first.location in page
    for typed in form.otherwise.values():
        assert typed in page
    assert counted(world, form) == before + 1


def test_a_token_of_somebody_else_is_not_an_answer(app: Flask, world: World) -> None:
    """The answer to a form is for who sent it: another person with the same token gets no look at it."""
    form = new_project(world)
    browser, sent = drawn(app, world, form)
    first = browser.post(form.url, data=sent)
    other, own = drawn(app, world, form)
    other.sign_in_as(world, "programme_officer.second")
    own = hidden_inputs(other.get(form.page).get_data(as_text=True))
    answer = other.post(form.url, data={**sent, **own, "form_token": sent["form_token"]})
    assert answer.status_code == 303
    assert answer.location != first.location
    assert counted(world, form) == 2
