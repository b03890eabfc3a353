"""How a rule says no: a code that i18n turns into words, the field it concerns, and what was found.

A refused action changes nothing: services raise before they write, and the unit of work rolls back.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason: `code` is `noun.reason`; `field` names the form field, None for the whole form."""

    code: str
    field: str | None = None
    details: Mapping[str, object] = dataclasses.field(default_factory=dict)


class Refused(Exception):
    """A domain rule refuses the action; carries every reason found, not only the first."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(", ".join(refusal.code for refusal in refusals))
        self.refusals = refusals


def refuse(code: str, field: str | None = None, **details: object) -> Refused:
    """Build a `Refused` with a single reason."""
    return Refused(Refusal(code, field, details))


class NotVisible(Exception):
    """The thing is absent, deleted, or outside what the actor may see: all answered alike (404)."""


class NotAllowed(Exception):
    """The actor may see the thing but not do this to it (403)."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


class StaleEdit(Exception):
    """Somebody else saved first: the stored version number, the stored values, and the row as (table, key) if known."""

    def __init__(
        self, current_version: int, current: Mapping[str, object], row: tuple[str, str] | None = None
    ) -> None:
        super().__init__(f"stored version is {current_version}")
        self.current_version = current_version
        self.current = current
        self.row = row
