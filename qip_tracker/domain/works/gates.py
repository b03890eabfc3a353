"""What must be built, seen and handed over before works are completed and the file is closed."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.domain.kernel.gates import AtLeast, Equals, Flag, Gate, Is, Number, Policy

MILESTONES_OPEN: Final = Number("milestones_open")
HAS_FINAL_VISIT: Final = Flag("has_final_visit")
VISITS: Final = Number("visits")
PHOTOS: Final = Number("photos")
HAS_HANDOVER: Final = Flag("has_handover")

GATES: Final[Mapping[str, tuple[Gate, ...]]] = {
    "complete": (
        Gate("milestones.open", "milestones", Equals(MILESTONES_OPEN, 0)),
        Gate("visits.no_final", "milestones", Is(HAS_FINAL_VISIT)),
        Gate("visits.too_few", "milestones", AtLeast(VISITS, Policy("minimum_visits"))),
    ),
    "close": (
        Gate("handover.missing", "handover", Is(HAS_HANDOVER)),
        Gate("photos.missing", "milestones", AtLeast(PHOTOS, 1)),
    ),
}
