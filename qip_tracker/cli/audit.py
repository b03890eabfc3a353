"""`qip audit verify`: walk the chain and the frozen reports, and say whether anybody changed history."""

import re

import click
from flask.cli import with_appcontext

from qip_tracker.extensions import db
from qip_tracker.services.kernel.audit import verify
from qip_tracker.services.reporting import reports

_ANCHOR = re.compile(r"([0-9]{1,15}):([0-9a-f]{8,64})")


class Anchor(click.ParamType[tuple[int, str]]):
    """SEQUENCE:HASH as printed on a report; at least the first eight characters of the hash."""

    name = "SEQUENCE:HASH"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, str]:
        match = _ANCHOR.fullmatch(str(value).strip().lower())
        if match is None:
            self.fail("give SEQUENCE:HASH with at least eight characters of the hash", param, ctx)
        return int(match.group(1)), match.group(2)


@click.group("audit")
def audit_command() -> None:
    """Prove that history was not changed."""


@audit_command.command("verify")
@click.option(
    "--anchor", type=Anchor(), help="The head printed on an old report: it must still be in the chain."
)
@with_appcontext
def verify_command(anchor: tuple[int, str] | None) -> None:
    """Walk every row and every frozen report; exit 1 with what is not as it was written.

    The first such row of the trail is named, and every report whose facts, hash or moment were changed.
    """
    result = verify(db.session(), anchor)
    if result.fault is not None:
        sequence, what = result.fault
        raise click.ClickException(f"the audit trail is broken at row {sequence}: {what}")
    click.echo(
        f"{result.rows} rows, all as they were written. Head {result.head_sequence}:{result.head_hash}"
    )
    if anchor:
        click.echo(f"Row {anchor[0]} is the one printed on the report.")
    read, faults = reports.verify(db.session())
    if faults:
        raise click.ClickException(
            "\n".join(
                f"report {fault.report_id} ({fault.kind} of {fault.reference}): {fault.what}"
                for fault in faults
            )
        )
    click.echo(f"{read} frozen reports, all as they were frozen.")
