"""The mission's programme: read, added to, changed; policy numbers only ever added."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from qip_tracker.adapters import clock
from qip_tracker.models import BudgetYear, Donor, FieldOffice, Fund, Mission, PlanGoal, PolicyNumber
from qip_tracker.queries.programme.rules import rules_on
from tests.factories.world import World
from tests.page_client import PageClient
from tests.web.second import second_mission

OFFICE = {"code": "TOM", "name": "Tombouctou"}
YEAR = {
    "label": "2026/27",
    "starts_on": "2026-07-01",
    "ends_on": "2027-06-30",
    "allotment_usd_minor": "1 250 000,50",
}
GOAL = {"code": "G1", "title": "People trust the local courts"}
NEWS = {"offices": OFFICE, "years": YEAR, "donors": {"name": "Kingdom of Nowhere"}, "goals": GOAL}


def text_of(answer: Any) -> str:
    text: str = answer.get_data(as_text=True)
    return text


def fund_of(world: World, **changed: str) -> dict[str, str]:
    return {
        "code": "TF1",
        "name": "Trust fund",
        "kind": "trust_fund",
        "donor_id": str(world.donor_id),
        "pbf_number": "",
        **changed,
    }


def test_everybody_inside_reads_the_programme_and_few_change_it(as_role: Any) -> None:
    page = text_of(as_role("auditor").get("/programme"))
    for words in (
        "UN Mission in Xanadu",
        "Kidal",
        "2025/26",
        "3,000,000.00",
        "Peacebuilding Fund",
        "26 weeks",
        "80% + 20%",
    ):
        assert words in page
    assert "Add a field office" not in page
    assert "Add a field office" in text_of(as_role("administrator").get("/programme"))
    for role in ("partner", "donor"):
        assert as_role(role).get("/programme").status_code == 403
    for path in (
        "mission",
        "offices/new",
        "years/new",
        "donors/new",
        "funds/new",
        "goals/new",
        "numbers/maximum_weeks/new",
    ):
        for role in ("programme_officer", "auditor", "head_of_mission"):
            assert as_role(role).get(f"/programme/{path}").status_code == 403
            assert as_role(role).press(f"/programme/{path}", {"name": "x"}).status_code == 403


@pytest.mark.parametrize("noun", NEWS)
def test_each_thing_is_added_once_and_changed(as_role: Any, noun: str) -> None:
    manager: PageClient = as_role("programme_manager")
    assert manager.submit(f"/programme/{noun}/new", NEWS[noun]).status_code == 303
    again = manager.submit(f"/programme/{noun}/new", NEWS[noun])
    assert again.status_code == 422, "the same code or name twice"
    assert "already used" in text_of(again)
    page = text_of(manager.get("/programme"))
    number = max(
        int(part.split('"')[0]) for part in page.split(f"/programme/{noun}/")[1:] if part[0].isdigit()
    )
    first = next(iter(NEWS[noun]))
    url = f"/programme/{noun}/{number}"
    assert manager.submit(url, {**NEWS[noun], first: "CHANGED"}).status_code == 303
    assert "CHANGED" in text_of(manager.get("/programme"))
    stale = {**manager.tokens(url), **NEWS[noun], "version": "1", first: "MINE"}
    answer = manager.post(url, data=stale)
    assert answer.status_code == 409
    assert "MINE" in text_of(answer) and "CHANGED" in text_of(answer)


def test_amounts_and_days_are_stored_as_meant(as_role: Any, world: World) -> None:
    manager: PageClient = as_role("programme_manager")
    manager.submit("/programme/years/new", YEAR)
    with world.reading() as session:
        year = session.scalars(select(BudgetYear).where(BudgetYear.label == "2026/27")).one()
        assert year.allotment_usd_minor == 125_000_050
    for changed, said in (
        ({"ends_on": "2026-06-30"}, "The end must come after the start."),
        ({"allotment_usd_minor": "-5"}, "An amount cannot be below zero."),
        ({"starts_on": "2026-02-30"}, "This date is not in the calendar."),
        ({"label": ""}, "Enter a name."),
    ):
        answer = manager.submit("/programme/years/new", {**YEAR, "label": "2027/28", **changed})
        assert answer.status_code == 422
        assert said in text_of(answer)


def test_a_fund_has_a_donor_of_the_mission_and_a_pbf_project_its_number(as_role: Any, world: World) -> None:
    other = second_mission(world)
    manager: PageClient = as_role("programme_manager")
    for changed, said in (
        ({"kind": "pbf"}, "needs its number"),
        ({"donor_id": str(other.donor_id)}, "Choose one of the answers offered."),
        ({"donor_id": ""}, "Choose the donor."),
        ({"kind": "lottery"}, "Choose one of the answers offered."),
        ({"pbf_risk_marker": "3"}, "Enter a number from 0 to 2."),
    ):
        answer = manager.submit("/programme/funds/new", fund_of(world, **changed))
        assert answer.status_code == 422
        assert said in text_of(answer)
    assert manager.submit("/programme/funds/new", fund_of(world)).status_code == 303
    assert manager.submit("/programme/funds/new", fund_of(world)).status_code == 422
    with world.reading() as session:
        assert session.scalars(select(Fund).where(Fund.code == "TF1")).one().kind == "trust_fund"


def test_the_mission_is_changed_but_never_its_code(as_role: Any, world: World) -> None:
    administrator: PageClient = as_role("administrator")
    wanted = {
        "name": "UN Mission in Xanadu and beyond",
        "language": "fr",
        "local_currency": "XAF",
        "started_on": "2013-07-01",
        "code": "HACK",
    }
    assert administrator.submit("/programme/mission", wanted).status_code == 303
    bad = administrator.submit("/programme/mission", {**wanted, "local_currency": "XXX"})
    assert bad.status_code == 422
    with world.reading() as session:
        mission = session.get(Mission, world.mission_id)
        assert mission is not None
        assert (mission.code, mission.language, mission.local_currency) == ("MINUX", "fr", "XAF")
    stale = {**administrator.tokens("/programme/mission"), **wanted, "version": "1", "name": "Mine"}
    assert administrator.post("/programme/mission", data=stale).status_code == 409


def test_what_belongs_to_another_mission_is_not_there(as_role: Any, world: World) -> None:
    other = second_mission(world)
    administrator: PageClient = as_role("administrator")
    paths = {
        "offices": (other.office_id, OFFICE),
        "years": (other.year_id, YEAR),
        "donors": (other.donor_id, NEWS["donors"]),
        "funds": (other.fund_id, fund_of(world)),
        "goals": (other.goal_id, GOAL),
    }
    tokens = administrator.tokens("/programme/mission")
    for noun, (number, fields) in paths.items():
        for row in (number, 99_999, 2**40):
            assert administrator.get(f"/programme/{noun}/{row}").status_code == 404
            assert (
                administrator.post(f"/programme/{noun}/{row}", data={**tokens, **fields}).status_code == 404
            )
    page = text_of(administrator.get("/programme"))
    assert "Foreign" not in page and "Yonder" not in page
    with world.reading() as session:
        for model in (FieldOffice, Donor, PlanGoal):
            assert session.scalars(select(func.count()).select_from(model)).one() > 0


def day(offset: int) -> str:
    return (clock.now().date() + timedelta(days=offset)).isoformat()


def set_number(
    browser: PageClient, key: str, value: object, offset: int = 0, reason: str = "New guidelines"
) -> Any:
    fields = {"value": value, "effective_from": day(offset), "reason": reason}
    return browser.submit(f"/programme/numbers/{key}/new", fields)


def test_a_number_holds_from_its_day_and_what_was_stays(as_role: Any, world: World) -> None:
    manager: PageClient = as_role("programme_manager")
    assert set_number(manager, "ceiling_usd_minor", "25,000", -30).status_code == 303
    assert set_number(manager, "ceiling_usd_minor", "60,000", 10, "Inflation").status_code == 303
    page = text_of(manager.get("/programme/numbers/ceiling_usd_minor"))
    assert page.index("USD 60,000.00") > page.index("USD 25,000.00"), "today's value first"
    assert "Inflation" in page and "New guidelines" in page and "Programme Manager" in page
    overview = text_of(manager.get("/programme"))
    assert "USD 25,000.00" in overview and "USD 60,000.00 from" in overview
    with world.reading() as session:
        today = clock.now().date()
        for offset, ceiling in ((-31, 5_000_000), (-30, 2_500_000), (0, 2_500_000), (10, 6_000_000)):
            rules = rules_on(session, world.mission_id, today + timedelta(days=offset))
            assert rules.ceiling_usd_minor == ceiling, offset


def test_what_was_in_force_is_never_changed_afterwards(as_role: Any) -> None:
    manager: PageClient = as_role("programme_manager")
    assert set_number(manager, "maximum_weeks", "20", -5).status_code == 303
    late = set_number(manager, "maximum_weeks", "30", -1)
    assert late.status_code == 422 and "not changed afterwards" in text_of(late)
    assert set_number(manager, "maximum_weeks", "30", 3).status_code == 303
    same = set_number(manager, "maximum_weeks", "31", 3)
    assert same.status_code == 422 and "already a value from this day" in text_of(same)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("maximum_weeks", "0", "Enter a number from 1 to 104."),
        ("maximum_weeks", "105", "Enter a number from 1 to 104."),
        ("maximum_weeks", "", "Enter the new value."),
        ("maximum_weeks", "many", "Enter a whole number"),
        ("disclosure_threshold", "4", "Enter a number from 5 to "),
        ("overhead_maximum_pct", "101", "Enter a whole percentage from 0 to 100%."),
        ("ceiling_usd_minor", "0", "outside what the programme can work with"),
        ("ceiling_usd_minor", "99,999,999", "outside what the programme can work with"),
        ("ceiling_usd_minor", "200,000", "Most a project may ask for by exception"),
        ("tranche_split_pct", "80, 30", "outside what the programme can work with"),
        ("quorum_seats", ["emperor"], "is not a valid choice"),
        ("quorum_members", "1", "Seats a decision needs"),
    ],
)
def test_a_number_outside_its_bounds_is_refused_in_words(
    as_role: Any, world: World, key: str, value: object, said: str
) -> None:
    answer = set_number(as_role("programme_manager"), key, value)
    assert answer.status_code == 422
    assert said in text_of(answer)
    with world.reading() as session:
        assert session.scalars(select(PolicyNumber)).all() == []


def test_lists_are_set_too(as_role: Any, world: World) -> None:
    manager: PageClient = as_role("programme_manager")
    assert set_number(manager, "tranche_split_pct", "50, 45, 5").status_code == 303
    assert set_number(manager, "quorum_seats", ["chair", "finance", "engineering"]).status_code == 303
    with world.reading() as session:
        rules = rules_on(session, world.mission_id, clock.now().date())
        assert rules.tranche_split_pct == (50, 45, 5)
        assert rules.quorum_seats == ("chair", "finance", "engineering")


@pytest.mark.parametrize(
    "path", ["/programme/numbers/nonsense", "/programme/numbers/nonsense/new", "/programme/numbers/__class__"]
)
def test_a_number_that_is_none_is_not_there(as_role: Any, path: str) -> None:
    assert as_role("programme_manager").get(path).status_code == 404


def test_every_number_has_its_page_and_its_form(as_role: Any) -> None:
    from qip_tracker.domain.kernel.rules import KEYS

    manager: PageClient = as_role("programme_manager")
    for key in KEYS:
        assert manager.get(f"/programme/numbers/{key}").status_code == 200
        assert manager.get(f"/programme/numbers/{key}/new").status_code == 200
