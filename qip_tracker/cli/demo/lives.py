"""The real projects of the demonstration and the life invented for each: which state it reaches, how late, how paid."""

from dataclasses import dataclass
from typing import Final


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
    ("Construction of a building for the gender", Life("active", 75, "BEN")),
    ("Construction of the perimeter wall", Life("closed", 330, "BEN", security=True)),
    ("Renovation of the territory administration", Life("completed", 170, "DUN", second_tranche="request")),
    ("Construction of three pavilions", Life("active", 190, "DUN", late=True)),
    ("Workshop of the Centre Espoir", Life("closed", 340, "KIS", released=True)),
    ("Rehabilitation of the university residence", Life("terminated", 260, "KIS", late=True)),
    ("Piped water for the maternity", Life("on_hold", 130, "KIS")),
    ("Green-line telephones", Life("rejected", 90, "KIS", scored=False)),
    ("Rénovation de la mairie", Life("closed", 320, "BGF", released=True)),
    ("Approvisionnement en eau potable", Life("agreed", 6, "MOP", scored=False)),
    ("Ferme laitière", Life("active", 40, "MOP", open_round=True, scored=False)),
    ("Électrification de la mairie", Life("approved", 4, "MOP", condition=True, scored=False)),
    ("Atelier de mécanique", Life("screened", 3, "KID", scored=False)),
    ("Deux moulins à grain", Life("submitted", 2, "KID", scored=False)),
    ("Two boreholes to end a feud", Life("active", 110, "JUB", fund="pbf", weeks=22)),
    (
        "Two classroom blocks",
        Life("completed", 210, "JUB", fund="pbf", second_tranche="certify", released=True),
    ),
    ("Maternity ward", Life("returned", 5, "JUB", scored=False)),
    ("Solar pump with 52 panels", Life("draft", 0, "NAQ", scored=False)),
    ("Village package", Life("withdrawn", 60, "ABY", scored=False)),
    ("Three mills, a vegetable farm", Life("draft", 0, "ABY", scored=False)),
    ("Magistrate's court", Life("draft", 0, "MON", scored=False)),
    ("Six projects paid by the African Union", Life("draft", 0, "MON", scored=False)),
)
