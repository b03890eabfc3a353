"""The demonstration mission: 22 real projects, taken through invented lives so that every state can be seen.

Titles, places, amounts and partners are published facts (qips-public.csv, column source). Needs, plans, people,
visits, payments, panels and ballots are invented, and every page and report of the mission says so.
"""

from pathlib import Path

import click

from qip_tracker.access import SYSTEM
from qip_tracker.adapters import clock
from qip_tracker.adapters.spreadsheets import read_table
from qip_tracker.cli.demo import mission
from qip_tracker.cli.demo.lives import LIVES
from qip_tracker.cli.demo.panel import OPEN_CARDS
from qip_tracker.cli.demo.paperwork import live
from qip_tracker.cli.demo.stage import Stage
from qip_tracker.domain.people.roles import Role
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.i18n import use_language
from qip_tracker.i18n.formats import country_codes
from qip_tracker.i18n.labels import label
from qip_tracker.models import FirstStart
from qip_tracker.queries.portfolio import demonstration
from qip_tracker.services.portfolio.imports import ImportProjects, import_projects

REAL_PROJECTS = Path(__file__).parent / "qips-public.csv"


def load_demonstration() -> bool:
    """Load the demonstration into an empty database; False when there is a mission already.

    Raises ClickException when an earlier loading was interrupted half-way.
    """
    state = demonstration.loaded(db.session())
    db.session.rollback()
    if state.is_half_done:
        raise click.ClickException(
            "Loading the demonstration was interrupted. Remove the database and start again."
        )
    if state.has_missions:
        return False
    with use_language("en"):
        _build()
    return True


def _build() -> None:
    stage = Stage(clock.now())
    mission.build(stage)
    _import(stage)
    for title, life in LIVES:
        live(stage, demonstration.project_id(db.session(), stage.mission_id, title), life)
    stage.play()
    with unit_of_work(SYSTEM, stage.now) as work:
        work.session.add(FirstStart(id=1, demonstration_loaded=True))


def _import(stage: Stage) -> None:
    lines = read_table(REAL_PROJECTS.read_bytes())
    command = ImportProjects(
        stage.mission_id,
        [(line.number, line.cells) for line in lines],
        country_codes(),
        stage.people[Role.PROGRAMME_OFFICER],
    )
    stage.do("system", mission.FOUNDED_DAYS_AGO - 5, lambda work: import_projects(work, command))


def sign_ins() -> list[tuple[str, str, str]]:
    """Who can sign in to the demonstration: role, name, passphrase; the last lines are cards for the phone ballot."""
    mission_id = demonstration.demonstration_id(db.session(), mission.CODE)
    if mission_id is None:
        return []
    lines = []
    for _key, role, seat, name, _display_name in mission.PEOPLE:
        words = label("role", role) + (f" ({label('seat', seat)})" if seat else "")
        lines.append((words, name, mission.PASSPHRASE))
    open_panel = demonstration.open_panel_code(db.session(), mission_id)
    if open_panel:
        lines += [
            ("Community advisor, at /b", f"panel {open_panel}, number {number}", secret)
            for number, secret in OPEN_CARDS.items()
        ]
    return lines
