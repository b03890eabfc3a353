"""Signing the agreement: dates, the split of the approved money, guards, and who may."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible, Refused, StaleEdit
from qip_tracker.models import Agreement, AuditEvent, Partner, PolicyNumber, Project, ProjectEvent, Tranche
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.money import agreements
from qip_tracker.services.money.agreements import SignAgreement
from tests.factories import projects
from tests.factories.fieldwork import consent
from tests.factories.running import an_agreed_project, an_approved_project
from tests.factories.world import World

MANAGER = "programme_manager"


def paper(world: World, project_id: int, **changed: object) -> SignAgreement:
    today = world.now.date()
    command = SignAgreement(
        project_id=project_id,
        signed_on=today,
        starts_on=today + timedelta(3),
        ends_on=today + timedelta(weeks=20),
        mission_signatory="Head of Office, Kidal",
        partner_signatory="President of the association",
        commitment_number="FC-2026-0117",
        split=(80, 20),
    )
    return replace(command, **changed)  # type: ignore[arg-type]


def refused(world: World, command: SignAgreement, role: str = MANAGER) -> list[str]:
    with pytest.raises(Refused) as found:
        world.do(role, lambda work: agreements.sign(work, command))
    return [one.code for one in found.value.refusals]


def set_up(world: World, change: Callable[[Work], Any]) -> None:
    """Change rows as an importer or another room would."""

    def write(work: Work) -> None:
        change(work)
        work.record("project.prepared", work.session.scalars(select(Project).limit(1)).one())

    world.do("system", write)


def test_signing_plans_tranches_that_add_up_and_takes_over_the_dates(world: World) -> None:
    project_id = an_approved_project(world)
    command = paper(world, project_id, split=(50, 30, 20))
    world.do(MANAGER, lambda work: agreements.sign(work, command))
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        agreement = session.scalars(select(Agreement)).one()
        tranches = session.scalars(select(Tranche).order_by(Tranche.number)).all()
        event = session.scalars(select(ProjectEvent).order_by(ProjectEvent.id.desc()).limit(1)).one()
        actions = session.scalars(
            select(AuditEvent.action).order_by(AuditEvent.sequence.desc()).limit(2)
        ).all()
    assert (project.state, event.action, event.from_state) == ("agreed", "sign_agreement", "approved")
    assert (project.planned_start_on, project.planned_end_on) == (command.starts_on, command.ends_on)
    assert project.planned_weeks == 20
    assert (agreement.commitment_number, agreement.recorded_by_id) == (
        "FC-2026-0117",
        world.person_id(MANAGER),
    )
    assert [(t.number, t.percent, t.local_minor, t.usd_minor) for t in tranches] == [
        (1, 50, 6_000_000, 1_000_000),
        (2, 30, 3_600_000, 600_000),
        (3, 20, 2_400_000, 400_000),
    ]
    assert sorted(actions) == ["agreement.signed", "project.agreement_signed"]


@pytest.mark.parametrize(("local", "usd"), [(12_345_677, 2_057_613), (101, 103), (7, 3)])
def test_shares_of_odd_sums_add_up_to_the_unit(local: int, usd: int, world: World) -> None:
    project_id = an_approved_project(world)

    def odd(work: Work) -> None:
        project = work.session.get_one(Project, project_id)
        project.approved_local_minor, project.approved_usd_minor = local, usd

    set_up(world, odd)
    world.do(MANAGER, lambda work: agreements.sign(work, paper(world, project_id)))
    with world.reading() as session:
        rows = session.execute(select(Tranche.local_minor, Tranche.usd_minor)).all()
    assert (sum(row.local_minor for row in rows), sum(row.usd_minor for row in rows)) == (local, usd)


def test_a_sum_too_small_to_divide_is_refused(world: World) -> None:
    project_id = an_approved_project(world)

    def tiny(work: Work) -> None:
        work.session.get_one(Project, project_id).approved_usd_minor = 1

    set_up(world, tiny)
    assert refused(world, paper(world, project_id)) == ["agreement.amount_unknown"]


def test_without_a_local_amount_nothing_is_divided(world: World) -> None:
    project_id = an_approved_project(world)

    def unknown(work: Work) -> None:
        work.session.get_one(Project, project_id).approved_local_minor = None

    set_up(world, unknown)
    assert refused(world, paper(world, project_id)) == ["agreement.amount_unknown"]
    with world.reading() as session:
        assert session.scalars(select(Agreement)).all() == []


def test_the_programme_s_own_rule_decides_the_splits(world: World) -> None:
    project_id = an_approved_project(world)
    assert refused(world, paper(world, project_id, split=(50, 45, 5))) == ["agreement.split_not_allowed"]

    def rule(work: Work) -> None:
        work.session.add(
            PolicyNumber(
                mission_id=world.mission_id,
                key="tranche_split_pct",
                value="50,45,5",
                effective_from=world.now.date(),
                reason="As agreed with the donor",
                set_by_id=None,
                set_at=world.now,
            )
        )

    set_up(world, rule)
    assert refused(world, paper(world, project_id)) == ["agreement.split_not_allowed"]
    world.do(MANAGER, lambda work: agreements.sign(work, paper(world, project_id, split=(50, 45, 5))))


@pytest.mark.parametrize("split", [(), (100, 100), (110, -10), (80, 19)])
def test_a_split_that_is_none_is_refused_and_nothing_is_stored(split: tuple[int, ...], world: World) -> None:
    project_id = an_approved_project(world)
    assert "agreement.split_not_allowed" in refused(world, paper(world, project_id, split=split))
    with world.reading() as session:
        assert session.get_one(Project, project_id).state == "approved"
        assert session.scalars(select(Tranche)).all() == []


def test_open_conditions_and_missing_consent_block_it(world: World) -> None:
    project_id = projects.an_approved_project(world, conditions=("Land title",))
    assert refused(world, paper(world, project_id)) == ["conditions.open", "coowners.no_consent_design"]
    consent(world, project_id, "design")
    consent(world, project_id, "design", side="state", agreed=False)
    assert refused(world, paper(world, project_id)) == ["conditions.open", "coowners.no_consent_design"]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("status", "suspended", "partner.suspended"),
        ("status", "barred", "partner.suspended"),
        ("assessment", "failed", "partner.not_assessed"),
    ],
)
def test_a_partner_who_fell_from_grace_blocks_it(column: str, value: str, code: str, world: World) -> None:
    project_id = an_approved_project(world)
    set_up(world, lambda work: setattr(work.session.get_one(Partner, world.partner_id), column, value))
    assert refused(world, paper(world, project_id)) == [code]


def test_an_agreement_is_signed_once(world: World) -> None:
    project_id = an_agreed_project(world)
    assert refused(world, paper(world, project_id)) == ["project.not_from_here"]


def test_a_stale_form_is_told(world: World) -> None:
    project_id = an_approved_project(world)
    with pytest.raises(StaleEdit):
        world.do(MANAGER, lambda work: agreements.sign(work, paper(world, project_id, version=1)))


@pytest.mark.parametrize(
    "role",
    [
        "programme_officer",
        "committee_member",
        "head_of_mission",
        "certifying_officer",
        "approving_officer",
        "facilitator",
        "partner",
        "donor",
        "auditor",
        "administrator",
    ],
)
def test_only_the_manager_signs(role: str, world: World) -> None:
    project_id = an_approved_project(world)
    with pytest.raises((NotAllowed, NotVisible)):
        world.do(role, lambda work: agreements.sign(work, paper(world, project_id)))
