"""Gathers the donor report of one project: rows in, facts out, nothing formatted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker import models as m
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.reports.facts.donor_report import DonorReportFacts, completed
from qip_tracker.reports.facts.project import Clock
from qip_tracker.reports.facts.provenance import Provenance
from qip_tracker.reports.gather import project as parts
from qip_tracker.reports.gather.community import rounds_of

CLASSIFICATION = "internal"


@dataclass(frozen=True, slots=True)
class Sources:
    """The rows a report of one project starts from."""

    project: m.Project
    mission: m.Mission
    fund: m.Fund
    donor: m.Donor
    sector: m.Sector
    partner: m.Partner | None
    proposal: m.Proposal | None


def sources(session: Session, project_id: int) -> Sources:
    """Project, mission, money and people behind it."""
    project = session.get_one(m.Project, project_id)
    return Sources(
        project=project,
        mission=session.get_one(m.Mission, project.mission_id),
        fund=session.get_one(m.Fund, project.fund_id),
        donor=session.get_one(m.Donor, project.donor_id),
        sector=session.get_one(m.Sector, project.sector_code),
        partner=session.get(m.Partner, project.partner_id) if project.partner_id else None,
        proposal=session.scalars(select(m.Proposal).where(m.Proposal.project_id == project_id)).one_or_none(),
    )


def provenance(rows: Sources, today: date) -> Provenance:
    """Who speaks to whom, as of which day."""
    return Provenance(
        mission=rows.mission.name,
        mission_code=rows.mission.code,
        prepared_for=rows.donor.name,
        classification=CLASSIFICATION,
        as_of=today,
        is_demonstration=rows.mission.is_demonstration,
    )


def gather(session: Session, project_id: int, *, today: date, prepared_by: str) -> DonorReportFacts:
    """The facts of a donor report as of a day (UTC); it names no author.

    Community figures pass the disclosure rule for outside readers.
    """
    rows = sources(session, project_id)
    project, proposal = rows.project, rows.proposal
    return completed(
        DonorReportFacts(
            provenance=provenance(rows, today),
            reference=project.reference,
            title=project.title,
            state=project.state,
            place=parts.place(project),
            donor=rows.donor.name,
            fund=rows.fund.name,
            funding_kind=rows.fund.kind,
            sector=rows.sector.code,
            sector_names=_sector_names(rows.sector),
            partner=rows.partner.name if rows.partner else None,
            partner_type=rows.partner.type if rows.partner else None,
            summary=proposal.summary if proposal else None,
            change_expected=proposal.change_expected if proposal else None,
            mandate_pillar=proposal.mandate_pillar if proposal else None,
            confidence_objective=proposal.confidence_objective if proposal else None,
            beneficiaries_women=proposal.beneficiaries_women if proposal else None,
            beneficiaries_men=proposal.beneficiaries_men if proposal else None,
            need=parts.need(session, project),
            outputs=parts.outputs(session, project_id),
            money=parts.money(session, project),
            milestones=parts.milestones(session, project_id, today),
            done_weight_pct=project.done_weight_pct,
            clock=Clock.of(project, today),
            visits=parts.visits(session, project_id),
            photos=parts.photos(session, project),
            coownership=parts.coownership(session, project, proposal),
            rounds=rounds_of(session, project_id, rules_on(session, project.mission_id, today), outside=True),
            holds=parts.holds(session, project_id),
        )
    )


def _sector_names(sector: m.Sector) -> tuple[tuple[str, str], ...]:
    """What the sector is called, by language."""
    return (("en", sector.name_en), ("fr", sector.name_fr), ("ar", sector.name_ar))
