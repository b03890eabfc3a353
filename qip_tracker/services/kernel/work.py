"""One piece of work: who acts, when, under which rules, in which transaction; and its line in the audit trail."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session

from qip_tracker.access import Actor, Subject, require
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.kernel.refusals import NotVisible, StaleEdit
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.kernel.sensitivity import KEPT_OUT_OF_THE_TRAIL
from qip_tracker.models import AuditEvent, AuditHead, Base
from qip_tracker.queries.programme.rules import rules_on

Row = TypeVar("Row", bound=Base)
CHANGES = "qip_changes"


def canonical(value: object) -> str:
    """One spelling of a JSON value, so that equal contents have equal hashes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def chain_hash(previous_hash: str, row: Mapping[str, object]) -> str:
    """SHA-256 over the hash before and the canonical row."""
    return hashlib.sha256(f"{previous_hash}{canonical(row)}".encode()).hexdigest()


def row_name(row: Any) -> tuple[str, str]:
    """A row as the audit trail names it: its table, and its key as one text."""
    state = inspect(row)
    identity = state.identity or state.mapper.primary_key_from_instance(row)
    return state.mapper.local_table.name, "-".join(str(part) for part in identity)


def _changes_of(session: Session) -> list[dict[str, object]]:
    changes: list[dict[str, object]] = []
    for kind, rows in (("added", session.new), ("changed", session.dirty), ("removed", session.deleted)):
        for row in rows:
            if not getattr(type(row), "audited", False):
                continue
            state = inspect(row)
            columns: dict[str, object] = {}
            for attribute in state.mapper.column_attrs:
                column = attribute.columns[0]
                history = state.attrs[attribute.key].history
                if column.info["sensitivity"] in KEPT_OUT_OF_THE_TRAIL:
                    if history.has_changes():
                        columns[attribute.key] = "(private)"
                elif kind == "added":
                    columns[attribute.key] = state.attrs[attribute.key].value
                elif history.has_changes():
                    old = history.deleted[0] if history.deleted else None
                    columns[attribute.key] = [old, state.attrs[attribute.key].value]
            if columns or kind == "removed":
                table, key = row_name(row)
                changes.append({"what": kind, "table": table, "id": key, "columns": columns})
    return changes


@event.listens_for(Session, "after_flush")
def _collect_changes(session: Session, context: object) -> None:
    if CHANGES in session.info:
        session.info[CHANGES].extend(_changes_of(session))


@dataclass(frozen=True, slots=True)
class _Recorded:
    action: str
    subject: Base
    mission_id: int | None
    project_id: int | None
    details: Mapping[str, object]


@dataclass
class Work:
    """Replaces five globals: session, current user, clock, configuration, mail. `now` is aware UTC."""

    session: Session
    actor: Actor
    now: datetime
    recorded: list[_Recorded] = field(default_factory=list)
    effects: list[Callable[[], None]] = field(default_factory=list)
    leaves_no_copies: bool = False
    _rules: dict[int, Rules] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.session.info[CHANGES] = []

    @cached_property
    def today(self) -> date:
        """The day in UTC."""
        return self.now.date()

    @property
    def person_id(self) -> int:
        """The acting person; work that needs one is never done by the system or nobody."""
        if self.actor.person_id is None:
            raise NotVisible("this takes a person")
        return self.actor.person_id

    def rules_of(self, mission_id: int) -> Rules:
        """The policy numbers of a mission in force today."""
        if mission_id not in self._rules:
            self._rules[mission_id] = rules_on(self.session, mission_id, self.today)
        return self._rules[mission_id]

    def require(self, permission: Permission, subject: Subject) -> None:
        """Raise `NotAllowed` unless the actor holds the permission on the subject."""
        require(self.actor, permission, subject)

    def locked(self, model: type[Row], identity: object) -> Row:
        """The row as it is now, locked until the commit; `NotVisible` when it is not there."""
        row = self.session.get(model, identity, with_for_update=True, populate_existing=True)
        if row is None:
            raise NotVisible(model.__name__)
        return row

    def check_version(self, row: Any, version: int | None) -> None:
        """Refuse a stale edit: the form must have been drawn from the version stored now (None: no form)."""
        if version is not None and row.version != version:
            columns = inspect(row).mapper.column_attrs
            current = {attr.key: getattr(row, attr.key) for attr in columns}
            raise StaleEdit(row.version, current, row_name(row))

    def record(
        self,
        action: str,
        subject: Base,
        *,
        mission_id: int | None = None,
        project_id: int | None = None,
        **details: object,
    ) -> None:
        """Name what was done, in the past tense (`proposal.submitted`); row changes are added by themselves."""
        self.recorded.append(_Recorded(action, subject, mission_id, project_id, details))

    def after_commit(self, effect: Callable[[], None]) -> None:
        """Something to do once the change is stored for good."""
        self.effects.append(effect)

    def leave_no_copies(self) -> None:
        """After this commit no file of the database may hold its earlier states: they would tell who said what."""
        self.leaves_no_copies = True

    def seal(self) -> None:
        """Write the audit rows of this work; a change nobody named is a programming error."""
        self.session.flush()
        changes = self.session.info.pop(CHANGES)
        if changes and not self.recorded:
            raise RuntimeError(f"rows changed without a line in the audit trail: {changes[0]['table']}")
        if not self.recorded:
            return
        head = self.session.scalars(select(AuditHead).with_for_update()).one()
        for index, recorded in enumerate(self.recorded):
            change: dict[str, object] = {"details": recorded.details}
            if index == 0:
                change["changes"] = changes
            self._append(head, recorded, canonical(change))
        self.session.flush()

    def _append(self, head: AuditHead, recorded: _Recorded, change: str) -> None:
        identity = inspect(recorded.subject).identity or ("",)
        row: dict[str, object] = {
            "sequence": head.sequence + 1,
            "happened_at": self.now.isoformat(),
            "actor_key": self.actor.key,
            "action": recorded.action,
            "object_type": recorded.subject.__tablename__,
            "object_id": "-".join(str(part) for part in identity),
            "mission_id": recorded.mission_id,
            "project_id": recorded.project_id,
            "change": change,
        }
        head.hash = chain_hash(previous := head.hash, row)
        head.sequence += 1
        stored = {**row, "happened_at": self.now}
        self.session.add(AuditEvent(**stored, previous_hash=previous, hash=head.hash))
