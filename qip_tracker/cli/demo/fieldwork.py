"""Payments, visits, second keys, contributions and reports of the demonstration's projects."""

from functools import partial

from flask import current_app

from qip_tracker.adapters import photos
from qip_tracker.cli.demo import panel
from qip_tracker.cli.demo.lives import Life
from qip_tracker.cli.demo.pictures import drawing
from qip_tracker.cli.demo.stage import Stage
from qip_tracker.domain.community.vocabulary import ContributionKind, CoOwnerSide, RoundStage
from qip_tracker.domain.people.roles import Role
from qip_tracker.domain.programme.vocabulary import FundingKind
from qip_tracker.domain.project.states import FINISHED_STATES, ProjectState
from qip_tracker.domain.reporting.vocabulary import ReportKind
from qip_tracker.domain.works.vocabulary import (
    ConfirmationMethod,
    DelayReason,
    VisitPurpose,
    VisitRecommendation,
)
from qip_tracker.extensions import db
from qip_tracker.queries.portfolio import demonstration
from qip_tracker.reports import frozen
from qip_tracker.services.community import coownership
from qip_tracker.services.money import tranches
from qip_tracker.services.reporting import reports
from qip_tracker.services.works import completion, milestones, visits

SIGNERS = {
    "request": Role.PROGRAMME_OFFICER,
    "clear": Role.PROGRAMME_MANAGER,
    "certify": Role.CERTIFYING_OFFICER,
    "approve": Role.APPROVING_OFFICER,
}


def sign_tranche(stage: Stage, project_id: int, number: int, days_ago: int, *, upto: str = "approve") -> int:
    """The signatures of a tranche up to and including one, each by another person."""
    tranche_id = stage.tranche_id(project_id, number)
    for action, signer in SIGNERS.items():
        verb = getattr(tranches, action)
        stage.do(signer, days_ago, partial(verb, command=tranches.SignTranche(project_id, tranche_id)))
        if action == upto:
            break
    return tranche_id


def pay_tranche(stage: Stage, project_id: int, number: int, days_ago: int) -> None:
    """All five signatures."""
    tranche_id = sign_tranche(stage, project_id, number, days_ago)
    payment = tranches.PayTranche(
        project_id, tranche_id, stage.day(days_ago), f"PV-{project_id:04d}-{number}"
    )
    stage.do("second_certifier", days_ago, lambda w: tranches.pay(w, payment))


def consent(stage: Stage, project_id: int, code: str, days_ago: int) -> None:
    """Both sides agree."""
    for side in CoOwnerSide:
        said = coownership.RecordConsent(
            project_id, stage.co_owner_id(project_id, side), code, True, stage.day(days_ago)
        )
        stage.do(Role.PROGRAMME_OFFICER, days_ago, partial(coownership.record_consent, command=said))


def _visit(
    stage: Stage, project_id: int, days_ago: int, purpose: str, seen: tuple[int, ...], built: float
) -> None:
    prepared = [photos.prepare(drawing(project_id * 10 + len(seen), built))] if built else []
    command = visits.RecordVisit(
        project_id=project_id,
        purpose=purpose,
        visited_on=stage.day(days_ago),
        observations="Masons and members of the users' committee were on the site. Invented for the demonstration.",
        recommendation=VisitRecommendation.CONTINUE,
        with_engineer=purpose != VisitPurpose.BASELINE,
        women_met=9,
        men_met=7,
        seen=seen,
        photos=tuple(
            visits.NewPhoto(
                photo.media_key,
                photo.original_sha256,
                photo.width,
                photo.height,
                f"The site, {int(built * 100)} % built",
            )
            for photo in prepared
        ),
    )
    folder = current_app.extensions["qip_settings"].data_directory / "photos"
    with photos.shelved(folder, prepared) as shelf:
        stage.do(Role.PROGRAMME_OFFICER, days_ago, lambda w: visits.record(w, command))
        shelf.keep()


def _confirm(stage: Stage, project_id: int, milestone_id: int, days_ago: int) -> None:
    owner = stage.co_owner_id(project_id, CoOwnerSide.SOCIETY)
    command = milestones.ConfirmMilestone(
        project_id, milestone_id, owner, stage.day(days_ago), ConfirmationMethod.MEETING
    )
    stage.do("second_officer", days_ago, lambda w: milestones.confirm(w, command))


def run(stage: Stage, project_id: int, place: str, life: Life) -> None:
    """From the first payment to where the life ends: visits, keys, contributions, the panel's first round."""
    first_paid = life.signed_ago - 8
    stage.act_at(life.signed_ago - 2, lambda: _gifts(stage, project_id, life.signed_ago - 2))
    stage.act_at(first_paid, lambda: pay_tranche(stage, project_id, 1, first_paid))
    known = life.open_round
    formed = life.signed_ago - 9
    stage.act_at(formed, lambda: panel.form(stage, project_id, formed, place, with_known_cards=known))
    if life.open_round:
        stage.act_at(2, lambda: panel.open_round(stage, project_id, RoundStage.BASELINE, 2, days=30))
    elif life.scored:
        opens = life.signed_ago - 10
        stage.act_at(
            opens, lambda: panel.score(stage, project_id, RoundStage.BASELINE, opens, 2.7, project_id)
        )
    shares = (0.15, 0.45, 0.75, 1.0)
    reached = _steps_reached(life)
    for index in range(reached):
        late_by = 12 if life.late else 2
        day = life.signed_ago - int(life.weeks * 7 * shares[index]) - late_by
        _step(stage, project_id, max(day, 1), index, is_last=index == 3, built=shares[index])
    if life.late and life.state == ProjectState.ACTIVE:
        stage.act_at(1, lambda: _explain(stage, project_id, reached))
    if life.second_tranche:
        upto = life.second_tranche
        stage.act_at(15, lambda: sign_tranche(stage, project_id, 2, 15, upto=upto))
    if life.state in FINISHED_STATES:
        counted = life.signed_ago - life.weeks * 7 - 5
        stage.act_at(counted, lambda: _count(stage, project_id, counted))
    if life.released and life.state == ProjectState.COMPLETED:
        stage.act_at(4, lambda: report(stage, project_id, 4))


def _steps_reached(life: Life) -> int:
    if life.state in FINISHED_STATES:
        return 4
    if life.late:
        return 2
    elapsed = life.signed_ago / (life.weeks * 7)
    return sum(1 for share in (0.15, 0.45, 0.75) if elapsed > share + 0.05)


def _step(stage: Stage, project_id: int, days_ago: int, index: int, *, is_last: bool, built: float) -> None:
    def act() -> None:
        milestone_id = stage.milestone_ids(project_id)[index]
        _visit(
            stage,
            project_id,
            days_ago,
            VisitPurpose.FINAL if is_last else VisitPurpose.PROGRESS,
            (milestone_id,),
            built,
        )
        _confirm(stage, project_id, milestone_id, days_ago)

    stage.act_at(days_ago, act)


def _explain(stage: Stage, project_id: int, index: int) -> None:
    late = milestones.ExplainDelay(
        project_id, stage.milestone_ids(project_id)[index], DelayReason.SUPPLY_PRICE
    )
    stage.do(Role.PROGRAMME_OFFICER, 1, lambda w: milestones.explain_delay(w, late))


def _gifts(stage: Stage, project_id: int, days_ago: int) -> None:
    society, day = stage.co_owner_id(project_id, CoOwnerSide.SOCIETY), stage.day(days_ago)
    gift = coownership.SaveContribution(
        project_id,
        society,
        ContributionKind.LABOUR,
        "Forty days of unpaid work on the site",
        day,
        day,
        48_000,
    )
    stage.do(Role.PROGRAMME_OFFICER, days_ago, lambda w: coownership.save_contribution(w, gift))
    change = coownership.RecordDesignChange(
        project_id, society, "A second entrance on the side of the herders' quarter", day
    )
    stage.do(Role.PROGRAMME_OFFICER, days_ago, lambda w: coownership.record_design_change(w, change))


def _count(stage: Stage, project_id: int, days_ago: int) -> None:
    planned = demonstration.results_planned(db.session(), project_id)
    delivered = {result: count - count // 20 for result, count in planned.items()}
    stage.do(
        Role.PROGRAMME_OFFICER,
        days_ago,
        lambda w: completion.record_delivery(w, completion.RecordDelivery(project_id, delivered)),
    )


def report(stage: Stage, project_id: int, days_ago: int) -> None:
    """Freeze the donor's report, the fund's too where it pays, and open them to the donor."""
    is_pbf = demonstration.fund_kind(db.session(), project_id) == FundingKind.PBF
    for kind in (ReportKind.DONOR_REPORT, *((ReportKind.PBF_PROGRESS,) if is_pbf else ())):
        freeze = partial(frozen.freeze, project_id=project_id, kind=kind)
        made = stage.do(Role.PROGRAMME_OFFICER, days_ago, freeze).snapshot
        release = partial(reports.release, project_id=project_id, report_id=made.id)
        stage.do(Role.PROGRAMME_MANAGER, days_ago, release)
