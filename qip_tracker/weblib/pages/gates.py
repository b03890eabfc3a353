"""The checklist of a move as a page shows it: what is met, what is missing and why, and where to put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import current_app, url_for

from qip_tracker.domain.kernel.gates import ChecklistLine, Gate
from qip_tracker.i18n.gates import gate_words
from qip_tracker.i18n.refusals import refusal_message

ROOMS: Final = {
    "need": "proposals.need",
    "plan": "proposals.plan",
    "people": "proposals.people",
    "screening": "proposals.screening",
    "decision": "proposals.show",
    "coownership": "coownership.index",
    "milestones": "milestones.index",
    "money": "tranches.index",
    "handover": "handover.show",
    "community": "panels.index",
}
# Its page has the address of the partner, not of the project.
BY_PARTNER: Final = "partner"


@dataclass(frozen=True, slots=True)
class GateRow:
    """A line of a checklist in words; `reason` and `url` only where something is missing."""

    is_met: bool
    words: str
    reason: str | None
    url: str | None


def require_rooms(gates: Iterable[Gate]) -> None:
    """Every gate names a room that has a page. Raises LookupError, so that nothing starts without one."""
    for gate in gates:
        if gate.room not in ROOMS and gate.room != BY_PARTNER:
            raise LookupError(
                f"gate {gate.code} is put right in {gate.room!r}: name its page in {__name__}.ROOMS"
            )


def gate_rows(
    lines: Iterable[ChecklistLine], project_id: int, partner_id: int | None = None
) -> list[GateRow]:
    """The lines of `domain.kernel.gates.checklist` in the language spoken now, each missing one with its address."""
    return [
        GateRow(True, gate_words(line.code), None, None)
        if line.is_met
        else GateRow(
            False,
            gate_words(line.code),
            refusal_message(line.code),
            _url(line.room, project_id, partner_id),
        )
        for line in lines
    ]


def _url(room: str, project_id: int, partner_id: int | None) -> str | None:
    if room == BY_PARTNER:
        is_there = partner_id is not None and "partners.show" in current_app.view_functions
        return url_for("partners.show", partner_id=partner_id) if is_there else None
    endpoint = ROOMS[room]
    return url_for(endpoint, project_id=project_id) if endpoint in current_app.view_functions else None
