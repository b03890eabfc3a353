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
    differing = differences(session) + broken_histories(session)
    for difference in differing:
        click.echo(
            f"{difference.reference} (project {difference.project_id}): {difference.column}"
            f" is {difference.stored}, its rows say {difference.counted}"
        )
    if differing:
        projects = len({difference.project_id for difference in differing})
        raise click.ClickException(
            f"totals that differ from their rows: {len(differing)}, projects: {projects}"
        )
    click.echo("The totals of every project are what its rows say.")
