"""Screening of a submitted proposal: an opinion on every check that applies, then on to the committee or back."""

from dataclasses import dataclass

from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import NotVisible, Refusal, Refused, refuse
from qip_tracker.domain.project.states import ProjectState
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.domain.selection.vocabulary import ScreeningOutcome
from qip_tracker.models import Project, ScreeningOpinion
from qip_tracker.queries.selection.screening import checks_needed
from qip_tracker.queries.subjects import project_subject
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project import moves

# An opinion that stops or excuses something says why.
NEEDS_A_NOTE = frozenset(
    {ScreeningOutcome.PASSED_WITH_CONDITIONS, ScreeningOutcome.FAILED, ScreeningOutcome.NOT_APPLICABLE}
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the screening found on one check."""

    check: str
    outcome: str
    note: str | None


@dataclass(frozen=True, slots=True)
class GiveOpinions:
    """As many opinions as are ready; those not named stay as they are. `version` is the project's."""

    project_id: int
    opinions: tuple[Opinion, ...]
    version: int | None = None


def give(work: Work, command: GiveOpinions) -> Project:
    """Record opinions by somebody who is not on the file, while the proposal is being screened.

    Raises `Refused` (note missing, not being screened), `NotAllowed`, `NotVisible` for a check that does not apply.
    """
    work.require(
        SelectionPermission.PROJECT_SCREEN, project_subject(work.session, work.actor, command.project_id)
    )
    project = moves.live_project(work, command.project_id)
    work.check_version(project, command.version)
    if project.state != ProjectState.SUBMITTED:
        raise refuse("screening.not_now")
    refusals = [
        Refusal("screening.note_missing", f"note_{opinion.check}")
        for opinion in command.opinions
        if opinion.outcome in NEEDS_A_NOTE and not opinion.note
    ]
    if refusals:
        raise Refused(*refusals)
    applying = checks_needed(work.session, project.id, work.rules_of(project.mission_id))
    if any(opinion.check not in applying for opinion in command.opinions):
        raise NotVisible("check")
    _store(work, project, command.opinions)
    project.version += 1
    work.record("screening.opinion_given", project, mission_id=project.mission_id, project_id=project.id)
    return project


def _store(work: Work, project: Project, opinions: tuple[Opinion, ...]) -> None:
    session = work.session
    stored = {
        opinion.check_code: opinion
        for opinion in session.scalars(
            select(ScreeningOpinion).where(ScreeningOpinion.project_id == project.id)
        )
    }
    for opinion in opinions:
        row = stored.get(opinion.check)
        if row is None:
            row = ScreeningOpinion(project_id=project.id, check_code=opinion.check)
            session.add(row)
        elif (row.outcome, row.note) == (opinion.outcome, opinion.note):
            continue
        row.outcome, row.note = opinion.outcome, opinion.note
        row.given_by_id, row.given_at = work.person_id, work.now


def finish(work: Work, project_id: int, version: int | None = None) -> Project:
    """Send a screened proposal to the committee; every opinion is there, none is negative, the partner is assessed."""
    return moves.move(work, project_id, "screen", version=version)


def return_to_author(work: Work, project_id: int, reason: str | None, version: int | None = None) -> Project:
    """Give a proposal back to its officer with what has to change."""
    return moves.move(work, project_id, "return_to_author", reason=reason, version=version)
