"""Invented projects, complete in English and in Arabic words, almost empty, and one of the Peacebuilding Fund."""

from dataclasses import replace
from datetime import date

from qip_tracker.reports.charts.words import Labels
from qip_tracker.reports.facts.amounts import Amount, amounts
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
    Clock,
    CoOwnership,
    GroupHeard,
    HoldFacts,
    Money,
    Need,
    Output,
    Place,
)
from qip_tracker.reports.facts.provenance import Proof
from qip_tracker.reports.facts.versions import ReportFacts
from qip_tracker.reports.telling import catalogue
from qip_tracker.reports.telling.document import Document
from qip_tracker.reports.telling.labels import label
from tests.reports import sample_parts
from tests.reports.sample_parts import (
    AS_OF,
    VERIFY_URL,
    assets,
    clock,
    coownership,
    milestone,
    milestones,
    money,
    photos,
    proof,
    provenance,
    rounds,
    visits,
)

__all__ = [
    "VERIFY_URL",
    "arabic_donor_report",
    "assets",
    "document_of",
    "donor_report",
    "empty_donor_report",
    "pbf_progress",
    "proof",
]


def document_of(
    facts: ReportFacts,
    language: str = "en",
    labels: Labels = label,
    kind: str | None = None,
    proof: Proof | None = None,
) -> Document:
    """Some facts as a document, told as the report they are of unless `kind` names another."""
    return catalogue.document_of(
        kind or facts.schema.partition("/")[0],
        facts,
        proof=proof or sample_parts.proof(facts),
        language=language,
        is_kept=lambda media_key: assets(media_key) is not None,
        labels=labels,
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
