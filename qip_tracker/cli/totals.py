"""`qip totals verify`: say whether the totals kept on every project are what its rows add up to."""

import click
from flask.cli import with_appcontext

from qip_tracker.extensions import db
from qip_tracker.queries.portfolio.totals import broken_histories, differences


@click.group("totals")
def totals_command() -> None:
    """Prove that kept totals are what the rows say."""


@totals_command.command("verify")
@with_appcontext
def verify_command() -> None:
    """Count every project's payments, milestones and visits anew, and hold rows against their append-only histories.

    Exit 1 naming each that differs.

    Money is in minor units (US cents, and those of the local currency). Nothing is changed.
    """
    session = db.session()
    found = differences(session) + broken_histories(session)
    for one in found:
        click.echo(
            f"{one.reference} (project {one.project_id}): {one.column} is {one.stored}, its rows say {one.counted}"
        )
    if found:
        projects = len({one.project_id for one in found})
        raise click.ClickException(f"totals that differ from their rows: {len(found)}, projects: {projects}")
    click.echo("The totals of every project are what its rows say.")
