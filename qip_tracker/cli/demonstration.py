"""`qip demo`: load the demonstration mission without serving it; never in production."""

import click
from flask.cli import with_appcontext

from qip_tracker.cli.installation import current_settings


@click.command("demo")
@with_appcontext
def demo_command() -> None:
    """Load the demonstration mission into an empty database."""
    # Imported here because the demonstration pulls in every service.
    from qip_tracker.cli.demo import load_demonstration, sign_ins

    if current_settings().production:
        raise click.ClickException("Its passphrases are known to everybody, so production never loads it.")
    loaded = load_demonstration()
    click.echo(
        "Loaded the demonstration mission." if loaded else "There is a mission already; nothing was loaded."
    )
    for role, name, passphrase in sign_ins():
        click.echo(f"  {role}: {name}, {passphrase}")
