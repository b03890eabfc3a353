"""Parts of an invented project, for reports in tests and benchmarks."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

from PIL import Image

from qip_tracker.domain.kernel.dates import days_late
from qip_tracker.reports.facts.amounts import Amount, Rate, amounts, difference
from qip_tracker.reports.facts.community import RoundFacts, Score
from qip_tracker.reports.facts.project import (
    BudgetLineFacts,
    Clock,
    ConsentFacts,
    ContributionFacts,
    CoOwnerFacts,
    CoOwnership,
    DesignChangeFacts,
    MilestoneFacts,
    Money,
    PhotoFacts,
    TrancheFacts,
    VisitFacts,
)
from qip_tracker.reports.facts.provenance import AuditHead, Proof, Provenance
from qip_tracker.reports.facts.snapshot import sha256

AS_OF = date(2026, 3, 12)
VERIFY_URL = "https://qip.example.org/verify/4f1d0c9be2a3"


@cache
def photo(number: int = 0) -> bytes:
    """A JPEG that looks a little like a place: earth, sky and a house, no two alike."""
    width, height = 640, 420
    picture = Image.new("RGB", (width, height))
    pixels = [
        (
            (170 + number * 20 - y // 6) % 256
            if y < 200 + 20 * math.sin(x / 90 + number)
            else 120 + (x * 7 + y * 3) % 40,
            190 - y // 8 if y < 200 else 95 + (x * 5 + y) % 30,
            225 - y // 10 if y < 200 else 60 + number * 10,
        )
        for y in range(height)
        for x in range(width)
    ]
    picture.putdata(pixels)
    picture.paste((205, 190, 160), (200 + number * 30, 150, 420, 300))
    picture.paste((140, 60, 40), (190 + number * 30, 130, 430, 155))
    target = BytesIO()
    picture.save(target, "JPEG", quality=80)
    return target.getvalue()


def assets(media_key: str) -> bytes | None:
    """Photos by key: "photo-0" to "photo-3"; any other is gone."""
    if media_key.startswith("photo-"):
        return photo(int(media_key.removeprefix("photo-")))
    return None


def provenance(**changes: object) -> Provenance:
    """Where the facts come from."""
    whole = Provenance(
        mission="United Nations Mission in the Example Republic",
        mission_code="UNMEX",
        prepared_for="Government of Examplia, Peace Fund",
        classification="internal",
        as_of=AS_OF,
        is_demonstration=True,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def proof(facts: object) -> Proof:
    """What a store would say of these facts, frozen in the afternoon of their day."""
    return Proof(
        sha256=sha256(facts),
        frozen_at=datetime(2026, 3, 12, 14, 5, tzinfo=UTC),
        audit=AuditHead(sequence=1841, hash="9f3c" * 16),
        address=VERIFY_URL,
    )


def money() -> Money:
    """Approved 30.0 million CFA francs, two of three tranches paid."""
    approved = amounts(29_964_000, "XOF", 4_982000)
    tranches = tuple(
        TrancheFacts(
            number=number,
            percent=percent,
            amount=amounts(29_964_000 * percent // 100, "XOF", 4_982000 * percent // 100),
            state="paid" if paid_on else "certified",
            paid_on=paid_on,
        )
        for number, percent, paid_on in (
            (1, 40, date(2025, 9, 22)),
            (2, 40, date(2026, 1, 15)),
            (3, 20, None),
        )
    )
    paid = amounts(29_964_000 * 80 // 100, "XOF", 4_982000 * 80 // 100)
    lines = (
        (
            "materials",
            "Cement, sand, iron and roofing sheets for three classrooms",
            12_450_000,
            20_700_00,
            "qip",
        ),
        ("skilled_labour", "Masons, carpenters and one electrician, 14 weeks", 8_120_000, 13_500_00, "qip"),
        ("equipment", "52 solar panels, inverter and batteries", 6_380_000, 10_610_00, "qip"),
        ("transport", "Transport of materials from the regional capital", 1_814_000, 3_016_00, "qip"),
        ("training_costs", "Training of the school's management committee", 900_000, 1_496_00, "qip"),
        ("visibility", "Board, paint and the handover ceremony", 300_000, 498_00, "qip"),
        ("unskilled_labour", "Digging and carrying by parents", 2_400_000, 3_990_00, "community"),
    )
    return Money(
        approved=approved,
        paid=paid,
        balance=difference(approved, paid),
        rate=Rate("601.445", date(2025, 7, 1)),
        tranches=tranches,
        budget=tuple(
            BudgetLineFacts(category=code, description=words, amount=amounts(local, "XOF", usd), funded_by=by)
            for code, words, local, usd, by in lines
        ),
    )


def milestone(
    title: str, weight: int, planned: date, done: date | None, reason: str | None = None, as_of: date = AS_OF
) -> MilestoneFacts:
    """A milestone with its lateness worked out."""
    late = days_late(planned, done, as_of)
    state = "done" if done else ("late" if late else "on_track")
    return MilestoneFacts(
        title=title,
        weight_pct=weight,
        planned_on=planned,
        state=state,
        done_on=done,
        delay_reason=reason,
        days_late=late,
    )


def milestones() -> tuple[MilestoneFacts, ...]:
    """Six steps: three done, one of them late, one late now, two to come."""
    return (
        milestone("Site handed over by the village council", 10, date(2025, 10, 1), date(2025, 9, 29)),
        milestone(
            "Foundations and walls of three classrooms",
            25,
            date(2025, 11, 20),
            date(2025, 12, 9),
            "weather_access",
        ),
        milestone("Roof on all three classrooms", 20, date(2026, 1, 20), date(2026, 1, 19)),
        milestone("Solar panels fitted and tested", 20, date(2026, 2, 20), None, "supply_price"),
        milestone("Furniture delivered, classrooms painted", 15, date(2026, 3, 31), None),
        milestone("Handover and first lesson", 10, date(2026, 4, 20), None),
    )


def clock() -> Clock:
    """First paid in September, planned to the end of April."""
    return Clock(
        planned_start_on=date(2025, 9, 15),
        planned_end_on=date(2026, 4, 30),
        first_paid_on=date(2025, 9, 22),
        days_since_first_payment=(AS_OF - date(2025, 9, 22)).days,
        planned_weeks=32,
    )


_COUNTS = {
    "SAF": ((2, 3, 3, 1, 0), (0, 2, 2, 4, 1)),
    "INC": ((1, 2, 3, 2, 1), (0, 1, 2, 3, 3)),
    "TRU_M": ((0, 2, 4, 2, 1), (0, 1, 2, 4, 2)),
    "TRU_P": ((3, 3, 2, 1, 0), (3, 2, 2, 2, 0)),
    "STA": ((2, 4, 2, 1, 0), (1, 2, 4, 2, 0)),
    "COH": ((1, 3, 3, 1, 1), (0, 2, 2, 3, 2)),
    "OWN": ((0, 3, 3, 2, 1), (0, 0, 1, 4, 4)),
    "USE": (None, (0, 0, 0, 4, 5)),
    "RSP": (None, None),
}


def _score(dimension: str, counts: tuple[int, int, int, int, int] | None) -> Score:
    if counts is None:
        return Score(dimension=dimension, withheld="too_few")
    n = sum(counts)
    ordered = [face + 1 for face, count in enumerate(counts) for _ in range(count)]
    middle = ordered[(n - 1) // 2] * 5 + ordered[n // 2] * 5
    return Score(
        dimension=dimension,
        n=n,
        distribution=counts,
        median_tenths=middle,
        interval_low=ordered[1],
        interval_high=ordered[-2],
        agreement_pct=62,
        favourable=counts[3] + counts[4],
    )


def rounds() -> tuple[RoundFacts, ...]:
    """A baseline and a completion round of eleven members, with withheld answers."""
    return tuple(
        RoundFacts(
            stage=stage,
            opened_on=opened,
            closed_on=closed,
            members=11,
            voted=9,
            scores=tuple(_score(dimension, counts[index]) for dimension, counts in _COUNTS.items()),
            heard_summary=heard,
        )
        for index, (stage, opened, closed, heard) in enumerate(
            (
                (
                    "baseline",
                    date(2025, 9, 1),
                    date(2025, 9, 8),
                    "The road to the old school is not safe for girls.",
                ),
                ("completion", date(2026, 2, 25), date(2026, 3, 5), None),
            )
        )
    )


def coownership() -> CoOwnership:
    """Both sides own, gave, changed and agreed; one refusal stands."""
    council, parents, office = (
        "Village council of Kafinou",
        "Parents' association",
        "Regional education office",
    )
    return CoOwnership(
        owners=(
            CoOwnerFacts(body=council, side="society", role="Owns the land"),
            CoOwnerFacts(body=parents, side="society", role="Runs the management committee"),
            CoOwnerFacts(body=office, side="state", role="Teachers and running costs"),
        ),
        contributions=(
            ContributionFacts(
                body=council,
                kind="land",
                description="Half a hectare beside the well",
                promised_on=date(2025, 6, 2),
                delivered_on=date(2025, 9, 1),
            ),
            ContributionFacts(
                body=parents,
                kind="materials",
                description="36,000 bricks made by hand",
                promised_on=date(2025, 6, 2),
                delivered_on=date(2025, 10, 30),
                value=Amount(2_160_00, "USD"),
            ),
        ),
        design_changes=(
            DesignChangeFacts(
                change="Separate latrines for girls, with a door that locks",
                body=parents,
                raised_on=date(2025, 5, 20),
            ),
        ),
        consents=(
            ConsentFacts(body=council, stage="design", agreed=True, given_on=date(2025, 6, 2)),
            ConsentFacts(
                body=office,
                stage="agreement",
                agreed=False,
                given_on=date(2025, 8, 11),
                note="No teacher can be sent before the next school year",
            ),
        ),
        ownership_index=4,
        index_points=("raised", "design", "contribution", "management"),
        maintenance_owner="Parents' association with the regional education office",
        maintenance_plan="A yearly collection after the harvest pays for the panels and the roof.",
        maintenance_yearly=Amount(640_00, "USD"),
        management_body="School management committee",
        management_women=4,
        management_men=5,
    )


def visits() -> tuple[VisitFacts, ...]:
    """Two visits, one without counts."""
    return (
        VisitFacts(
            visited_on=date(2025, 12, 10),
            purpose="progress",
            with_engineer=True,
            observations="Walls stand at full height; two lintels are cracked and will be cast again.",
            recommendation="continue",
            women_met=14,
            men_met=11,
        ),
        VisitFacts(
            visited_on=date(2026, 1, 20),
            purpose="pre_payment",
            with_engineer=False,
            observations="Roof complete. The panels are still in the port.",
            recommendation="pay",
        ),
    )


def photos() -> tuple[PhotoFacts, ...]:
    """Three photos there, one gone."""
    words = ("Before: lessons under the tree", "Walls at full height", "The roof is on", "This photo is gone")
    return tuple(
        PhotoFacts(
            media_key=f"photo-{number}" if number < 3 else "gone",
            caption=caption,
            place="Kafinou",
            taken_on=date(2025, 9 + number, 10),
            width=640,
            height=420,
        )
        for number, caption in enumerate(words)
    )
