"""`qip up`: everything `make run` needs: migrate, demonstration on first start, say who can sign in, serve."""

import click
from flask import current_app
from flask.cli import with_appcontext

from qip_tracker.cli.installation import current_settings
from qip_tracker.cli.migrate import migrate
from qip_tracker.cli.serve import serve
from qip_tracker.settings import Settings


@click.command("up")
@click.option("--port", type=click.IntRange(1, 65535), help="Listen on this port instead of PORT.")
@with_appcontext
def up_command(port: int | None) -> None:
    """Migrate, load the demonstration if there is no mission yet, and serve."""
    settings = current_settings()
    raise SystemExit(up(settings, port or settings.port))


def up(settings: Settings, port: int) -> int:
    """Migrate, load the demonstration into an empty development database, serve; the exit code of serving.

    The passphrases of the demonstration are printed and known to everybody, so production never loads it.
    """
    migrate()
    if not settings.production:
        # Imported here because the demonstration pulls in every service, which a production start does not need.
        from qip_tracker.cli.demo import load_demonstration, sign_ins

        if load_demonstration():
            click.echo("Loaded the demonstration mission (first start).")
        _print_sign_ins(sign_ins())
    return serve(current_app._get_current_object(), settings, port)  # type: ignore[attr-defined]


def _print_sign_ins(people: list[tuple[str, str, str]]) -> None:
    """One line a person of the demonstration: role, name to sign in with, passphrase."""
    if not people:
        return
    click.echo("Who can sign in (demonstration only):")
    width_role = max(len(role) for role, _, _ in people)
    width_name = max(len(name) for _, name, _ in people)
    for role, name, passphrase in people:
        click.echo(f"  {role:<{width_role}}  {name:<{width_name}}  {passphrase}")
