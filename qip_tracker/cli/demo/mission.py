"""The demonstration mission: its people, offices, money and policy numbers. Everything in it is invented."""

from datetime import date

from qip_tracker.adapters.passwords import hash_secret
from qip_tracker.cli.demo.stage import Stage
from qip_tracker.domain.kernel.dates import budget_year_of
from qip_tracker.domain.people.roles import Role, Seat
from qip_tracker.domain.programme.vocabulary import FundingKind, PartnerAssessment, PartnerStatus, PartnerType
from qip_tracker.models import BudgetYear, Donor, FieldOffice, Fund, Grant, Mission, Partner, Person, PlanGoal
from qip_tracker.services.kernel.work import Work

CODE = "DEMO"
# Known to everybody: printed at the first start, and never loaded in production.
PASSPHRASE = "water well bridge school road"  # noqa: S105
# (key of the role on this stage, role, seat, name to sign in with, name on the page)
PEOPLE = (
    (Role.PROGRAMME_OFFICER, Role.PROGRAMME_OFFICER, None, "aminata", "Aminata Traoré"),
    ("second_officer", Role.PROGRAMME_OFFICER, None, "joseph", "Joseph Deng"),
    (Role.PROGRAMME_MANAGER, Role.PROGRAMME_MANAGER, None, "claire", "Claire Moreau"),
    (Seat.CHAIR, Role.COMMITTEE_MEMBER, Seat.CHAIR, "samuel", "Samuel Okoye"),
    (Seat.FINANCE, Role.COMMITTEE_MEMBER, Seat.FINANCE, "ingrid", "Ingrid Larsen"),
    (Seat.ENGINEERING, Role.COMMITTEE_MEMBER, Seat.ENGINEERING, "tariq", "Tariq Hassan"),
    (Seat.FIELD_OFFICE, Role.COMMITTEE_MEMBER, Seat.FIELD_OFFICE, "rosa", "Rosa Mendes"),
    (Seat.CIVIL_AFFAIRS, Role.COMMITTEE_MEMBER, Seat.CIVIL_AFFAIRS, "kwame", "Kwame Mensah"),
    (Role.HEAD_OF_MISSION, Role.HEAD_OF_MISSION, None, "helene", "Hélène Dubois"),
    (Role.CERTIFYING_OFFICER, Role.CERTIFYING_OFFICER, None, "priya", "Priya Nair"),
    ("second_certifier", Role.CERTIFYING_OFFICER, None, "luis", "Luis Herrera"),
    (Role.APPROVING_OFFICER, Role.APPROVING_OFFICER, None, "marek", "Marek Novak"),
    (Role.FACILITATOR, Role.FACILITATOR, None, "fatima", "Fatima Zahra"),
    (Role.PARTNER, Role.PARTNER, None, "saraphile", "Saraphile (partner)"),
    (Role.DONOR, Role.DONOR, None, "pbf", "Peacebuilding Fund (donor)"),
    (Role.AUDITOR, Role.AUDITOR, None, "olga", "Olga Petrova"),
    (Role.ADMINISTRATOR, Role.ADMINISTRATOR, None, "admin", "Administrator"),
)
OFFICES = {
    "BEN": "Beni",
    "DUN": "Dungu",
    "KIS": "Kisangani",
    "BGF": "Bangui",
    "MOP": "Mopti",
    "KID": "Kidal",
    "JUB": "Juba",
    "NAQ": "Naqoura",
    "ABY": "Abyei",
    "MON": "Monrovia",
}
FUNDS = (
    (
        FundingKind.ASSESSED_QIP_BUDGET,
        "QIP",
        "Quick impact projects, assessed budget",
        "Assessed budget of the mission",
        None,
    ),
    (FundingKind.PBF, "PBF", "Peacebuilding Fund project", "Peacebuilding Fund", "00129999"),
    (FundingKind.TRUST_FUND, "TF", "Trust fund for peace and security", "Trust fund donors", None),
    (FundingKind.AU, "AU", "African Union", "African Union", None),
)
GOALS = (
    ("1", "People move and trade without fear"),
    ("2", "The state serves all communities alike"),
    ("3", "Communities settle disputes by talking"),
)


def build(stage: Stage) -> None:
    """Found the mission with everything a project needs; nobody but the people below can sign in."""
    hashed = hash_secret(PASSPHRASE)
    stage.do("system", FOUNDED_DAYS_AGO, lambda work: _found(stage, work, hashed))


FOUNDED_DAYS_AGO = 420


def _found(stage: Stage, work: Work, hashed: str) -> None:
    mission = Mission(
        code=CODE,
        name="Demonstration mission",
        language="en",
        local_currency="USD",
        started_on=date(stage.now.year - 4, 7, 1),
        is_demonstration=True,
    )
    work.session.add(mission)
    work.session.flush()
    stage.mission_id = mission.id
    _money(stage, work)
    stage.offices = {
        code: _stored(work, FieldOffice(mission_id=mission.id, code=code, name=name))
        for code, name in OFFICES.items()
    }
    stage.goals = [
        _stored(work, PlanGoal(mission_id=mission.id, code=code, title=title)) for code, title in GOALS
    ]
    partner = Partner(
        mission_id=mission.id,
        name="Saraphile",
        type=PartnerType.NATIONAL_NGO,
        registration_number="NGO-2011-044",
        contact="Functional mailbox on file with the programme unit",
        status=PartnerStatus.RECOMMENDED,
        assessment=PartnerAssessment.PASSED,
        assessed_on=work.today,
        assessment_note="Invented for the demonstration.",
    )
    partner_id = _stored(work, partner)
    _people(stage, work, hashed, partner_id)
    work.record("mission.founded", mission, mission_id=mission.id)


def _stored(work: Work, row: FieldOffice | PlanGoal | Partner | Donor | Fund | Person) -> int:
    work.session.add(row)
    work.session.flush()
    return row.id


def _money(stage: Stage, work: Work) -> None:
    for kind, code, name, donor_name, number in FUNDS:
        donor_id = _stored(work, Donor(mission_id=stage.mission_id, name=donor_name))
        fund = Fund(
            mission_id=stage.mission_id, donor_id=donor_id, code=code, name=name, kind=kind, pbf_number=number
        )
        if kind == FundingKind.PBF:
            fund.pbf_focus_area, fund.pbf_risk_marker = "2.3", 1
        stage.funds[kind] = _stored(work, fund)
    this_year = budget_year_of(stage.now.date())
    for year, allotment in ((budget_year_of(stage.day(365)), 40_000_000), (this_year, 60_000_000)):
        work.session.add(
            BudgetYear(
                mission_id=stage.mission_id,
                label=year.name,
                starts_on=year.starts_on,
                ends_on=year.ends_on,
                allotment_usd_minor=allotment,
            )
        )


def _people(stage: Stage, work: Work, hashed: str, partner_id: int) -> None:
    pbf_donor = work.session.get_one(Fund, stage.funds[FundingKind.PBF]).donor_id
    for number, (key, role, seat, name, display_name) in enumerate(PEOPLE, start=1):
        person = Person(
            key=f"demonstration{number:019d}",
            name=name,
            display_name=display_name,
            passphrase_hash=hashed,
            created_at=work.now,
        )
        stage.people[key] = _stored(work, person)
        work.session.add(
            Grant(
                person_id=person.id,
                mission_id=stage.mission_id,
                role=role,
                seat=seat,
                partner_id=partner_id if role == Role.PARTNER else None,
                donor_id=pbf_donor if role == Role.DONOR else None,
                granted_at=work.now,
            )
        )
