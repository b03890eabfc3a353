"""What a loader of subjects is: one for each kind of thing that a page or a verb can be about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from qip_tracker.access import Actor, Subject
from qip_tracker.domain.kernel.permissions import Permission

Path = Mapping[str, Any]
Load = Callable[[Session, Actor, Path], Subject | None]


@dataclass(frozen=True, slots=True)
class Loader:
    """`load` answers None when nothing is there; without one of the permissions the subject is not there either."""

    load: Load
    visible_by: tuple[Permission, ...] = ()
