"""The real projects of the demonstration and the life invented for each: which state it reaches, how late, how paid."""

from dataclasses import dataclass
from typing import Final

from qip_tracker.domain.programme.vocabulary import FundingKind
from qip_tracker.domain.project.states import ProjectState


@dataclass(frozen=True, slots=True)
class Life:
    """How far a project comes and when its agreement was signed; `fund` when another one pays it."""

    state: str
    signed_ago: int = 200
    office: str = "BEN"
    fund: str | None = None
    weeks: int = 20
    late: bool = False
    security: bool = False
    open_round: bool = False
    scored: bool = True
    condition: bool = False
    second_tranche: str | None = None
    released: bool = False


# The beginning of the published title, and the life invented for it.
LIVES: Final[tuple[tuple[str, Life], ...]] = (
    ("Construction of a building for the gender", Life(ProjectState.ACTIVE, 75, "BEN")),
    ("Construction of the perimeter wall", Life(ProjectState.CLOSED, 330, "BEN", security=True)),
    (
        "Renovation of the territory administration",
        Life(ProjectState.COMPLETED, 170, "DUN", second_tranche="request"),
    ),
    ("Construction of three pavilions", Life(ProjectState.ACTIVE, 190, "DUN", late=True)),
    ("Workshop of the Centre Espoir", Life(ProjectState.CLOSED, 340, "KIS", released=True)),
    ("Rehabilitation of the university residence", Life(ProjectState.TERMINATED, 260, "KIS", late=True)),
    ("Piped water for the maternity", Life(ProjectState.ON_HOLD, 130, "KIS")),
    ("Green-line telephones", Life(ProjectState.REJECTED, 90, "KIS", scored=False)),
    ("Rénovation de la mairie", Life(ProjectState.CLOSED, 320, "BGF", released=True)),
    ("Approvisionnement en eau potable", Life(ProjectState.AGREED, 6, "MOP", scored=False)),
    ("Ferme laitière", Life(ProjectState.ACTIVE, 40, "MOP", open_round=True, scored=False)),
    ("Électrification de la mairie", Life(ProjectState.APPROVED, 4, "MOP", condition=True, scored=False)),
    ("Atelier de mécanique", Life(ProjectState.SCREENED, 3, "KID", scored=False)),
    ("Deux moulins à grain", Life(ProjectState.SUBMITTED, 2, "KID", scored=False)),
    ("Two boreholes to end a feud", Life(ProjectState.ACTIVE, 110, "JUB", fund=FundingKind.PBF, weeks=22)),
    (
        "Two classroom blocks",
        Life(
            ProjectState.COMPLETED, 210, "JUB", fund=FundingKind.PBF, second_tranche="certify", released=True
        ),
    ),
    ("Maternity ward", Life(ProjectState.RETURNED, 5, "JUB", scored=False)),
    ("Solar pump with 52 panels", Life(ProjectState.DRAFT, 0, "NAQ", scored=False)),
    ("Village package", Life(ProjectState.WITHDRAWN, 60, "ABY", scored=False)),
    ("Three mills, a vegetable farm", Life(ProjectState.DRAFT, 0, "ABY", scored=False)),
    ("Magistrate's court", Life(ProjectState.DRAFT, 0, "MON", scored=False)),
    ("Six projects paid by the African Union", Life(ProjectState.DRAFT, 0, "MON", scored=False)),
)
