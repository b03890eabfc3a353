"""Facts of invented projects for tests and benchmarks: complete in English and in Arabic words, and almost empty."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

from PIL import Image

from qip_tracker.reports.facts.amounts import Amount, Rate, amounts, difference
from qip_tracker.reports.facts.arithmetic import days_late
from qip_tracker.reports.facts.community import RoundFacts, Score
from qip_tracker.reports.facts.donor_report import DonorReportFacts, completed
from qip_tracker.reports.facts.pbf_progress import (
    Answer,
    Catalytic,
    CategoryLine,
    IndicatorRow,
    OutcomeFacts,
    PbfCover,
    PbfProgressFacts,
    Recipient,
    budget_by_category,
    ends_within_six_months,
    rates,
)
from qip_tracker.reports.facts.pbf_progress import completed as completed_pbf
from qip_tracker.reports.facts.project import (
    BudgetLineFacts,
    Clock,
    ConsentFacts,
    ContributionFacts,
    CoOwnerFacts,
    CoOwnership,
    DesignChangeFacts,
    GroupHeard,
    HoldFacts,
    MilestoneFacts,
    Money,
    Need,
    Output,
    PhotoFacts,
    Place,
    TrancheFacts,
    VisitFacts,
)
from qip_tracker.reports.facts.provenance import AuditHead, Provenance

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
        frozen_at=datetime(2026, 3, 12, 14, 5, tzinfo=UTC),
        audit=AuditHead(sequence=1841, hash="9f3c" * 16),
        is_demonstration=True,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


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


def donor_report(**changes: object) -> DonorReportFacts:
    """A complete donor report in English words; keyword arguments replace fields."""
    facts = DonorReportFacts(
        provenance=provenance(),
        reference="UNMEX-2025-017",
        title="Three classrooms and solar light for the school of Kafinou",
        state="active",
        place=Place(
            name="Kafinou",
            country="ML",
            admin_area="Gao Region",
            latitude_hundredths=1627,
            longitude_hundredths=-4,
        ),
        donor="Government of Examplia",
        fund="Examplia Peace Fund",
        funding_kind="bilateral",
        sector="EDU",
        sector_names=(("en", "Education"), ("fr", "Éducation"), ("ar", "التعليم")),
        partner="Association Jeunesse Espoir",
        partner_type="national_ngo",
        summary=(
            "Children of three villages walk seven kilometres to a school that has no roof in the rainy season. "
            "The project builds three classrooms with solar light and separate latrines beside the well of Kafinou, "
            "on land the village council gave."
        ),
        change_expected="Families of both communities send girls and boys to one school and meet there.",
        mandate_pillar="social_cohesion_reconciliation",
        confidence_objective="peace_process",
        beneficiaries_women=412,
        beneficiaries_men=388,
        need=Need(
            statement="Our children learn under a tree. When it rains there is no school.",
            heard_on=date(2025, 4, 14),
            method="community_meeting",
            raised_locally=True,
            groups=(
                GroupHeard(code="women", women=23, men=0),
                GroupHeard(code="youth_m", women=0, men=17),
                GroupHeard(code="displaced", women=9, men=6),
            ),
        ),
        outputs=(
            Output(description="Classrooms built", unit="rooms", planned=3, delivered=3),
            Output(description="Solar panels fitted", unit="panels", planned=52, delivered=0),
            Output(description="Members of the committee trained", unit="people", planned=9),
        ),
        money=money(),
        milestones=milestones(),
        done_weight_pct=55,
        clock=clock(),
        visits=visits(),
        photos=photos(),
        coownership=coownership(),
        rounds=rounds(),
        holds=(
            HoldFacts(
                reason="insecurity",
                note="The road was closed after an attack on a market.",
                since_on=date(2025, 11, 3),
                until_on=date(2025, 11, 17),
            ),
        ),
    )
    return completed(replace(facts, **changes))  # type: ignore[arg-type]


def arabic_donor_report() -> DonorReportFacts:
    """The same project as Arabic-speaking officers would have written it."""
    return donor_report(
        provenance=provenance(
            mission="بعثة الأمم المتحدة في جمهورية المثال", prepared_for="حكومة إكزامبليا، صندوق السلام"
        ),
        title="ثلاثة فصول دراسية وإنارة شمسية (52 لوحًا) لمدرسة كافينو",
        place=Place(name="كافينو", country="ML", admin_area="منطقة غاو"),
        donor="حكومة إكزامبليا",
        fund="صندوق السلام",
        partner="جمعية شباب الأمل",
        summary=(
            "يمشي أطفال ثلاث قرى سبعة كيلومترات إلى مدرسة بلا سقف في موسم الأمطار. يبني المشروع ثلاثة فصول بإنارة"
            " شمسية ومراحيض منفصلة قرب بئر كافينو، وقد أُنجز منها 75٪ حتى 12/03/2026 (بما فيها 36,000 طوبة)، والمورّد"
            " هو Solar Sahel SARL."
        ),
        need=Need(
            statement="يتعلم أطفالنا تحت شجرة. عندما تمطر لا توجد مدرسة.",
            heard_on=date(2025, 4, 14),
            method="community_meeting",
            raised_locally=True,
            groups=(GroupHeard(code="women", women=23, men=0),),
        ),
        milestones=(
            milestone("تسليم الموقع من مجلس القرية", 10, date(2025, 10, 1), date(2025, 9, 29)),
            milestone(
                "أساسات وجدران الفصول الثلاثة", 25, date(2025, 11, 20), date(2025, 12, 9), "weather_access"
            ),
            milestone("تركيب الألواح الشمسية واختبارها", 20, date(2026, 2, 20), None, "supply_price"),
            milestone("التسليم والدرس الأول", 45, date(2026, 4, 20), None),
        ),
    )


def empty_donor_report() -> DonorReportFacts:
    """A project of which almost nothing is known, as an import of published lists makes it."""
    nothing = amounts(None, "XAF", None)
    return completed(
        DonorReportFacts(
            provenance=provenance(),
            reference="UNMEX-2014-003",
            title="Réhabilitation du marché",
            state="draft",
            place=Place(name="Bria", country="CF"),
            donor="Assessed budget",
            fund="QIP 2013/14",
            funding_kind="assessed_qip_budget",
            sector="MKT",
            sector_names=(("en", "Markets"),),
            money=Money(approved=nothing, paid=nothing, balance=nothing),
            clock=Clock(),
            coownership=CoOwnership(),
        )
    )


def pbf_progress(**changes: object) -> PbfProgressFacts:
    """A complete PBF progress report; keyword arguments replace fields."""
    lines = (
        CategoryLine(category="supplies", approved_minor=2_070_000, spent_minor=1_655_000),
        CategoryLine(category="equipment", approved_minor=1_061_000, spent_minor=0),
        CategoryLine(category="contractual", approved_minor=1_499_600, spent_minor=1_210_000),
        CategoryLine(category="travel", approved_minor=301_600, spent_minor=240_000),
        CategoryLine(category="operating", approved_minor=49_800, spent_minor=12_000),
    )
    budget = budget_by_category(lines)
    facts = PbfProgressFacts(
        provenance=provenance(),
        reference="UNMEX-2025-021",
        title="Dialogue and light for the school of Kafinou",
        state="active",
        place=Place(name="Kafinou", country="ML", admin_area="Gao Region"),
        donor="Peacebuilding Fund",
        fund="PBF/IRF-412",
        cover=PbfCover(
            report_type="semi_annual",
            year=2026,
            mptf_number="00120412",
            recipients=(
                Recipient(
                    name="UN Development Office",
                    kind="un",
                    approved=Amount(budget.total_approved_minor, "USD"),
                ),
                Recipient(name="Association Jeunesse Espoir", kind="non_un"),
            ),
            first_transfer_on=date(2025, 9, 22),
            ends_on=date(2026, 8, 31),
            ends_within_six_months=ends_within_six_months(date(2026, 8, 31), AS_OF),
            windows=("gender", "youth"),
            total_approved=Amount(budget.total_approved_minor, "USD"),
            gender_allocated=Amount(1_600_000, "USD"),
            gender_spent=Amount(900_000, "USD"),
            gender_marker=2,
            risk_marker=1,
            focus_area="2.1",
            prepared_by="Programme officer",
        ),
        period_from=date(2026, 1, 1),
        period_to=AS_OF,
        answers=(
            Answer(question="I.1", text="Contracts are signed and the committee is trained.", limit=1500),
            Answer(question="I.2", limit=1000),
            Answer(
                question="I.4",
                text="A mother of four: “We meet at the well, and now at the school.”",
                limit=20,
            ),
        ),
        outcomes=(
            OutcomeFacts(
                title="Families of both communities use one school",
                rating="on_track",
                progress="Two of three classrooms are in use by children of both communities.",
                inclusion="Half of the committee are women.",
            ),
        ),
        indicators=(
            IndicatorRow(
                outcome="Families of both communities use one school",
                output="Classrooms",
                indicator="Children enrolled from each community",
                baseline="0 (2025)",
                target="120 and 120",
                milestone="60 and 60",
                progress="71 and 48",
                variance_reason="Families of the eastern quarter return only after the harvest",
            ),
            IndicatorRow(
                outcome="Families of both communities use one school",
                output=None,
                indicator="Panel's median for ties between groups",
                baseline="3",
                target="4",
            ),
        ),
        budget=budget,
        rates=rates(
            spent_minor=budget.total_spent_minor,
            approved_minor=budget.total_approved_minor,
            transferred_minor=4_000_000,
            gender_allocated_minor=1_600_000,
            gender_spent_minor=900_000,
            clock=clock(),
            as_of=AS_OF,
        ),
        money=money(),
        milestones=milestones(),
        done_weight_pct=55,
        clock=clock(),
        visits=visits(),
        photos=photos(),
        coownership=coownership(),
        rounds=rounds(),
        catalytic=(
            Catalytic(
                kind="financial", actor="Regional council", amount=Amount(800_000, "USD"), description="Well"
            ),
        ),
    )
    return completed_pbf(replace(facts, **changes))  # type: ignore[arg-type]
