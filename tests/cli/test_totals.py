"""`qip totals verify`: a total that is not what the rows say is named with its project, and nothing else is."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from qip_tracker.extensions import db
from tests.factories.fieldwork import record_visit
from tests.factories.running import a_running_project, an_agreed_project
from tests.factories.world import World
from tests.statements import statements_of


def run(app: Flask) -> Any:
    return app.test_cli_runner().invoke(args=["qip", "totals", "verify"])


def alter(app: Flask, project_id: int, change: str) -> None:
    """Somebody with the database changes a project behind the services."""
    with app.app_context(), db.engine.begin() as connection:
        altered = connection.execute(
            text(f"UPDATE project SET {change} WHERE id = :project"), {"project": project_id}
        )
        assert altered.rowcount == 1


def reference_of(world: World, project_id: int) -> str:
    with world.reading() as session:
        query = text("SELECT reference FROM project WHERE id = :project")
        return str(session.execute(query, {"project": project_id}).scalar_one())


def test_one_altered_total_is_named_with_its_project_and_both_values(app: Flask, world: World) -> None:
    sound, altered = an_agreed_project(world), a_running_project(world)
    record_visit(world, altered)
    assert run(app).exit_code == 0
    alter(app, altered, "paid_usd_minor = paid_usd_minor - 1")
    answer = run(app)
    assert answer.exit_code == 1
    lines = answer.stdout.splitlines()
    assert len(lines) == 1, answer.stdout
    reference = reference_of(world, altered)
    with world.reading() as session:
        paid = session.execute(
            text("SELECT sum(usd_minor) FROM tranche WHERE paid_on IS NOT NULL")
        ).scalar_one()
    assert (
        lines[0]
        == f"{reference} (project {altered}): paid_usd_minor is {int(paid) - 1}, its rows say {int(paid)}"
    )
    assert "differ from their rows: 1, projects: 1" in answer.stderr
    assert reference_of(world, sound) not in answer.output
    alter(app, altered, "paid_usd_minor = paid_usd_minor + 1")
    assert run(app).exit_code == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("last_visit_on = NULL", "last_visit_on is None, its rows say 20"),
        ("first_paid_on = '2020-01-01'", "first_paid_on is 2020-01-01, its rows say 20"),
        ("done_weight_pct = 7", "done_weight_pct is 7, its rows say 0"),
    ],
)
def test_a_missing_day_another_day_and_a_wrong_share_are_said(
    app: Flask, world: World, change: str, said: str
) -> None:
    project_id = a_running_project(world)
    record_visit(world, project_id)
    alter(app, project_id, change)
    answer = run(app)
    assert (answer.exit_code, said in answer.stdout) == (1, True), answer.output


def test_a_database_without_projects_has_no_difference(app: Flask, world: World) -> None:
    answer = run(app)
    assert answer.exit_code == 0
    assert "every project" in answer.stdout


def test_all_is_counted_at_one_moment(app: Flask, world: World) -> None:
    """Between two statements somebody may be paid, and a sound project would look altered: one a comparison.

    Totals of projects, the mission's keys, the co-owners' keys, payments.
    """
    a_running_project(world)
    with statements_of(app) as sent:
        assert run(app).exit_code == 0
    assert len([line for line in sent if line.lstrip().upper().startswith("SELECT")]) == 4, sent
