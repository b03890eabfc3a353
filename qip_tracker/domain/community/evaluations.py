"""Scoring rounds: when a stage may be scored, when a round takes ballots, when it may close, what a ballot may say."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from qip_tracker.domain.community.disclosure import ABSTENTIONS, DIMENSIONS, Answers
from qip_tracker.domain.community.vocabulary import RoundStage
from qip_tracker.domain.kernel.refusals import Refusal, refuse
from qip_tracker.domain.project.states import (
    AT_WORK_STATES,
    FINISHED_STATES,
    PROPOSED_STATES,
    RUNNING_STATES,
    ProjectState,
)

# Before the works, at completion, six months after: a stage is scored only while the project stands there.
# The questions asked now, as (code, version): other wording is a new version, and versions are never compared.
INSTRUMENT: Final = ("core", 1)
STAGE_STATES: Final[Mapping[str, frozenset[ProjectState]]] = {
    RoundStage.BASELINE: PROPOSED_STATES | RUNNING_STATES,
    RoundStage.COMPLETION: AT_WORK_STATES | FINISHED_STATES,
    RoundStage.SIX_MONTHS: FINISHED_STATES,
}
LONGEST_ROUND: Final = timedelta(days=92)
LONGEST_COMMENT: Final = 1000


def stage_order(stage: str) -> int:
    """The place of a stage among the rounds of a project: the earlier one comes first."""
    return list(RoundStage).index(RoundStage(stage))


def takes_ballots(closes_on: date, is_closed: bool, today: date) -> bool:
    """Whether a ballot may still be cast: the last day counts in full (UTC)."""
    return not is_closed and today <= closes_on


def may_close(closes_on: date, everybody_voted: bool, today: date) -> bool:
    """A round closes when its last day has passed or everybody on its roll has voted."""
    return today > closes_on or everybody_voted


def opening_refusals(
    stage: str, state: str, members: int, minimum: int, closes_on: date, today: date
) -> list[Refusal]:
    """A round fits the project's state, its panel has `minimum` members, and it lasts no longer than `LONGEST_ROUND`.

    Whether the stage has been held, or another round is open, is asked of the stored rounds.
    """
    refusals = []
    if state not in STAGE_STATES[stage]:
        refusals.append(Refusal("round.wrong_time", "stage"))
    if members < minimum:
        refusals.append(Refusal("round.panel_too_small"))
    if not today <= closes_on <= today + LONGEST_ROUND:
        refusals.append(Refusal("round.last_day", "closes_on", {"days": LONGEST_ROUND.days}))
    return refusals


def checked_answers(answers: Mapping[str, object]) -> Answers:
    """The answers that may be stored: a face 1-5 or an abstention for a known dimension, nothing for one left out.

    Raises `Refused` (ballot.bad_answer).
    """
    kept: dict[str, int | str] = {}
    for dimension, answer in answers.items():
        if answer is None:
            continue
        is_face = type(answer) is int and 1 <= answer <= 5
        if dimension not in DIMENSIONS or not (is_face or answer in ABSTENTIONS):
            raise refuse("ballot.bad_answer", dimension if dimension in DIMENSIONS else None)
        kept[dimension] = answer  # type: ignore[assignment]
    return kept


def written(answers: Answers) -> str:
    """Answers as they are stored: JSON in one spelling, so that the seal is over the same bytes every time."""
    return json.dumps(dict(answers), sort_keys=True, separators=(",", ":"))


def seal(ballots: Iterable[tuple[str, str | None, str]]) -> str:
    """SHA-256 over (key, stratum, answers) of all ballots in key order: one changed or added ballot changes it."""
    digest = hashlib.sha256()
    for key, stratum, answers in sorted(ballots):
        digest.update(f"{key}\t{stratum or ''}\t{answers}\n".encode())
    return digest.hexdigest()
