"""A proposal as it is read and as its forms are filled, in two statements; and what its forms offer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, cast, literal, null, select, union_all
from sqlalchemy.orm import Session, aliased
from sqlalchemy.types import BigInteger, Date, Integer, String

from qip_tracker.domain.programme.vocabulary import PartnerStatus
from qip_tracker.models import (
    BudgetLine,
    CoOwner,
    Donor,
    ExpectedResult,
    FieldOffice,
    Fund,
    HarmConsideration,
    Milestone,
    Mission,
    Need,
    NeedGroup,
    Partner,
    Person,
    PlanGoal,
    Project,
    Proposal,
    Sector,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A row of one of the proposal's tables, in the words of the union that reads them all."""

    id: int
    code: str
    words: str
    more: str | None
    first: int | None
    second: int | None
    day: date | None


@dataclass(frozen=True, slots=True)
class ProposalRead:
    """The project with its need and proposal as one row (`main`), and its tables in order.

    groups: code, first women, second men · lines: code category, words, more funded_by, first local, second US cents
    · results: words, more unit, first planned · milestones: words, first weight, day · co_owners: code side, words
    body, more role · harms: code effect, words who, more mitigation.
    """

    main: Any
    groups: tuple[Part, ...] = ()
    lines: tuple[Part, ...] = ()
    results: tuple[Part, ...] = ()
    milestones: tuple[Part, ...] = ()
    co_owners: tuple[Part, ...] = ()
    harms: tuple[Part, ...] = ()


_FOCAL = aliased(Person)
_MAIN = (
    select(
        Project.id,
        Project.version,
        Project.mission_id,
        Project.reference,
        Project.title,
        Project.state,
        Project.country,
        Project.place,
        Project.admin_area,
        Project.field_office_id,
        Project.fund_id,
        Project.sector_code,
        Project.plan_goal_id,
        Project.partner_id,
        Project.sponsoring_section,
        Project.created_by_id,
        Project.focal_point_id,
        Project.created_at,
        Project.local_currency,
        Project.exchange_rate,
        Project.exchange_rate_on,
        Project.requested_local_minor,
        Project.requested_usd_minor,
        Project.approved_local_minor,
        Project.approved_usd_minor,
        Project.planned_start_on,
        Project.planned_weeks,
        Project.planned_end_on,
        Mission.local_currency.label("mission_currency"),
        FieldOffice.name.label("field_office"),
        Fund.name.label("fund"),
        Fund.kind.label("funding_kind"),
        Donor.name.label("donor"),
        Sector.name_en,
        Sector.name_fr,
        Sector.name_ar,
        PlanGoal.title.label("plan_goal"),
        Partner.name.label("partner"),
        Partner.type.label("partner_type"),
        Partner.status.label("partner_status"),
        Partner.assessment.label("partner_assessment"),
        Partner.assessed_on.label("partner_assessed_on"),
        Partner.assessment_note.label("partner_assessment_note"),
        _FOCAL.display_name.label("focal_point"),
        Need.statement,
        Need.confidence_gap,
        Need.method,
        Need.heard_on,
        Need.raised_locally,
        Proposal.summary,
        Proposal.change_expected,
        Proposal.mandate_pillar,
        Proposal.confidence_objective,
        Proposal.beneficiaries_women,
        Proposal.beneficiaries_men,
        Proposal.beneficiaries_note,
        Proposal.gender_marker,
        Proposal.benefits_security_forces,
        Proposal.maintenance_owner,
        Proposal.maintenance_plan,
        Proposal.maintenance_yearly_usd_minor,
        Proposal.maintenance_funded,
        Proposal.management_body,
        Proposal.management_women,
        Proposal.management_men,
        Proposal.exception_reason,
    )
    .join(Mission, Mission.id == Project.mission_id)
    .join(Fund, Fund.id == Project.fund_id)
    .join(Donor, Donor.id == Fund.donor_id)
    .join(Sector, Sector.code == Project.sector_code)
    .join(_FOCAL, _FOCAL.id == Project.focal_point_id)
    .outerjoin(FieldOffice, FieldOffice.id == Project.field_office_id)
    .outerjoin(PlanGoal, PlanGoal.id == Project.plan_goal_id)
    .outerjoin(Partner, Partner.id == Project.partner_id)
    .outerjoin(Need, Need.id == Project.need_id)
    .outerjoin(Proposal, Proposal.project_id == Project.id)
    .where(Project.id == bindparam("project_id"))
)

_TEXT, _NUMBER = String(), BigInteger().with_variant(Integer(), "sqlite")


def _part(
    kind: str,
    table: Any,
    place: ColumnElement[Any],
    *,
    code: Any = None,
    words: Any = None,
    more: Any = None,
    first: Any = None,
    second: Any = None,
    day: Any = None,
) -> Select[Any]:
    texts = [literal("") if column is None else column for column in (code, words)]
    query = select(
        literal(kind).label("kind"),
        place.label("place"),
        table.id.label("id"),
        *texts,
        cast(null(), _TEXT) if more is None else more,
        *(cast(null() if column is None else column, _NUMBER) for column in (first, second)),
        cast(null(), Date) if day is None else day,
    )
    if table is NeedGroup:
        return query.join(Project, Project.need_id == NeedGroup.need_id).where(
            Project.id == bindparam("project_id")
        )
    return query.where(table.project_id == bindparam("project_id"))


_TABLES = union_all(
    _part(
        "groups",
        NeedGroup,
        NeedGroup.id.expression,
        code=NeedGroup.code,
        first=NeedGroup.women,
        second=NeedGroup.men,
    ),
    _part(
        "lines",
        BudgetLine,
        BudgetLine.position.expression,
        code=BudgetLine.category,
        words=BudgetLine.description,
        more=BudgetLine.funded_by,
        first=BudgetLine.local_minor,
        second=BudgetLine.usd_minor,
    ),
    _part(
        "results",
        ExpectedResult,
        ExpectedResult.position.expression,
        words=ExpectedResult.description,
        more=ExpectedResult.unit,
        first=ExpectedResult.planned,
    ),
    _part(
        "milestones",
        Milestone,
        Milestone.position.expression,
        words=Milestone.title,
        first=Milestone.weight_pct,
        day=Milestone.planned_on,
    ),
    _part(
        "co_owners",
        CoOwner,
        CoOwner.id.expression,
        code=CoOwner.side,
        words=CoOwner.body,
        more=CoOwner.role,
    ),
    _part(
        "harms",
        HarmConsideration,
        HarmConsideration.position.expression,
        code=HarmConsideration.effect,
        words=HarmConsideration.who,
        more=HarmConsideration.mitigation,
    ),
).order_by("kind", "place")


def read(session: Session, project_id: int) -> ProposalRead:
    """The proposal of a project the guard has already let through."""
    main = session.execute(_MAIN, {"project_id": project_id}).one()
    parts: dict[str, list[Part]] = {}
    for kind, _place, *columns in session.execute(_TABLES, {"project_id": project_id}):
        parts.setdefault(kind, []).append(Part(*columns))
    return ProposalRead(main, **{kind: tuple(rows) for kind, rows in parts.items()})


@dataclass(frozen=True, slots=True)
class SectorOffered:
    """A sector in three languages."""

    code: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NeedChoices:
    """What the first screen offers, of one mission; sectors are the same for all. Pairs of number and name."""

    offices: list[tuple[int, str]]
    funds: list[tuple[int, str]]
    goals: list[tuple[int, str]]
    sectors: list[SectorOffered]
    last_country: str | None


def need_choices(session: Session, mission_id: int) -> NeedChoices:
    """Offices, funds, plan goals, sectors, and the country the mission logged its last project in."""
    return NeedChoices(
        offices=_pairs(session, FieldOffice, FieldOffice.name, mission_id),
        funds=_pairs(session, Fund, Fund.name, mission_id),
        goals=_pairs(session, PlanGoal, PlanGoal.title, mission_id),
        sectors=[
            SectorOffered(row.code, {"en": row.name_en, "fr": row.name_fr, "ar": row.name_ar})
            for row in session.execute(
                select(Sector.code, Sector.name_en, Sector.name_fr, Sector.name_ar).order_by(Sector.name_en)
            )
        ],
        last_country=session.execute(
            select(Project.country)
            .where(Project.mission_id == mission_id, Project.deleted_at.is_(None))
            .order_by(Project.id.desc())
            .limit(1)
        ).scalar_one_or_none(),
    )


def _pairs(session: Session, table: Any, words: Any, mission_id: int) -> list[tuple[int, str]]:
    rows = session.execute(
        select(table.id, words).where(table.mission_id == mission_id).order_by(words, table.id)
    )
    return [(row[0], row[1]) for row in rows]


def partners_offered(
    session: Session, mission_id: int, chosen_id: int | None = None
) -> list[tuple[int, str]]:
    """Partners of the mission that are not barred; the one already chosen stays in the list."""
    rows = session.execute(
        select(Partner.id, Partner.name)
        .where(
            Partner.mission_id == mission_id,
            (Partner.status != PartnerStatus.BARRED) | (Partner.id == (chosen_id or 0)),
        )
        .order_by(Partner.name)
    )
    return [(row.id, row.name) for row in rows]


def last_rate(session: Session, mission_id: int, currency: str) -> tuple[str, date] | None:
    """The latest exchange rate the mission used for a currency, with its date."""
    row = session.execute(
        select(Project.exchange_rate, Project.exchange_rate_on)
        .where(
            Project.mission_id == mission_id,
            Project.local_currency == currency,
            Project.exchange_rate.is_not(None),
            Project.exchange_rate_on.is_not(None),
            Project.deleted_at.is_(None),
        )
        .order_by(Project.exchange_rate_on.desc(), Project.id.desc())
        .limit(1)
    ).one_or_none()
    return (row[0], row[1]) if row and row[0] and row[1] else None
