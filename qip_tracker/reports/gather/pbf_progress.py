"""Gathers the Peacebuilding Fund's project progress report; only for projects the fund pays."""

from datetime import date

from sqlalchemy.orm import Session

from qip_tracker import models as m
from qip_tracker.domain.kernel.refusals import refuse
from qip_tracker.domain.programme.vocabulary import FundingKind
from qip_tracker.domain.project.states import FINISHED_STATES
from qip_tracker.domain.project.vocabulary import FundedBy
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.reports.facts.amounts import Amount
from qip_tracker.reports.facts.arithmetic import share_tenths
from qip_tracker.reports.facts.pbf_progress import (
    CATEGORY_OF_BUDGET_LINE,
    Answer,
    BudgetByCategory,
    CategoryLine,
    IndicatorRow,
    OutcomeFacts,
    PbfCover,
    PbfProgressFacts,
    Rates,
    Recipient,
    budget_by_category,
    completed,
    ends_within_six_months,
    rates,
)
from qip_tracker.reports.facts.project import Clock, Money, Output
from qip_tracker.reports.gather import project as parts
from qip_tracker.reports.gather.community import rounds_of
from qip_tracker.reports.gather.donor_report import Sources, provenance, sources


def gather(session: Session, project_id: int, *, today: date, prepared_by: str) -> PbfProgressFacts:
    """The facts of a progress report as of a day (UTC); `Refused` when another fund pays the project."""
    rows = sources(session, project_id)
    if rows.fund.kind != FundingKind.PBF:
        raise refuse("report.not_pbf")
    project, proposal = rows.project, rows.proposal
    money, clock = parts.money(session, project), Clock.of(project, today)
    outputs = parts.outputs(session, project_id)
    rules = rules_on(session, project.mission_id, today)
    return completed(
        PbfProgressFacts(
            provenance=provenance(rows, today),
            reference=project.reference,
            title=project.title,
            state=project.state,
            place=parts.place(project),
            donor=rows.donor.name,
            fund=rows.fund.name,
            cover=_cover(rows, money, clock, today, prepared_by),
            period_from=date(today.year, 1, 1),
            period_to=today,
            answers=_answers(rows),
            outcomes=(OutcomeFacts(title=_outcome(rows)),),
            indicators=_indicators(_outcome(rows), outputs),
            budget=_budget(money, rules.indirect_cost_pct_pbf * 10),
            rates=_rates(project, clock, outputs, today),
            money=money,
            milestones=parts.milestones(session, project_id, today),
            done_weight_pct=project.done_weight_pct,
            clock=clock,
            visits=parts.visits(session, project_id),
            photos=parts.photos(session, project),
            coownership=parts.coownership(session, project, proposal),
            rounds=rounds_of(session, project_id, rules, outside=True),
        )
    )


def _outcome(rows: Sources) -> str:
    return (rows.proposal.change_expected if rows.proposal else None) or rows.project.title


def _cover(rows: Sources, money: Money, clock: Clock, today: date, prepared_by: str) -> PbfCover:
    project = rows.project
    final = project.state in FINISHED_STATES
    approved = None if project.approved_usd_minor is None else Amount(project.approved_usd_minor, "USD")
    return PbfCover(
        report_type="final" if final else "semi_annual" if today.month <= 6 else "annual",
        year=today.year,
        mptf_number=rows.fund.pbf_number,
        trust_fund=rows.fund.name,
        recipients=(Recipient(name=rows.mission.name, kind="un", approved=approved),),
        first_transfer_on=clock.first_paid_on,
        ends_on=clock.planned_end_on,
        ends_within_six_months=ends_within_six_months(clock.planned_end_on, today),
        total_approved=approved,
        gender_marker=rows.proposal.gender_marker if rows.proposal else None,
        risk_marker=rows.fund.pbf_risk_marker,
        focus_area=rows.fund.pbf_focus_area,
        prepared_by=prepared_by,
    )


def _answers(rows: Sources) -> tuple[Answer, ...]:
    proposal = rows.proposal
    return (
        Answer(question="I.1", text=proposal.summary if proposal else None),
        Answer(question="I.3", text=proposal.change_expected if proposal else None),
    )


def _budget(money: Money, indirect_per_mille: int) -> BudgetByCategory:
    """What the fund pays, by the harmonised categories of its form."""
    lines = [line for line in money.budget if line.funded_by == FundedBy.QIP]
    return budget_by_category(
        tuple(
            CategoryLine(
                category=CATEGORY_OF_BUDGET_LINE[line.category],
                approved_minor=line.amount.usd.minor if line.amount.usd else 0,
            )
            for line in lines
        ),
        indirect_per_mille,
    )


def _rates(project: m.Project, clock: Clock, outputs: tuple[Output, ...], today: date) -> Rates:
    """What the partner has spent is not recorded here yet, so the rates that need it stay unknown."""
    return rates(
        spent_minor=None,
        approved_minor=project.approved_usd_minor,
        transferred_minor=project.paid_usd_minor,
        clock=clock,
        as_of=today,
        outputs_done_tenths=_outputs_done(outputs),
    )


def _indicators(outcome: str, outputs: tuple[Output, ...]) -> tuple[IndicatorRow, ...]:
    return tuple(
        IndicatorRow(
            outcome=outcome,
            output=output.description,
            indicator=output.unit,
            baseline="0",
            target=str(output.planned),
            progress=None if output.delivered is None else str(output.delivered),
        )
        for output in outputs
    )


def _outputs_done(outputs: tuple[Output, ...]) -> int | None:
    if not outputs or any(output.delivered is None for output in outputs):
        return None
    done = [
        share_tenths(min(output.delivered or 0, output.planned), output.planned) or 0 for output in outputs
    ]
    return sum(done) // len(done)
