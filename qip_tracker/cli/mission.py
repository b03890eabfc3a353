"""`qip mission add`: how an empty installation gets its first mission."""

import click
from flask.cli import with_appcontext

from qip_tracker.access import SYSTEM
from qip_tracker.cli.user import words_of
from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.extensions import unit_of_work
from qip_tracker.i18n import LANGUAGES
from qip_tracker.services.programme import programme


@click.group("mission")
def mission_command() -> None:
    """Found a mission."""


@mission_command.command("add")
@click.option("--code", required=True, help="Short code; every project reference begins with it.")
@click.option("--name", required=True)
@click.option("--currency", required=True, help="ISO code of the local currency, for example XAF.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@with_appcontext
def add_command(code: str, name: str, currency: str, language: str) -> None:
    """Found a mission. Then: qip user add --mission CODE --role administrator --name ..."""
    name = " ".join(name.split())
    if not 0 < len(name) <= 200:
        raise click.ClickException("Give a name of at most 200 characters.")
    command = programme.FoundMission(code, name, currency.strip().upper(), language)
    try:
        with unit_of_work(SYSTEM) as work:
            mission = programme.found_mission(work, command)
    except Refused as refused:
        raise click.ClickException(words_of(refused)) from refused
    click.echo(f"Founded {mission.code}. Now invite its administrator:")
    click.echo(
        f'  flask --app wsgi qip user add --mission {mission.code} --role administrator --name "Display Name"'
    )
