"""Projects from a table: every row is stored, or none and every fault is told; the same file twice adds nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from qip_tracker.access import Subject
from qip_tracker.domain.kernel.dates import add_weeks
from qip_tracker.domain.portfolio.imports import Fault, ImportedProject, Known, missing_columns, read_rows
from qip_tracker.domain.portfolio.permissions import PortfolioPermission
from qip_tracker.domain.programme.vocabulary import PartnerAssessment, PartnerStatus
from qip_tracker.domain.project.states import ProjectState
from qip_tracker.models import Fund, Mission, Partner, Project, ProjectEvent, Proposal, Sector
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project.references import next_reference

# Projects that were never logged in a field office of the mission carry this in their reference.
NO_OFFICE = "IMP"


@dataclass(frozen=True, slots=True)
class ImportProjects:
    """Rows of a file with their line numbers; a dry run stores nothing and says what would be stored."""

    mission_id: int
    rows: Sequence[tuple[int, Mapping[str, str]]]
    countries: frozenset[str]
    focal_point_id: int
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows were stored and how many had been stored before; with faults, nothing was stored."""

    stored: int = 0
    already_there: int = 0
    faults: Sequence[Fault] = ()
    missing: Sequence[str] = ()
    project_ids: Mapping[str, int] = field(default_factory=dict)


def import_projects(work: Work, command: ImportProjects) -> Imported:
    """Store all rows as drafts with what was published about them, or nothing."""
    subject = Subject("mission", command.mission_id, command.mission_id)
    work.require(PortfolioPermission.PROJECT_IMPORT, subject)
    missing = missing_columns(command.rows[0][1].keys()) if command.rows else []
    if missing or not command.rows:
        return Imported(missing=missing)
    # Taken first, in the same order as when a project is logged: two imports wait instead of blocking each other.
    work.locked(Mission, command.mission_id)
    funds = _funds(work, command.mission_id)
    projects, faults = read_rows(command.rows, _known(work, command, funds))
    if faults:
        return Imported(faults=faults)
    known_keys = set(
        work.session.scalars(select(Project.import_key).where(Project.mission_id == command.mission_id))
    )
    fresh = [project for project in projects if project.key not in known_keys]
    already_there = len(projects) - len(fresh)
    if command.dry_run:
        return Imported(len(fresh), already_there)
    ids = {project.key: _store(work, command, project, funds[project.funding_kind]) for project in fresh}
    return Imported(len(fresh), already_there, project_ids=ids)


def _funds(work: Work, mission_id: int) -> dict[str, Fund]:
    rows = work.session.scalars(select(Fund).where(Fund.mission_id == mission_id).order_by(Fund.id.desc()))
    return {fund.kind: fund for fund in rows}


def _known(work: Work, command: ImportProjects, funds: Mapping[str, Fund]) -> Known:
    session = work.session
    mine = select(Project.reference, Project.import_key).where(Project.mission_id == command.mission_id)
    return Known(
        sectors=frozenset(session.scalars(select(Sector.code))),
        funding_kinds=frozenset(funds),
        countries=command.countries,
        # A row stored by an earlier run of the same file keeps its reference: that is not a clash.
        references=frozenset(ref for ref, key in session.execute(mine) if key is None),
        ceiling_usd_minor=work.rules_of(command.mission_id).ceiling_usd_minor,
        today=work.today,
    )


def _partner(work: Work, mission_id: int, row: ImportedProject) -> int | None:
    if row.partner is None or row.partner_type is None:
        return None
    partner = work.session.scalars(
        select(Partner).where(Partner.mission_id == mission_id, Partner.name == row.partner)
    ).one_or_none()
    if partner is None:
        partner = Partner(
            mission_id=mission_id,
            name=row.partner,
            type=row.partner_type,
            status=PartnerStatus.CANDIDATE,
            assessment=PartnerAssessment.NOT_ASSESSED,
        )
        work.session.add(partner)
        work.session.flush()
    return partner.id


def _store(work: Work, command: ImportProjects, row: ImportedProject, fund: Fund) -> int:
    project = _project(work, command, row, fund)
    work.session.add(project)
    work.session.flush()
    proposal = Proposal(
        project_id=project.id,
        summary=row.notes,
        beneficiaries_note=row.beneficiaries,
        exception_reason=row.exception_reason,
    )
    event = ProjectEvent(
        project_id=project.id,
        action="import",
        from_state=None,
        to_state=ProjectState.DRAFT,
        happened_at=work.now,
        by_id=work.actor.person_id,
    )
    work.session.add_all([proposal, event])
    work.record(
        "project.imported",
        project,
        mission_id=command.mission_id,
        project_id=project.id,
        row=row.row,
        key=row.key,
    )
    return project.id


def _project(work: Work, command: ImportProjects, row: ImportedProject, fund: Fund) -> Project:
    happened = row.event_date
    starts = happened.first_day if happened and happened.day and row.event == "start" else None
    return Project(
        mission_id=command.mission_id,
        reference=row.reference or next_reference(work, command.mission_id, NO_OFFICE, _day_of(work, row)),
        title=row.title,
        state=ProjectState.DRAFT,
        state_since=work.now,
        fund_id=fund.id,
        donor_id=fund.donor_id,
        sector_code=row.sector,
        partner_id=_partner(work, command.mission_id, row),
        sponsoring_section=row.sponsor,
        country=row.country,
        place=row.place,
        admin_area=row.admin_area,
        latitude=row.latitude,
        longitude=row.longitude,
        point_exactness=row.point_exactness,
        focal_point_id=command.focal_point_id,
        created_by_id=work.actor.person_id or command.focal_point_id,
        created_at=work.now,
        local_currency=row.currency,
        requested_local_minor=row.local_minor,
        requested_usd_minor=row.usd_minor,
        planned_start_on=starts,
        planned_weeks=row.weeks,
        planned_end_on=add_weeks(starts, row.weeks) if starts and row.weeks else None,
        import_key=row.key,
        published_event=row.event,
        published_date=str(happened) if happened else None,
        published_source=row.source,
    )


def _day_of(work: Work, row: ImportedProject) -> date:
    return row.event_date.first_day if row.event_date else work.today
