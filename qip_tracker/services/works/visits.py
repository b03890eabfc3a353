"""Somebody of the mission went and looked: the visit, its photos, and the mission's key of what was seen as done."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from qip_tracker.domain.kernel.refusals import NotVisible, Refusal, Refused
from qip_tracker.domain.works import milestones as rules
from qip_tracker.domain.works.permissions import WorksPermission
from qip_tracker.domain.works.vocabulary import KeyHolder
from qip_tracker.models import Milestone, Photo, Project, Visit
from qip_tracker.queries import subjects
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project.moves import live_project
from qip_tracker.services.works.milestones import keys_of, roll_up, write_key


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A file already prepared and stored (`adapters.photos`), and what it shows. Pixels."""

    media_key: str
    original_sha256: str
    width: int
    height: int
    caption: str


@dataclass(frozen=True, slots=True)
class RecordVisit:
    """What the visitor saw; people met are counted where somebody counted; `seen` are milestones found done."""

    project_id: int
    purpose: str
    visited_on: date
    observations: str
    recommendation: str
    with_engineer: bool = False
    women_met: int | None = None
    men_met: int | None = None
    seen: tuple[int, ...] = ()
    photos: tuple[NewPhoto, ...] = ()


@dataclass(frozen=True, slots=True)
class AddPhotos:
    """More photos of a visit already recorded."""

    project_id: int
    visit_id: int
    photos: tuple[NewPhoto, ...]


def record(work: Work, command: RecordVisit) -> Visit:
    """Record a visit; each milestone seen gets the mission's key, the project its `last_visit_on`.

    Raises `Refused` (visit.*, milestone.not_open, milestone.same_person, photo.already_there), `NotAllowed`,
    `NotVisible`.
    """
    subject = subjects.project_subject(work.session, work.actor, command.project_id)
    work.require(WorksPermission.VISIT_RECORD, subject)
    project = live_project(work, command.project_id)
    seen = _seen(work, command)
    _refuse(work, command, project, seen)
    visit = _visit(work, command)
    work.session.add(visit)
    work.session.flush()
    for milestone in seen:
        _turn_key(work, milestone, visit)
    _hang(work, visit, command.photos)
    _note_last_visit(work, project)
    roll_up(work, project)
    work.record("visit.recorded", visit, mission_id=project.mission_id, project_id=project.id)
    for milestone in seen:
        work.record("milestone.seen", milestone, mission_id=project.mission_id, project_id=project.id)
    return visit


def add_photos(work: Work, command: AddPhotos) -> Visit:
    """Hang more photos on a visit, up to `MOST_PHOTOS` in all. Raises as `record`."""
    path = {"project_id": command.project_id, "visit_id": command.visit_id}
    work.require(WorksPermission.VISIT_RECORD, subjects.load(work.session, work.actor, "visit", path))
    project = live_project(work, command.project_id)
    visit = work.locked(Visit, command.visit_id)
    already = work.session.scalar(select(func.count()).select_from(Photo).where(Photo.visit_id == visit.id))
    refusals = rules.visit_refusals(visit.visited_on, project.state, work.today)
    refusals += _photo_refusals(work, project.id, command.photos, already=already or 0)
    if refusals:
        raise Refused(*refusals)
    _hang(work, visit, command.photos)
    work.record("visit.photos_added", visit, mission_id=project.mission_id, project_id=project.id)
    return visit


def _seen(work: Work, command: RecordVisit) -> list[Milestone]:
    """The milestones ticked, locked in one order; `NotVisible` when one is not of this project."""
    milestones = [work.locked(Milestone, identity) for identity in sorted(set(command.seen))]
    if any(milestone.project_id != command.project_id for milestone in milestones):
        raise NotVisible("milestone")
    return milestones


def _refuse(work: Work, command: RecordVisit, project: Project, seen: list[Milestone]) -> None:
    """Raise `Refused` with every reason against the visit, each once."""
    refusals = rules.visit_refusals(command.visited_on, project.state, work.today)
    if seen and command.purpose in rules.FROM_AFAR:
        refusals.append(Refusal("visit.nobody_was_there", "seen"))
    for milestone in seen:
        refusals += rules.seeing_refusals(keys_of(milestone), work.person_id, "seen")
    refusals += _photo_refusals(work, project.id, command.photos, already=0)
    if refusals:
        raise Refused(*(refusal for at, refusal in enumerate(refusals) if refusal not in refusals[:at]))


def _turn_key(work: Work, milestone: Milestone, visit: Visit) -> None:
    """The mission's key: the milestone was seen as done on this visit, and its history says so."""
    milestone.seen_on, milestone.seen_by_id = visit.visited_on, work.person_id
    milestone.seen_on_visit_id = visit.id
    write_key(work, milestone, KeyHolder.MISSION, visit.visited_on, visit_id=visit.id)


def _photo_refusals(
    work: Work, project_id: int, photos: tuple[NewPhoto, ...], *, already: int
) -> list[Refusal]:
    sums = [photo.original_sha256 for photo in photos]
    refusals = []
    if already + len(photos) > rules.MOST_PHOTOS:
        refusals.append(Refusal("photo.too_many", "photos", {"most": rules.MOST_PHOTOS}))
    stored = select(func.count()).where(Photo.project_id == project_id, Photo.original_sha256.in_(sums))
    if len(set(sums)) < len(sums) or (sums and work.session.scalar(stored)):
        refusals.append(Refusal("photo.already_there", "photos"))
    return refusals


def _visit(work: Work, command: RecordVisit) -> Visit:
    return Visit(
        project_id=command.project_id,
        purpose=command.purpose,
        visited_on=command.visited_on,
        with_engineer=command.with_engineer,
        observations=command.observations,
        women_met=command.women_met,
        men_met=command.men_met,
        recommendation=command.recommendation,
        recorded_by_id=work.person_id,
        recorded_at=work.now,
    )


def _hang(work: Work, visit: Visit, photos: tuple[NewPhoto, ...]) -> None:
    work.session.add_all(
        Photo(
            project_id=visit.project_id,
            visit_id=visit.id,
            media_key=photo.media_key,
            original_sha256=photo.original_sha256,
            caption=photo.caption,
            width=photo.width,
            height=photo.height,
        )
        for photo in photos
    )


def _note_last_visit(work: Work, project: Project) -> None:
    """The latest day on which somebody stood there; a visit from a distance does not count."""
    project.last_visit_on = work.session.scalar(
        select(func.max(Visit.visited_on)).where(
            Visit.project_id == project.id, Visit.purpose.not_in(rules.FROM_AFAR)
        )
    )
