"""Many payments at the same moment: one tranche is paid once, and never more than was approved."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.models import AuditEvent, Project, Tranche
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.money import tranches
from qip_tracker.services.money.tranches import PayTranche
from qip_tracker.services.project.moves import live_project
from tests.factories.fieldwork import record_visit
from tests.factories.running import SIGNERS, an_agreed_project, sign_tranche
from tests.factories.world import World

COPIES = 20


def outcomes(world: World, verb: Callable[[Work], object]) -> list[str]:
    """What each of twenty people who press at once is told, sorted; `paid` for a success."""

    def one(_number: int) -> str:
        try:
            world.do(SIGNERS["pay"], verb)
        except Refused as refused:
            return refused.refusals[0].code
        return "paid"

    with ThreadPoolExecutor(COPIES) as pool:
        return sorted(pool.map(one, range(COPIES)))


def test_twenty_payments_of_one_tranche_make_one(world: World) -> None:
    project_id = an_agreed_project(world)
    found = sign_tranche(world, project_id, 1)
    command = PayTranche(project_id, found, world.now.date(), "PV-1")
    answers = outcomes(world, lambda work: tranches.pay(work, command))
    assert answers == ["paid"] + ["tranche.not_from_here"] * (COPIES - 1)
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        paid_events = session.scalars(
            select(func.count()).select_from(AuditEvent).where(AuditEvent.action == "tranche.paid")
        ).one()
    assert (project.paid_usd_minor, paid_events) == (1_600_000, 1)


def test_twenty_payments_of_three_hundred_against_a_thousand_make_three(world: World) -> None:
    project_id = an_agreed_project(world)
    record_visit(world, project_id)
    world.do("system", lambda work: _twenty_approved_tranches_of_300(work, world, project_id))

    def pay_the_next(work: Work) -> Tranche:
        live_project(work, project_id)
        following = work.session.scalars(
            select(Tranche.id)
            .where(Tranche.project_id == project_id, Tranche.paid_on.is_(None))
            .order_by(Tranche.number)
            .limit(1)
        ).one()
        return tranches.pay(work, PayTranche(project_id, following, work.today, "PV"))

    answers = outcomes(world, pay_the_next)
    assert answers == ["paid"] * 3 + ["tranche.over_approved"] * 17
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        from_rows = session.execute(
            select(func.sum(Tranche.usd_minor), func.sum(Tranche.local_minor)).where(
                Tranche.project_id == project_id, Tranche.paid_on.is_not(None)
            )
        ).one()
    assert (project.paid_usd_minor, project.paid_local_minor) == (900, 900) == tuple(from_rows)


def _twenty_approved_tranches_of_300(work: Work, world: World, project_id: int) -> None:
    project = work.session.get_one(Project, project_id)
    project.approved_usd_minor = project.approved_local_minor = 1_000
    for planned in work.session.scalars(select(Tranche).where(Tranche.project_id == project_id)):
        work.session.delete(planned)
    work.session.flush()
    signed = {}
    for column, action in (
        ("requested", "request"),
        ("cleared", "clear"),
        ("certified", "certify"),
        ("approved", "approve"),
    ):
        signed |= {f"{column}_at": work.now, f"{column}_by_id": world.person_id(SIGNERS[action])}
    work.session.add_all(
        Tranche(project_id=project_id, number=number, percent=5, local_minor=300, usd_minor=300, **signed)
        for number in range(1, COPIES + 1)
    )
    work.record("project.prepared", project)
