"""The community's need: what people said first, then who was heard, by group and count, never by name."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import Refusal
from qip_tracker.models import Need, NeedGroup
from qip_tracker.services.kernel.work import Work


@dataclass(frozen=True, slots=True)
class GroupHeard:
    """How many women and men of one group were heard."""

    code: str
    women: int
    men: int


@dataclass(frozen=True, slots=True)
class NeedHeard:
    """What a community said it needs, and how it came to be known; a draft may leave all of it open."""

    statement: str | None
    confidence_gap: str | None
    method: str | None
    heard_on: date | None
    raised_locally: bool
    groups: tuple[GroupHeard, ...]


def need_refusals(heard: NeedHeard, today: date) -> list[Refusal]:
    """Nobody was heard tomorrow; a group stands once, and somebody of it was there."""
    refusals = []
    if heard.heard_on is not None and heard.heard_on > today:
        refusals.append(Refusal("date.in_future", "heard_on"))
    codes = [group.code for group in heard.groups]
    if len(codes) != len(set(codes)):
        refusals.append(Refusal("need.group_twice", "groups"))
    if any(group.women + group.men == 0 for group in heard.groups):
        refusals.append(Refusal("need.group_empty", "groups"))
    return refusals


def record(work: Work, heard: NeedHeard, mission_id: int, field_office_id: int | None) -> Need:
    """A new need of a mission, flushed so that a project can point to it."""
    need = Need(
        mission_id=mission_id,
        field_office_id=field_office_id,
        statement=heard.statement or "",
        confidence_gap=heard.confidence_gap,
        method=heard.method,
        heard_on=heard.heard_on,
        raised_locally=heard.raised_locally,
        recorded_by_id=work.person_id,
        recorded_at=work.now,
        groups=[NeedGroup(code=group.code, women=group.women, men=group.men) for group in heard.groups],
    )
    work.session.add(need)
    work.session.flush()
    return need


def revise(work: Work, need_id: int, heard: NeedHeard, field_office_id: int | None) -> Need:
    """The same need in other words; groups that stay keep their row."""
    need = work.locked(Need, need_id)
    need.field_office_id = field_office_id
    need.statement = heard.statement or ""
    need.confidence_gap = heard.confidence_gap
    need.method, need.heard_on = heard.method, heard.heard_on
    need.raised_locally = heard.raised_locally
    stored = {
        group.code: group
        for group in work.session.scalars(select(NeedGroup).where(NeedGroup.need_id == need.id))
    }
    for group in heard.groups:
        row = stored.pop(group.code, None)
        if row is None:
            work.session.add(NeedGroup(need_id=need.id, code=group.code, women=group.women, men=group.men))
        else:
            row.women, row.men = group.women, group.men
    for row in stored.values():
        work.session.delete(row)
    return need
