"""Two people with the same form open: the second sees who was first and both sides in words, and loses nothing typed.

Every form of the house that carries a version is walked; `test_every_edit_form_is_walked` finds one left out.
"""

import importlib
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from qip_tracker.models import Milestone, Project
from qip_tracker.weblib.forms.base import EditForm
from tests.factories import projects
from tests.factories.fieldwork import co_owner_id
from tests.factories.running import a_running_project
from tests.factories.world import World
from tests.page_client import hidden_inputs
from tests.web.selection.proposals.test_three_screens import first_screen
from tests.web.stale_edits import FORMS, MANAGER, OFFICER, Fields, result_field
from tests.web.stale_moves import MOVES, today, touch

ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))


def numbered(world: World, url: str, fields: Fields) -> Fields:
    """Numbers of rows where the case names them by a word."""
    known = {"PBF": str(world.pbf_donor_id), "ASSESSED": str(world.donor_id)}
    if "/co-ownership/" in url:
        known["OWNER"] = str(co_owner_id(world, int(url.split("/")[2])))
    if url.endswith("/delivery"):
        fields = {result_field(world, int(url.split("/")[2])): value for value in fields.values()}
    return {name: known.get(value, value) for name, value in fields.items()}


def compared(html: str) -> list[tuple[str, ...]]:
    """What the page compares: (label, yours, theirs) in the order of the page; no third when there is no other side."""
    flat = re.sub(r"\s+", " ", unescape(html)).replace("\u00a0", " ").translate(ISOLATES)
    return [
        (
            re.findall(r"<h2>(.*?)</h2>", section)[0],
            *re.findall(r'<p class="said"><bdi>(.*?)</bdi></p>', section),
        )
        for section in re.findall(r"<section><h2>.*?</section>", flat)
    ]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", unescape(html)))


@pytest.mark.parametrize("name", FORMS)
def test_the_second_sees_both_sides_and_saves_with_one_press(name: str, world: World, as_role: Any) -> None:
    case = FORMS[name]
    mine, theirs = as_role(case.by[0]), as_role(case.by[1])
    url = case.page(world)
    if name == "delay":
        late_by_three_months(world, url)
    drawn = hidden_inputs(mine.get(url).get_data(as_text=True))
    common = case.common(world)
    first = theirs.submit(url, numbered(world, url, {**common, **case.theirs}))
    assert first.status_code == 303, words(first.get_data(as_text=True))
    answer = mine.post(url, data={**drawn, **numbered(world, url, {**common, **case.mine})})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409, words(html)
    shown = compared(html)
    for row in case.rows:
        assert row in shown, (row, shown)
    for other in case.not_shown:
        assert not [row for row in shown if row[0].startswith(other)], other
    if case.by[0] == case.by[1]:
        assert "You saved this yourself on" in words(html)
    else:
        saver = case.by[1].replace("_", " ").replace(".", " ").title()
        assert f"{saver} saved this on" in words(html)
    assert f"What was done: {case.done}." in words(html)
    again = mine.post(url, data=hidden_inputs(html))
    assert again.status_code == 303, words(again.get_data(as_text=True))
    # Now mine is what is stored: the same text again, from a page drawn before, differs in nothing.
    same = mine.post(
        url, data={**drawn, **numbered(world, url, {**common, **case.mine}), "form_token": "f" * 32}
    )
    assert same.status_code == 409
    assert [row for row in compared(same.get_data(as_text=True)) if len(row) == 3] == []


def late_by_three_months(world: World, url: str) -> None:
    """The step of this page should have been done long ago."""

    def move(work: Any) -> None:
        step = work.session.get_one(Milestone, int(url.split("/")[4]))
        step.planned_on = world.now.date() - timedelta(days=90)
        work.record("project.planned", step, mission_id=world.mission_id)

    world.do("system", move)


@pytest.mark.parametrize("name", MOVES)
def test_a_move_drawn_too_early_keeps_what_was_typed(name: str, world: World, as_role: Any) -> None:
    case = MOVES[name]
    browser, url = as_role(case.by), case.page(world)
    posts_only = url.endswith(("/withdraw", "/return"))
    page = (
        url.rpartition("/")[0] + ("/screening" if url.endswith("/return") else "/proposal")
        if posts_only
        else url
    )
    drawn = hidden_inputs(browser.get(page).get_data(as_text=True))
    case.meanwhile(world, url)
    fields = case.fields(world)
    if "co_owner_id" in fields:
        fields["co_owner_id"] = str(co_owner_id(world, int(url.split("/")[2])))
    answer = browser.post(url, data={**drawn, **fields})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409, words(html)
    shown = compared(html)
    for row in case.rows:
        assert row in shown, (row, shown)
    assert f"What was done: {case.done}." in words(html)
    for way in re.findall(r'<a class="button[^"]*" href="([^"]+)"', html):
        assert browser.get(way).status_code == 200
    sent = {**hidden_inputs(html), **({"present": fields["present"]} if "present" in fields else {})}
    again = browser.post(url, data=sent)
    assert again.status_code == case.after, words(again.get_data(as_text=True))
    if case.after == 422:
        assert str(fields["note"]) in again.get_data(as_text=True)


def test_a_stale_button_says_who_was_first_and_does_nothing(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    browser, manager = as_role(MANAGER), as_role(MANAGER)
    hold = {"reason": "insecurity", "note": "Fighting near the site.", "since_on": today(world)}
    assert manager.submit(f"/projects/{project_id}/hold", hold).status_code == 303
    page = f"/projects/{project_id}"
    drawn = hidden_inputs(browser.get(page).get_data(as_text=True))
    touch(world, page)
    answer = browser.post(f"{page}/resume", data=drawn)
    text = words(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert "saved this on" in text and "What was done: Recorded a visit." in text
    assert "Nothing was done. See how it stands now, then decide." in text
    assert f'href="{page}"' in answer.get_data(as_text=True)
    with world.reading() as session:
        assert session.get_one(Project, project_id).state == "on_hold"


def test_what_was_typed_is_shown_when_the_proposal_has_left_meanwhile(world: World, as_role: Any) -> None:
    project_id = projects.a_complete_draft(world)
    url = f"/projects/{project_id}/need"
    browser, other = as_role(OFFICER), as_role(OFFICER)
    drawn = hidden_inputs(browser.get(url).get_data(as_text=True))
    sent = other.submit(f"/projects/{project_id}/submit", {}, page=f"/projects/{project_id}/proposal")
    assert sent.status_code == 303
    typed = first_screen(world, statement="An hour of careful writing.")
    answer = browser.post(url, data={**drawn, **typed})
    text = words(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert "An hour of careful writing." in text and "Mali" in text
    assert "The proposal can be changed only while it is a draft or returned to you." in text
    with world.reading() as session:
        assert "An hour" not in str(session.get_one(Project, project_id).need_id)


def test_every_edit_form_is_walked() -> None:
    """A form that carries a version stands in FORMS or MOVES; the others have a stale test beside their own room's."""
    walked = {
        "accounts.OwnAccountForm",
        "coownership.CoOwnerForm",
        "coownership.ConsentForm",
        "coownership.ContributionForm",
        "milestones.ConfirmForm",
        "milestones.DelayForm",
        "milestones.DropForm",
        "milestones.WithdrawForm",
        "partners.AssessmentForm",
        "partners.PartnerForm",
        "partners.StandingForm",
        "programme.DonorForm",
        "programme.FundForm",
        "programme.GoalForm",
        "programme.MissionForm",
        "programme.OfficeForm",
        "programme.YearForm",
        "agreement.AgreementForm",
        "handover.HandoverForm",
        "holds.HoldForm",
        "completion.ReasonForm",
        "tranches.RequestForm",
        "proposals.ChangeNeedForm",
        "proposals.DecisionForm",
        "proposals.OpinionsForm",
        "proposals.PeopleForm",
        "proposals.PlanForm",
        "proposals.ReasonForm",
    }
    in_their_rooms = {
        "evaluations.HeardForm",
        "completion.CompletionForm",
        "tranches.PaymentForm",
        "proposals.ClearConditionForm",
    }
    assert written(EditForm) == walked | in_their_rooms


def written(form: type) -> set[str]:
    """The forms written in the rooms, without those made while a request runs."""
    found = set()
    for one in form.__subclasses__():
        room = one.__module__.split(".")[-2]
        if getattr(importlib.import_module(one.__module__), one.__name__, None) is one:
            found.add(f"{room}.{one.__name__}")
        found |= written(one)
    return found
