"""The life of a project on paper, from the proposal to the closing; what happens on the site is in `fieldwork`."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_UP, Decimal

from qip_tracker.cli.demo import fieldwork, panel
from qip_tracker.cli.demo.lives import Life
from qip_tracker.cli.demo.stage import Stage
from qip_tracker.domain.community.vocabulary import ConsentStage, CoOwnerSide, RoundStage
from qip_tracker.domain.kernel.money import to_decimal
from qip_tracker.domain.people.roles import Role, Seat
from qip_tracker.domain.programme.vocabulary import PartnerAssessment, PartnerStatus
from qip_tracker.domain.project.states import FINISHED_STATES, ProjectState
from qip_tracker.domain.project.vocabulary import (
    BudgetCategory,
    ConfidenceObjective,
    FundedBy,
    HarmEffect,
    HoldReason,
    MandatePillar,
)
from qip_tracker.domain.selection.vocabulary import (
    ConsultedGroup,
    DecisionOutcome,
    NeedMethod,
    ScreeningOutcome,
)
from qip_tracker.extensions import db
from qip_tracker.models import Decision, Partner, Project
from qip_tracker.queries.portfolio.demonstration import partner_named
from qip_tracker.queries.selection.screening import checks_needed
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.money import agreements
from qip_tracker.services.project import holds
from qip_tracker.services.selection import decisions, plans, proposals, screening
from qip_tracker.services.selection.needs import GroupHeard, NeedHeard
from qip_tracker.services.works import completion, handovers


def live(stage: Stage, project_id: int, life: Life) -> None:
    """Plan every step of a project's life; `stage.play` does them in the order of their days."""
    if life.state == ProjectState.DRAFT:
        return
    logged = life.signed_ago + 60
    project = db.session().get_one(Project, project_id)
    _propose(stage, project, life, logged)
    if life.state == ProjectState.SUBMITTED:
        return
    if life.state == ProjectState.WITHDRAWN:
        reason = "The community asked for a market first; a new proposal will follow."
        stage.at(logged - 20, Role.PROGRAMME_OFFICER, lambda w: proposals.withdraw(w, project_id, reason))
        return
    _screen(stage, project_id, life, logged)
    if life.state in (ProjectState.RETURNED, ProjectState.SCREENED):
        return
    _decide(stage, project_id, life, logged)
    if life.state in (ProjectState.REJECTED, ProjectState.APPROVED):
        return
    _agree(stage, project_id, life)
    if life.state == ProjectState.AGREED:
        return
    fieldwork.run(stage, project_id, project.place, life)
    _end(stage, project_id, life)


def _rate(project: Project) -> str:
    """Local currency for a dollar, so that the published dollars are never exceeded."""
    if (
        not project.requested_local_minor
        or not project.requested_usd_minor
        or project.local_currency == "USD"
    ):
        return "1"
    local = to_decimal(project.requested_local_minor, project.local_currency)
    rate = local / (Decimal(project.requested_usd_minor) / 100)
    return str(rate.quantize(Decimal("0.0001"), rounding=ROUND_UP))


def _need(stage: Stage, project: Project, logged: int) -> NeedHeard:
    return NeedHeard(
        statement=f"People of {project.place} said that this comes first for them: {project.title[0].lower()}"
        f"{project.title[1:]}. Invented for the demonstration.",
        confidence_gap="Many doubt that promises made here are kept.",
        method=NeedMethod.FOCUS_GROUPS,
        heard_on=stage.day(logged + 12),
        raised_locally=True,
        groups=(
            GroupHeard(ConsultedGroup.WOMEN, 23, 0),
            GroupHeard(ConsultedGroup.MEN, 0, 19),
            GroupHeard(ConsultedGroup.YOUTH_F, 8, 0),
            GroupHeard(ConsultedGroup.ELDERS, 4, 7),
        ),
    )


def _propose(stage: Stage, project: Project, life: Life, logged: int) -> None:
    project_id, title, place = project.id, project.title, project.place
    first = proposals.ProjectPlaced(
        title=title,
        place=place,
        admin_area=project.admin_area,
        country=project.country,
        field_office_id=stage.offices[life.office],
        fund_id=stage.funds[life.fund] if life.fund else project.fund_id,
        sector_code=project.sector_code,
        plan_goal_id=stage.goals[project_id % len(stage.goals)],
        sponsoring_section=project.sponsoring_section or "Civil Affairs",
        need=_need(stage, project, logged),
    )
    second = _plan(stage, project, life, logged)
    third = _people(project, life)
    officer = Role.PROGRAMME_OFFICER
    stage.at(logged, officer, lambda w: proposals.change_need(w, proposals.ChangeNeed(project_id, first)))
    stage.at(logged, officer, lambda w: plans.plan(w, replace(second, partner_id=_partner_id(w, project_id))))
    stage.at(logged, officer, lambda w: plans.name_people(w, third))
    stage.at(logged - 2, officer, lambda w: proposals.submit(w, project_id))


def _partner_id(work: Work, project_id: int) -> int:
    """The published partner, found able; where none was published, the demonstration's own."""
    project = work.session.get_one(Project, project_id)
    own = partner_named(work.session, project.mission_id, "Saraphile")
    partner = work.session.get_one(Partner, project.partner_id) if project.partner_id else own
    if partner.assessment == PartnerAssessment.NOT_ASSESSED:
        partner.assessment, partner.assessed_on = PartnerAssessment.PASSED, work.today
        partner.status = PartnerStatus.RECOMMENDED
        partner.assessment_note = "Invented for the demonstration."
        work.record("partner.assessed", partner, mission_id=partner.mission_id)
    return partner.id


_STEPS = (
    ("Site prepared", 15, 0.15),
    ("Walls up", 35, 0.45),
    ("Roof and fittings", 30, 0.75),
    ("Ready for use", 20, 1),
)


def _plan(stage: Stage, project: Project, life: Life, logged: int) -> plans.PlanProject:
    total = project.requested_local_minor or 1_000_000
    thirds = (total * 6 // 10, total * 3 // 10)
    lines = (
        plans.LinePlanned(BudgetCategory.MATERIALS, "Cement, roofing sheets, pipes", FundedBy.QIP, thirds[0]),
        plans.LinePlanned(BudgetCategory.SKILLED_LABOUR, "Masons and electricians", FundedBy.QIP, thirds[1]),
        plans.LinePlanned(
            BudgetCategory.TRANSPORT, "Transport of materials to the site", FundedBy.QIP, total - sum(thirds)
        ),
    )
    start = stage.day(life.signed_ago)
    return plans.PlanProject(
        project_id=project.id,
        partner_id=project.partner_id,
        summary=f"{project.title}, carried out with local labour.",
        confidence_objective=tuple(ConfidenceObjective)[project.id % 3],
        mandate_pillar=MandatePillar.STATE_AUTHORITY_RULE_OF_LAW,
        change_expected=f"Women and men of {project.place} see that what was promised is done, and use it together.",
        beneficiaries_women=640,
        beneficiaries_men=560,
        beneficiaries_note=None,
        planned_start_on=start,
        planned_weeks=life.weeks,
        local_currency=project.local_currency,
        exchange_rate=_rate(project),
        exchange_rate_on=stage.day(logged + 1),
        lines=lines,
        results=(
            plans.ResultPlanned("Buildings or water points in use", "units", 2),
            plans.ResultPlanned("People employed on the works", "people", 30),
        ),
        milestones=tuple(
            plans.MilestonePlanned(title, weight, start + timedelta(days=int(life.weeks * 7 * share)))
            for title, weight, share in _STEPS
        ),
        exception_reason=None,
    )


def _people(project: Project, life: Life) -> plans.NamePeople:
    return plans.NamePeople(
        project_id=project.id,
        co_owners=(
            plans.CoOwnerNamed(
                CoOwnerSide.STATE, f"Local authority of {project.place}"[:200], "Gives the land, pays upkeep"
            ),
            plans.CoOwnerNamed(
                CoOwnerSide.SOCIETY, f"Users' committee of {project.place}"[:200], "Looks after the result"
            ),
        ),
        harms=(
            plans.HarmConsidered(
                HarmEffect.GAINS, "Families near the site", "Opening hours agreed with both quarters."
            ),
            plans.HarmConsidered(
                HarmEffect.EXCLUDED,
                "Herders who come for a season",
                "A place kept for them in the users' committee.",
            ),
        ),
        maintenance_owner=f"Users' committee of {project.place}"[:200],
        maintenance_plan="A monthly contribution of users; two people trained in repairs.",
        maintenance_yearly_usd_minor=60_000,
        maintenance_funded=project.id % 2 == 0,
        management_body="Users' committee",
        management_women=4,
        management_men=3,
        gender_marker=2,
        benefits_security_forces=life.security,
    )


def _screen(stage: Stage, project_id: int, life: Life, logged: int) -> None:
    def give(work: Work) -> None:
        checks = checks_needed(work.session, project_id, work.rules_of(stage.mission_id))
        opinions = tuple(screening.Opinion(check, ScreeningOutcome.PASSED, None) for check in checks)
        screening.give(work, screening.GiveOpinions(project_id, opinions))

    if life.state == ProjectState.RETURNED:
        reason = "The transport costs are three times the usual price. Please ask for two more quotations."
        stage.at(
            logged - 10, Role.PROGRAMME_MANAGER, lambda w: screening.return_to_author(w, project_id, reason)
        )
        return
    stage.at(logged - 12, Role.PROGRAMME_MANAGER, give)
    stage.at(logged - 14, Role.PROGRAMME_MANAGER, lambda w: screening.finish(w, project_id))


def _decide(stage: Stage, project_id: int, life: Life, logged: int) -> None:
    day = logged - 25
    seats = tuple(Seat)
    rejected = life.state == ProjectState.REJECTED

    def decide(work: Work) -> Decision:
        project = work.session.get_one(Project, project_id)
        outcome = (
            DecisionOutcome.REJECTED
            if rejected
            else DecisionOutcome.APPROVED_WITH_CONDITIONS
            if life.condition
            else DecisionOutcome.APPROVED
        )
        command = decisions.RecordDecision(
            project_id=project_id,
            meeting_number=f"PRC-{work.today:%Y-%m}",
            decided_on=work.today,
            outcome=outcome,
            present=tuple(decisions.MemberPresent(stage.people[seat]) for seat in seats),
            reason="National in scope; it does not rest on a community."
            if rejected
            else "Ranked first by women and men alike; costs checked.",
            approved_local_minor=None if rejected else project.requested_local_minor,
            conditions=(decisions.ConditionSet("A letter of the local authority on upkeep costs"),)
            if life.condition
            else (),
        )
        return decisions.decide(work, command)

    stage.at(day, Seat.CHAIR, decide)


def _agree(stage: Stage, project_id: int, life: Life) -> None:
    ends = stage.day(life.signed_ago) + timedelta(weeks=life.weeks)
    stage.act_at(
        life.signed_ago + 5,
        lambda: fieldwork.consent(stage, project_id, ConsentStage.DESIGN, life.signed_ago + 5),
    )
    command = agreements.SignAgreement(
        project_id=project_id,
        signed_on=stage.day(life.signed_ago),
        starts_on=stage.day(life.signed_ago),
        ends_on=ends,
        mission_signatory="Head of Office",
        partner_signatory="President of the association",
        commitment_number=f"DEMO-{project_id:04d}",
        split=(80, 20),
    )
    stage.at(life.signed_ago, Role.PROGRAMME_MANAGER, lambda w: agreements.sign(w, command))
    if life.state == ProjectState.AGREED:
        stage.act_at(3, lambda: fieldwork.sign_tranche(stage, project_id, 1, 3, upto="clear"))


def _end(stage: Stage, project_id: int, life: Life) -> None:
    if life.state == ProjectState.ON_HOLD:
        since: date = stage.day(18)
        hold = holds.HoldProject(
            project_id, HoldReason.WEATHER_ACCESS, "The bridge on the only road is under water.", since
        )
        stage.at(18, Role.PROGRAMME_MANAGER, lambda w: holds.hold(w, hold))
    if life.state == ProjectState.TERMINATED:
        reason = "Works stopped three months ago and the partner no longer answers."
        stage.at(30, Role.HEAD_OF_MISSION, lambda w: completion.terminate(w, project_id, reason))
    if life.state not in FINISHED_STATES:
        return
    done = life.signed_ago - life.weeks * 7 - 8
    stage.at(
        done,
        Role.PROGRAMME_MANAGER,
        lambda w: completion.complete(w, completion.CompleteWorks(project_id, stage.day(done + 6))),
    )
    if life.state == ProjectState.COMPLETED:
        return
    body = "Users' committee"
    handover = handovers.RecordHandover(
        project_id=project_id,
        handed_over_on=stage.day(done - 10),
        owner_body=body,
        signatory_title="President of the users' committee",
        assets="The building or water points of the project, with their fittings.",
        maintenance_commitment="Two people trained in repairs and a monthly contribution of users.",
        community_told_how="A meeting on the site on market day.",
    )
    stage.at(done - 10, Role.PROGRAMME_OFFICER, lambda w: handovers.record(w, handover))
    stage.act_at(done - 11, lambda: fieldwork.consent(stage, project_id, ConsentStage.HANDOVER, done - 11))
    stage.act_at(
        done - 14,
        lambda: panel.score(stage, project_id, RoundStage.COMPLETION, done - 14, 3.9, project_id + 7),
    )
    stage.act_at(done - 30, lambda: fieldwork.pay_tranche(stage, project_id, 2, done - 30))
    stage.at(done - 40, Role.PROGRAMME_MANAGER, lambda w: completion.close(w, project_id))
    if life.released:
        stage.act_at(max(done - 45, 1), lambda: fieldwork.report(stage, project_id, max(done - 45, 1)))
