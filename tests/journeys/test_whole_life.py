"""A project from the first word about a need to its closed file, each step by the person whose step it is."""

import re
from datetime import date, timedelta

import pypdfium2
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.adapters import clock
from qip_tracker.domain.community.disclosure import DIMENSIONS
from qip_tracker.models import AuditEvent, Ballot, Person, Project
from tests.factories.panels import a_panel, a_project, an_open_round, give_secret
from tests.factories.world import SEATS, World
from tests.journeys.conftest import Sit, Visitor, a_photo

pytestmark = pytest.mark.browser

TITLE = "Water point and washing place in Aguelhok"
WOMEN, MEN = 4, 4
OFFICER, SECOND, MANAGER = "programme_officer", "programme_officer.second", "programme_manager"
CHAIR, FACILITATOR = "committee_member.chair", "facilitator"


def today() -> date:
    """The day the pages see."""
    return clock.now().date()


def the_need(world: World) -> dict[str, str]:
    """What the officer types on the first screen."""
    return {
        "statement": "Women walk two hours for water and are attacked on the way.",
        "groups-0-code": "women",
        "groups-0-women": "24",
        "groups-1-code": "elders",
        "groups-1-men": "9",
        "method": "community_meeting",
        "heard_on": today().isoformat(),
        "title": TITLE,
        "sector_code": "WAS",
        "fund_id": str(world.fund_id),
        "place": "Aguelhok",
        "country": "ML",
        "field_office_id": str(world.office_id),
    }


def the_plan(world: World) -> dict[str, str]:
    """What the officer types on the second screen: 12 000 000 XOF at 600 is USD 20,000.00."""
    steps = {}
    for number, (title, weight) in enumerate(
        (("Well dug", 40), ("Pump in place", 40), ("Washing place", 20))
    ):
        steps[f"milestones-{number}-title"] = title
        steps[f"milestones-{number}-planned_on"] = (today() + timedelta(weeks=6 + number)).isoformat()
        steps[f"milestones-{number}-weight_pct"] = str(weight)
    return {
        "partner_id": str(world.partner_id),
        "confidence_objective": "mandate",
        "change_expected": "Women of both quarters fetch water without fear.",
        "results-0-planned": "1",
        "results-0-unit": "points",
        "results-0-description": "Water points",
        "local_currency": "XOF",
        "exchange_rate": "600",
        "exchange_rate_on": today().isoformat(),
        "lines-0-category": "materials",
        "lines-0-description": "Pump, pipes and cement",
        "lines-0-local_minor": "9 000 000",
        "lines-1-category": "skilled_labour",
        "lines-1-description": "Masons",
        "lines-1-local_minor": "3 000 000",
        "planned_start_on": today().isoformat(),
        "planned_weeks": "20",
        **steps,
    }


THE_PEOPLE = {
    "co_owners-0-side": "state",
    "co_owners-0-body": "Town hall of Aguelhok",
    "co_owners-1-side": "society",
    "co_owners-1-body": "Water committee of Aguelhok",
    "harms-0-effect": "excluded",
    "harms-0-who": "Herders",
    "harms-0-mitigation": "A trough beside the well.",
    "maintenance_owner": "Water committee of Aguelhok",
    "maintenance_plan": "Members pay 100 francs a month.",
}


def log_a_draft(officer: Visitor, world: World) -> tuple[int, int]:
    """New project, three screens, the proposal; (number of the project, screens shown)."""
    officer.go("/projects")
    officer.press("New project", "link")
    for answers, words in (
        (the_need(world), "Save and go on to the plan"),
        (the_plan(world), "Save and go on to the people"),
        (THE_PEOPLE, "Check the answers"),
    ):
        officer.fill(answers)
        officer.press(words)
    found = re.fullmatch(r"/projects/(\d+)/proposal", officer.path)
    assert found, officer.path
    # Every page shown from "New project" up to the proposal, counted by the browser.
    return int(found[1]), len(officer.seen) - 1 - officer.seen.index("/projects/new")


def send_to_screening(officer: Visitor) -> None:
    """The checklist misses nothing, so that the button is there."""
    checklist = officer.page.locator(".checklist li")
    assert checklist.count() >= 14
    assert officer.page.locator(".checklist li.missing").count() == 0
    officer.press("Send to screening")
    assert "sent to screening" in officer.page.locator("body").inner_text()


def screen(manager: Visitor, project: str) -> None:
    """Every opinion passed, on to the committee."""
    manager.go(f"{project}/screening")
    passed = manager.page.locator('input[name^="outcome_"][value="passed"]')
    for number in range(passed.count()):
        passed.nth(number).check()
    manager.press("Save the opinions")
    manager.press("Send to the committee")


def decide(chair: Visitor, project: str) -> None:
    """The whole committee is in the room and approves what was asked for."""
    chair.go(f"{project}/decision")
    members = chair.page.locator('input[name="present"]')
    assert members.count() == len(SEATS)
    for number in range(members.count()):
        members.nth(number).check()
    chair.fill(
        {"meeting_number": "PRC-12", "outcome": "approved", "reason": "A need the women ranked first."}
    )
    chair.press("Record the decision")


def consent(officer: Visitor, project: str, stage: str) -> None:
    """A co-owner's word, recorded from the table of owners."""
    officer.go(f"{project}/co-ownership")
    officer.page.locator(f'a[href$="/consent/{stage}"]').first.click()
    officer.page.wait_for_url(f"**/consent/{stage}")
    officer.fill({"answer": "yes", "given_on": today().isoformat()})
    officer.press("Record their word")


def sign_agreement(manager: Visitor, project: str) -> None:
    """The paper, with a commitment number."""
    manager.go(f"{project}/agreement/sign")
    manager.fill(
        {
            "signed_on": today().isoformat(),
            "mission_signatory": "Head of the QIPs Unit",
            "partner_signatory": "President of the association",
            "commitment_number": "FC-2026-114",
            "split": "80,20",
        }
    )
    manager.press("Record the signed agreement")


def pay_tranche(sign_in: Sit, project: str, number: int) -> None:
    """Five signatures by five people."""
    officer = sign_in(OFFICER)
    officer.go(f"{project}/money")
    officer.press("Request this tranche", "link")
    officer.fill({"note": "As planned."})
    officer.press("Request this tranche")
    for name, words in (
        (MANAGER, "Clear the request"),
        ("certifying_officer", "Certify payment"),
        ("approving_officer", "Approve payment"),
    ):
        signer = sign_in(name)
        signer.go(f"{project}/money")
        signer.press(words)
    payer = sign_in("certifying_officer.second")
    payer.go(f"{project}/money")
    payer.press("Record the payment", "link")
    payer.fill({"paid_on": today().isoformat(), "reference": f"PV-00{number}"})
    payer.press("Record the payment")
    assert f"PV-00{number}" in payer.text


def form_panel(facilitator: Visitor, project: str) -> list[tuple[str, str, str]]:
    """A panel of women and men; (panel number, card number, secret) as the cards show them, once."""
    facilitator.go(f"{project}/community")
    facilitator.press("Form a panel", "link")
    facilitator.fill(
        {
            "name": "Panel of Aguelhok",
            "formed_on": today().isoformat(),
            "chosen_how": "A meeting of all quarters chose its members.",
            "women": str(WOMEN),
            "men": str(MEN),
        }
    )
    facilitator.press("Form the panel and show its cards")
    cards = facilitator.page.locator("figure.card")
    numbers = [cards.nth(at).locator("dd").all_inner_texts() for at in range(cards.count())]
    facilitator.press("Printed: back to the panel", "link")
    for _panel, _number, secret in numbers:
        assert secret not in facilitator.page.content()
    return [(panel.strip(), number.strip(), secret.strip()) for panel, number, secret in numbers]


def visit(officer: Visitor, project: str, purpose: str, *, is_final: bool = False) -> None:
    """Somebody of the mission went; the last time every step is ticked and a photo taken."""
    officer.go(f"{project}/visits/new")
    officer.fill(
        {
            "purpose": purpose,
            "visited_on": today().isoformat(),
            "observations": "The masons were at work; the pump stands.",
            "recommendation": "pay",
        }
    )
    if is_final:
        steps = officer.page.locator('input[name="seen"]')
        for number in range(steps.count()):
            steps.nth(number).check()
        photo = {"name": "well.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}
        officer.page.locator('input[name="photos-0-file"]').set_input_files(photo)  # type: ignore[arg-type]
        officer.fill({"photos-0-caption": "The pump at work"})
    officer.press("Record the visit")


def confirm_milestones(second: Visitor, project: str) -> None:
    """The other hand writes down the co-owner's word for every step."""
    second.go(f"{project}/milestones")
    links = second.page.locator('a[href$="/confirm"]')
    addresses = [links.nth(at).get_attribute("href") or "" for at in range(links.count())]
    assert len(addresses) == 3
    for address in addresses:
        second.go(address)
        second.page.locator('select[name="co_owner_id"]').select_option(index=1)
        second.fill({"confirmed_on": today().isoformat(), "method": "meeting"})
        second.press("Record the confirmation")


def open_round(facilitator: Visitor, project: str, stage: str) -> None:
    """From the Community tab, by the button of the next step."""
    facilitator.go(f"{project}/community")
    facilitator.page.locator(".main-action a, a.button.main").first.click()
    facilitator.page.wait_for_url("**/rounds/new")
    facilitator.fill({"stage": stage, "closes_on": (today() + timedelta(days=7)).isoformat()})
    facilitator.press("Open the round")


def vote(phone: Visitor, card: tuple[str, str, str], first: int) -> int:
    """Card, questions, sent; the number of pages of the ballot itself."""
    panel, number, secret = card
    phone.go(f"/b?panel={panel}")
    phone.fill({"number": number, "secret": secret})
    phone.press("Go to the questions")
    # Nothing stands out sideways on a telephone: a body may be narrower than what it holds.
    assert phone.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for place, dimension in enumerate(DIMENSIONS):
        phone.page.locator(f"#{dimension} .face-{1 + (first + place) % 5} label").click(timeout=5_000)
    phone.press("Send my answers")
    assert phone.path == "/b/sent"
    return phone.seen.count("/b/ballot")


def hand_over(officer: Visitor, project: str) -> None:
    """The certificate; owner and upkeep stand there from the proposal."""
    officer.go(f"{project}/handover/record")
    officer.fill(
        {
            "handed_over_on": today().isoformat(),
            "signatory_title": "President of the water committee",
            "assets": "One borehole with a hand pump, one washing place.",
        }
    )
    officer.press("Record the handover")


def donor_report(officer: Visitor, project: str) -> tuple[str, str]:
    """Freeze the report and take the PDF; (hash on the page, text of the PDF)."""
    officer.go(f"{project}/reports")
    officer.page.get_by_role("button", name=re.compile("^Freeze")).first.click()
    officer.page.wait_for_url("**/reports/*")
    printed = officer.page.locator("figure.copy code").inner_text()
    with officer.page.expect_download() as download:
        officer.page.get_by_role("link", name="Download the PDF").click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"%PDF")
    document = pypdfium2.PdfDocument(content)
    # Without spaces and line breaks, which a page sets as it likes.
    return printed, re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def hands(session: Session, project_id: int) -> int:
    """How many different people of the mission the audit trail names for this project."""
    acted = select(AuditEvent.actor_key).where(AuditEvent.project_id == project_id)
    return len(set(session.scalars(acted)) & set(session.scalars(select(Person.key))))


def to_the_agreement(sign_in: Sit, world: World) -> tuple[str, int]:
    """From nothing to a signed agreement; (address of the project, screens filled in)."""
    officer = sign_in(OFFICER)
    number, screens = log_a_draft(officer, world)
    project = f"/projects/{number}"
    send_to_screening(officer)
    screen(sign_in(MANAGER), project)
    decide(sign_in(CHAIR), project)
    consent(officer, project, "design")
    sign_agreement(sign_in(MANAGER), project)
    return project, screens


@pytest.mark.both_engines
def test_the_whole_life_of_a_project(sign_in: Sit, sit_down: Sit, world: World) -> None:
    project, screens = to_the_agreement(sign_in, world)
    assert screens <= 3
    officer, facilitator, manager = sign_in(OFFICER), sign_in(FACILITATOR), sign_in(MANAGER)
    pay_tranche(sign_in, project, 1)
    cards = form_panel(facilitator, project)
    assert len(cards) == WOMEN + MEN
    visit(officer, project, "progress")
    visit(officer, project, "final", is_final=True)
    confirm_milestones(sign_in(SECOND), project)
    manager.go(f"{project}/complete")
    manager.press("Declare the works completed")
    open_round(facilitator, project, "completion")
    pages = [vote(sit_down(width=360), card, first) for first, card in enumerate(cards)]
    assert set(pages) == {1}
    facilitator.press("Close the round")
    assert f"{len(cards)} of {len(cards)} members" in facilitator.text
    pay_tranche(sign_in, project, 2)
    hand_over(officer, project)
    consent(officer, project, "handover")
    manager.go(f"{project}/close")
    assert manager.page.locator(".checklist li.missing").count() == 0
    manager.press("Close the file")
    printed, text = donor_report(officer, project)
    assert TITLE.replace(" ", "") in text
    assert len(printed) == 64 and printed in text
    with world.reading() as session:
        assert session.get_one(Project, int(project.rsplit("/", 1)[1])).state == "closed"
        assert session.query(Ballot).count() == len(cards)
        people = hands(session, int(project.rsplit("/", 1)[1]))
    assert people >= 8
    figures = (
        f"people of the mission: {people}, advisors: {len(cards)}, screens to a complete draft: {screens}"
    )
    print(f"\n{figures}, pages of the ballot: {pages[0]}")


def test_a_draft_is_logged_without_scripts_and_rows_are_added_by_pressing(sign_in: Sit, world: World) -> None:
    officer = sign_in(OFFICER, scripts=False)
    officer.go("/projects/new")
    officer.fill(the_need(world))
    officer.press("Add a group")
    assert officer.path == "/projects/new"
    officer.fill({"groups-3-code": "traders", "groups-3-women": "6"})
    officer.press("Save and go on to the plan")
    officer.fill(the_plan(world))
    officer.press("Add a milestone")
    # What was typed before the row was added still stands there.
    assert officer.page.locator('[name="lines-0-description"]').input_value() == "Pump, pipes and cement"
    officer.fill(
        {
            "milestones-2-weight_pct": "10",
            "milestones-3-title": "Trough for the herds",
            "milestones-3-planned_on": (today() + timedelta(weeks=9)).isoformat(),
            "milestones-3-weight_pct": "10",
        }
    )
    officer.press("Save and go on to the people")
    officer.fill(THE_PEOPLE)
    officer.press("Add a co-owner")
    officer.fill({"co_owners-2-side": "society", "co_owners-2-body": "Women's association"})
    officer.press("Check the answers")
    for words in ("Traders", "Trough for the herds", "Women's association"):
        assert words in officer.text
    send_to_screening(officer)


def test_an_advisor_votes_without_scripts(sit_down: Sit, world: World) -> None:
    now = World(world.app, clock.now(), code="MINTODAY")
    panel = a_panel(now, a_project(now))
    an_open_round(now, panel)
    secret = give_secret(now, panel, 3)
    phone = sit_down(width=360, scripts=False)
    assert vote(phone, (panel.code, "3", secret), 1) == 1
    # The card answers once: the same numbers lead to a page that says so, and to no second ballot.
    phone.go(f"/b?panel={panel.code}")
    phone.fill({"number": "3", "secret": secret})
    phone.press("Go to the questions")
    assert "This card has answered already" in phone.text
    with world.reading() as session:
        assert session.query(Ballot).count() == 1
