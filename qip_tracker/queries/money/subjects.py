"""Tranches as subjects of access."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.models import Tranche
from qip_tracker.queries.kernel.subjects import Loader
from qip_tracker.queries.project.subjects import part_of_project

LOADERS: Final[Mapping[str, Loader]] = {
    "tranche": part_of_project("tranche", Tranche, "tranche_id"),
}
