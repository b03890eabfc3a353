"""`qip import FILE`: projects from CSV or XLSX; all rows or none."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from qip_tracker.access import SYSTEM
from qip_tracker.adapters.spreadsheets import UnreadableTable, read_table
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.i18n.formats import country_codes
from qip_tracker.i18n.import_faults import fault_words
from qip_tracker.queries.programme.missions import all_missions, first_officer_id
from qip_tracker.services.portfolio.imports import Imported, ImportProjects, import_projects


def _mission_id(code: str | None) -> int:
    missions = all_missions(db.session())
    if code is None and len(missions) == 1:
        return missions[0].id
    named = next((mission for mission in missions if mission.code == (code or "").upper()), None)
    if named is None:
        known = ", ".join(mission.code for mission in missions) or "none yet"
        raise click.ClickException(f"Name the mission with --mission CODE (there is: {known}).")
    return named.id


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mission", "code", help="The mission's code; may be left out when there is only one.")
@click.option("--dry-run", is_flag=True, help="Check everything, store nothing.")
@with_appcontext
def import_command(file: Path, code: str | None, dry_run: bool) -> None:
    """Import projects from FILE (CSV or XLSX): every row is stored, or none and every fault is printed."""
    mission_id = _mission_id(code)
    officer_id = first_officer_id(db.session(), mission_id)
    if officer_id is None:
        raise click.ClickException("The mission has no programme officer yet; projects need a focal point.")
    try:
        lines = read_table(file.read_bytes())
    except UnreadableTable as error:
        raise click.ClickException(fault_words(error.code)) from error
    command = ImportProjects(
        mission_id, [(line.number, line.cells) for line in lines], country_codes(), officer_id, dry_run
    )
    with unit_of_work(SYSTEM) as work:
        outcome = import_projects(work, command)
    _print(outcome, dry_run)
    if outcome.faults or outcome.missing:
        raise SystemExit(1)


def _print(outcome: Imported, dry_run: bool) -> None:
    for column in outcome.missing:
        click.echo(f"column {column} is missing", err=True)
    for fault in outcome.faults:
        click.echo(
            f"row {fault.row}, column {fault.column}, value {fault.value!r}: {fault_words(fault.code)}",
            err=True,
        )
    if outcome.faults or outcome.missing:
        click.echo(f"{len(outcome.faults) + len(outcome.missing)} faults, 0 stored")
        return
    verb = "would be stored" if dry_run else "stored"
    click.echo(f"{outcome.stored} {verb}, {outcome.already_there} already there")
