"""Scoring rounds as pages show them: dates, stage and seal, never a count of votes."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from qip_tracker.domain.community.evaluations import STAGE_STATES, stage_order
from qip_tracker.domain.community.vocabulary import RoundStage
from qip_tracker.models import AuditEvent, Panel, Round


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """A round; `closed_on` is None while it is open."""

    id: int
    panel_id: int
    panel_name: str
    stage: str
    opened_on: date
    closes_on: date
    closed_on: date | None
    has_strata: bool
    ballots_sha256: str | None
    heard_summary: str | None
    heard_released_on: date | None
    version: int

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


def rounds_of(session: Session, project_id: int) -> list[RoundSeen]:
    """The rounds of a project in the order of their stages."""
    rounds = [_seen(row.Round, row.name) for row in session.execute(_rounds(project_id))]
    return sorted(rounds, key=lambda panel_round: stage_order(panel_round.stage))


def round_of(session: Session, project_id: int, round_id: int) -> RoundSeen:
    """One round of a project; the guard has found it before."""
    row = session.execute(_rounds(project_id).where(Round.id == round_id)).one()
    return _seen(row.Round, row.name)


def cards_reissued(session: Session, round_: RoundSeen) -> int:
    """Cards of the panel that got a new secret between the days of opening and closing, by the audit trail.

    Whoever holds the new secret can answer in the member's name: how often that could have been is everybody's to see.
    """
    last = round_.closed_on or round_.closes_on
    begun = datetime.combine(round_.opened_on, time(), UTC)
    ended = datetime.combine(last, time(), UTC) + timedelta(days=1)
    events = session.scalars(
        select(AuditEvent.change).where(
            AuditEvent.action == "card.reissued",
            AuditEvent.object_type == "panel",
            AuditEvent.object_id == str(round_.panel_id),
            AuditEvent.happened_at >= begun,
            AuditEvent.happened_at < ended,
        )
    )
    return len({json.loads(change)["details"]["number"] for change in events})


def stages_to_open(rounds: list[RoundSeen], state: str) -> list[str]:
    """The stages that can be opened now: fitting the project's state, not held before, none while one is open."""
    if any(panel_round.is_open for panel_round in rounds):
        return []
    held = {panel_round.stage for panel_round in rounds}
    return [stage for stage in RoundStage if stage not in held and state in STAGE_STATES[stage]]


def _rounds(project_id: int) -> Select[Any, Any]:
    return (
        select(Round, Panel.name)
        .join(Panel, Panel.id == Round.panel_id)
        .where(Round.project_id == project_id)
    )


def _seen(row: Round, panel_name: str) -> RoundSeen:
    return RoundSeen(
        row.id,
        row.panel_id,
        panel_name,
        row.stage,
        row.opened_on,
        row.closes_on,
        row.closed_at.date() if row.closed_at else None,
        row.has_strata,
        row.ballots_sha256,
        row.heard_summary,
        row.heard_released_on,
        row.version,
    )
