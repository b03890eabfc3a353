"""Milestones, visits and photos as subjects of access."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.models import Milestone, Photo, Visit
from qip_tracker.queries.kernel.subjects import Loader
from qip_tracker.queries.project.subjects import part_of_project

LOADERS: Final[Mapping[str, Loader]] = {
    "milestone": part_of_project("milestone", Milestone, "milestone_id"),
    "visit": part_of_project("visit", Visit, "visit_id"),
    "photo": part_of_project("photo", Photo, "photo_id"),
}
