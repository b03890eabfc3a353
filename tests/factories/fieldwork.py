"""Visits, second keys and co-owners' words, each recorded through the services by the people whose work it is.

`world.person programme_officer` visits; `programme_officer.second` writes down what a co-owner said.
"""

from datetime import date, datetime

from sqlalchemy import select

from qip_tracker.adapters import photos
from qip_tracker.models import CoOwner, Milestone
from qip_tracker.services.community import coownership
from qip_tracker.services.community.coownership import RecordConsent
from qip_tracker.services.works import milestones, visits
from qip_tracker.services.works.milestones import ConfirmMilestone
from qip_tracker.services.works.visits import NewPhoto, RecordVisit
from tests.factories.world import World


def record_visit(
    world: World,
    project_id: int,
    *,
    purpose: str = "progress",
    seen: tuple[int, ...] = (),
    pictures: tuple[bytes, ...] = (),
    visited_on: date | None = None,
    by: str = "programme_officer",
    now: datetime | None = None,
) -> int:
    """A visit on the day of `now` (or `world.now`), with the milestones seen as done and the photos given as bytes."""
    prepared = [photos.prepare(picture) for picture in pictures]
    command = RecordVisit(
        project_id=project_id,
        purpose=purpose,
        visited_on=visited_on or (now or world.now).date(),
        observations="The masons were at work; the pump stands in the depot.",
        recommendation="continue",
        with_engineer=True,
        women_met=7,
        men_met=4,
        seen=seen,
        photos=tuple(
            NewPhoto(one.media_key, one.original_sha256, one.width, one.height, f"The well, picture {at}")
            for at, one in enumerate(prepared, 1)
        ),
    )
    folder = world.app.extensions["qip_settings"].data_directory / "photos"
    with photos.shelved(folder, prepared) as shelf:
        visit_id = world.do(by, lambda work: visits.record(work, command).id, now)
        shelf.keep()
    return visit_id


def milestone_ids(world: World, project_id: int) -> list[int]:
    """The milestones of a project that are not dropped, in the order of the plan."""
    with world.reading() as session:
        return list(
            session.scalars(
                select(Milestone.id)
                .where(Milestone.project_id == project_id, Milestone.dropped_on.is_(None))
                .order_by(Milestone.position)
            )
        )


def co_owner_id(world: World, project_id: int, side: str = "society") -> int:
    """The first co-owner of a side."""
    with world.reading() as session:
        return session.scalars(
            select(CoOwner.id)
            .where(CoOwner.project_id == project_id, CoOwner.side == side)
            .order_by(CoOwner.id)
            .limit(1)
        ).one()


def confirm_milestone(
    world: World,
    project_id: int,
    milestone_id: int,
    *,
    by: str = "programme_officer.second",
    now: datetime | None = None,
) -> None:
    """A co-owner's word that a step is done, at a meeting on the day of `now`."""
    command = ConfirmMilestone(
        project_id, milestone_id, co_owner_id(world, project_id), (now or world.now).date(), "meeting"
    )
    world.do(by, lambda work: milestones.confirm(work, command), now)


def complete_all_milestones(
    world: World, project_id: int, *, purpose: str = "progress", now: datetime | None = None
) -> int:
    """Turn both keys of every milestone still open: one visit sees them all. Returns the visit."""
    steps = milestone_ids(world, project_id)
    with world.reading() as session:
        rows = session.execute(
            select(Milestone.id, Milestone.seen_on, Milestone.confirmed_on).where(Milestone.id.in_(steps))
        ).all()
    unseen = tuple(row.id for row in rows if row.seen_on is None)
    visit_id = record_visit(world, project_id, purpose=purpose, seen=unseen, now=now)
    for row in rows:
        if row.confirmed_on is None:
            confirm_milestone(world, project_id, row.id, now=now)
    return visit_id


def consent(
    world: World,
    project_id: int,
    stage: str,
    *,
    agreed: bool = True,
    side: str = "society",
    now: datetime | None = None,
) -> None:
    """What the first co-owner of a side said at a stage (design, agreement, handover)."""
    command = RecordConsent(
        project_id,
        co_owner_id(world, project_id, side),
        stage,
        agreed,
        (now or world.now).date(),
        None if agreed else "The site belongs to another family.",
    )
    world.do("programme_officer", lambda work: coownership.record_consent(work, command), now)
