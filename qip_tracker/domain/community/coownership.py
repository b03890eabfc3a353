"""When a co-owner's word can be recorded, and what a contribution in kind must say."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from qip_tracker.domain.community.vocabulary import ConsentStage
from qip_tracker.domain.kernel.refusals import Refusal
from qip_tracker.domain.project.states import (
    BEGUN_STATES,
    ENDED_STATES,
    PROPOSED_STATES,
    UNDER_AGREEMENT_STATES,
    ProjectState,
)

# A word can be given only about something that exists: the partner is chosen and approved, the works have begun.
STATES_OF_STAGE: Final[Mapping[str, frozenset[ProjectState]]] = {
    ConsentStage.DESIGN: PROPOSED_STATES | UNDER_AGREEMENT_STATES,
    ConsentStage.AGREEMENT: UNDER_AGREEMENT_STATES | {ProjectState.APPROVED},
    ConsentStage.HANDOVER: BEGUN_STATES,
}


def editing_refusals(project_state: str) -> list[Refusal]:
    """What is on record about owners does not change once the project has ended."""
    return [Refusal("coownership.project_ended")] if project_state in ENDED_STATES else []


def consent_refusals(
    *, stage: str, agreed: bool, note: str | None, given_on: date, project_state: str, today: date
) -> list[Refusal]:
    """Why a word cannot be recorded: too early, no reason for a no, or a day that has not come."""
    refusals = editing_refusals(project_state)
    if not refusals and project_state not in STATES_OF_STAGE[stage]:
        refusals.append(Refusal("consent.too_early", "stage"))
    if not agreed and not (note or "").strip():
        refusals.append(Refusal("consent.reason_missing", "note"))
    if given_on > today:
        refusals.append(Refusal("date.in_future", "given_on"))
    return refusals


def contribution_refusals(
    promised_on: date, delivered_on: date | None, project_state: str, today: date
) -> list[Refusal]:
    """Why a contribution cannot stand as it is: days in the future, or delivered before it was promised."""
    refusals = editing_refusals(project_state)
    if promised_on > today:
        refusals.append(Refusal("date.in_future", "promised_on"))
    if delivered_on is not None and delivered_on > today:
        refusals.append(Refusal("date.in_future", "delivered_on"))
    if delivered_on is not None and delivered_on < promised_on:
        refusals.append(Refusal("contribution.delivered_too_early", "delivered_on"))
    return refusals
