"""What the facts of `domain.works.gates` read."""

from typing import Final

from sqlalchemy import or_

from qip_tracker.domain.works import gates
from qip_tracker.domain.works.vocabulary import VisitPurpose
from qip_tracker.models import Handover, Milestone, Photo, Visit
from qip_tracker.queries.kernel.gates import Columns
from qip_tracker.queries.project.parts import has, how_many

FACTS: Final[Columns] = {
    gates.MILESTONES_OPEN: how_many(
        Milestone,
        Milestone.dropped_on.is_(None),
        or_(Milestone.seen_on.is_(None), Milestone.confirmed_on.is_(None)),
    ),
    gates.HAS_FINAL_VISIT: has(Visit, Visit.purpose == VisitPurpose.FINAL),
    gates.VISITS: how_many(Visit),
    gates.PHOTOS: how_many(Photo),
    gates.HAS_HANDOVER: has(Handover),
}
