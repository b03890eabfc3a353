"""`qip user`: the first administrator of an installation, and a way back for one who lost the passphrase."""

import click
from flask.cli import with_appcontext

from qip_tracker.access import SYSTEM
from qip_tracker.domain.kernel.refusals import NotVisible, Refused
from qip_tracker.domain.people.roles import Role, Seat
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.i18n.refusals import refusal_message
from qip_tracker.queries.people.people import donor_names, partner_names
from qip_tracker.queries.programme.missions import mission_by_code
from qip_tracker.services.people import invitations
from qip_tracker.services.people.grants import RoleGiven
from qip_tracker.weblib.request.links import absolute
from qip_tracker.weblib.request.session_user import hash_of, new_token


@click.group("user")
def user_command() -> None:
    """Invite people, renew a passphrase."""


@user_command.command("add")
@click.option("--mission", "code", required=True, help="The code of the mission, for example MINUSCA.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--seat", type=click.Choice([seat.value for seat in Seat]), help="For a committee member.")
@click.option("--partner", help="The name of the partner, for a person of a partner.")
@click.option("--donor", help="The name of the donor, for a person of a donor.")
@click.option("--name", "display_name", required=True, help="The name others will see.")
@with_appcontext
def add_command(
    code: str, role: str, seat: str | None, partner: str | None, donor: str | None, display_name: str
) -> None:
    """Print a link by which the person chooses a name and a passphrase; it works once, for seven days."""
    mission = mission_by_code(db.session(), code)
    if mission is None:
        raise click.ClickException(f"There is no mission {code.upper()}. Found it with: qip mission add")
    name = " ".join(display_name.split())
    if not 0 < len(name) <= 120:
        raise click.ClickException("Give a name of at most 120 characters.")
    given = RoleGiven(
        role,
        seat,
        _number("partner", partner, partner_names(db.session(), mission.id)),
        _number("donor", donor, donor_names(db.session(), mission.id)),
    )
    token = new_token()
    try:
        with unit_of_work(SYSTEM) as work:
            invitations.invite(work, invitations.Invite(mission.id, name, given, hash_of(token)))
    except Refused as refused:
        raise click.ClickException(words_of(refused)) from refused
    click.echo(absolute("accounts.join", token=token))
    click.echo("Works once, for seven days. It is stored nowhere: hand it over now.", err=True)


@user_command.command("renew")
@click.argument("name")
@with_appcontext
def renew_command(name: str) -> None:
    """Print a link by which NAME, as typed when signing in, sets a new passphrase; it works once, for 24 hours."""
    token = new_token()
    try:
        with unit_of_work(SYSTEM) as work:
            invitations.renew_from_command_line(work, name, hash_of(token))
    except NotVisible as error:
        raise click.ClickException("Nobody with an open role signs in with this name.") from error
    except Refused as refused:
        raise click.ClickException(words_of(refused)) from refused
    click.echo(absolute("accounts.join", token=token))
    click.echo("Works once, for 24 hours. The person will see that it was made.", err=True)


def words_of(refused: Refused) -> str:
    """Every reason of a refusal, for the terminal."""
    return " ".join(refusal_message(refusal.code, refusal.details) for refusal in refused.refusals)


def _number(noun: str, wanted: str | None, bodies: list[tuple[int, str]]) -> int | None:
    if wanted is None:
        return None
    numbers = [number for number, name in bodies if name.casefold() == wanted.strip().casefold()]
    if not numbers:
        known = ", ".join(name for _, name in bodies) or "none yet"
        raise click.ClickException(f"There is no {noun} {wanted!r} in this mission; there is: {known}")
    return numbers[0]
