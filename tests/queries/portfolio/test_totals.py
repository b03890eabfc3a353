"""Totals kept on a project are what its rows add up to, in every state a project goes through."""

from datetime import date

import pytest
from sqlalchemy import text

from qip_tracker.queries.portfolio.totals import broken_histories, differences
from tests.factories.fieldwork import complete_all_milestones, record_visit
from tests.factories.projects import a_complete_draft, a_screened_project
from tests.factories.running import a_running_project, an_agreed_project, pay_tranche
from tests.factories.world import World


def test_totals_agree_from_the_draft_to_the_last_payment(world: World) -> None:
    a_complete_draft(world)
    a_screened_project(world)
    an_agreed_project(world)
    project_id = a_running_project(world)
    record_visit(world, project_id)
    complete_all_milestones(world, project_id)
    pay_tranche(world, project_id, 2)
    with world.reading() as session:
        assert session.execute(text("SELECT count(*) FROM project")).scalar_one() == 4
        assert differences(session) == []
        assert broken_histories(session) == []


def test_every_column_is_looked_at(world: World) -> None:
    project_id = a_running_project(world)
    record_visit(world, project_id)
    with world.reading() as session:
        session.execute(
            text(
                "UPDATE project SET milestones_total = 9, milestones_done = 1, done_weight_pct = 3,"
                " paid_usd_minor = 1, paid_local_minor = 1, first_paid_on = :day, last_visit_on = :day"
            ),
            {"day": date(2020, 1, 1)},
        )
        found = [line.column for line in differences(session)]
        session.rollback()
    assert sorted(found) == [
        "done_weight_pct",
        "first_paid_on",
        "last_visit_on",
        "milestones_done",
        "milestones_total",
        "paid_local_minor",
        "paid_usd_minor",
    ]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ("UPDATE milestone SET seen_on = '2020-01-01' WHERE seen_on IS NOT NULL", "seen_on"),
        ("UPDATE milestone SET confirmed_on = '2020-01-01' WHERE confirmed_on IS NOT NULL", "confirmed_on"),
        ("UPDATE tranche SET usd_minor = usd_minor - 1 WHERE paid_on IS NOT NULL", "paid_usd_minor"),
    ],
)
def test_a_row_that_is_not_what_its_history_says_is_found(world: World, change: str, column: str) -> None:
    complete_all_milestones(world, a_running_project(world))
    with world.reading() as session:
        assert broken_histories(session) == []
        session.execute(text(change))
        found = {line.column for line in broken_histories(session)}
        session.rollback()
    assert found == {column}
