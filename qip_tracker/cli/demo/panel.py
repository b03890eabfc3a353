"""Panels and rounds of the demonstration: invented ballots, cast one by one through the same door as real ones."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random

from qip_tracker.access import Actor
from qip_tracker.adapters.passwords import hash_secret
from qip_tracker.cli.demo.stage import Stage
from qip_tracker.domain.community.disclosure import DIMENSIONS
from qip_tracker.domain.community.vocabulary import Stratum
from qip_tracker.domain.people.roles import Role
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.queries.portfolio import demonstration
from qip_tracker.services.community import evaluations, panels

MEMBERS: Mapping[str, int] = {Stratum.WOMEN: 6, Stratum.MEN: 6}
# Cards anybody who tries the demonstration may use on its one open round.
OPEN_CARDS = {1: "100000000001", 2: "200000000002", 7: "700000000007"}
COMMENTS = (
    "Ask the herders too, they come on Thursdays.",
    "The road to the site floods in August.",
    "Tell us what happened with what we said last time.",
)
HEARD = (
    "The panel asked that herders be heard on market days and that the mission come back to tell what became of "
    "earlier advice. Invented for the demonstration."
)


def form(stage: Stage, project_id: int, days_ago: int, place: str, *, with_known_cards: bool = False) -> None:
    """A panel of twelve; one hash serves all its cards, since only the known ones are ever used."""
    unused = hash_secret("a secret nobody was given")
    hashes = [unused] * sum(MEMBERS.values())
    if with_known_cards:
        for number, secret in OPEN_CARDS.items():
            hashes[number - 1] = hash_secret(secret)
    before = demonstration.panels_named(db.session(), f"Panel of {place}")
    command = panels.FormPanel(
        project_id=project_id,
        name=f"Panel of {place} {before + 1}" if before else f"Panel of {place}",
        chosen_how="Two meetings, women and men apart, each chose six members. Invented for the demonstration.",
        formed_on=stage.day(days_ago),
        members_by_stratum=MEMBERS,
        secret_hashes=tuple(hashes),
    )
    stage.do(Role.FACILITATOR, days_ago, lambda work: panels.form_panel(work, command))


def open_round(stage: Stage, project_id: int, stage_code: str, days_ago: int, days: int = 10) -> int:
    """Open a round of the project's panel."""
    panel_id = demonstration.panel_id(db.session(), project_id)
    closes_on = stage.day(days_ago) + timedelta(days=days)
    command = evaluations.OpenRound(project_id, panel_id, stage_code, closes_on)
    return stage.do(Role.FACILITATOR, days_ago, lambda work: evaluations.open_round(work, command).id)


def score(stage: Stage, project_id: int, stage_code: str, days_ago: int, mood: float, seed: int) -> None:
    """A whole round: opened, eleven of twelve ballots cast, closed, and what was heard released."""
    round_id = open_round(stage, project_id, stage_code, days_ago)
    panel_id = demonstration.panel_id(db.session(), project_id)
    cards = demonstration.card_ids(db.session(), panel_id)
    chance = Random(seed)  # noqa: S311 - invented answers
    for index, card_id in enumerate(cards[:11]):
        actor = Actor(
            "member", "member", mission_id=stage.mission_id, member_card_id=card_id, panel_id=panel_id
        )
        comment = COMMENTS[index // 4] if index % 4 == 0 else None
        command = evaluations.CastBallot(round_id, _answers(chance, mood), comment)
        with unit_of_work(actor, stage.moment(days_ago - 2)) as work:
            evaluations.cast(work, command)
    closing = days_ago - 11
    stage.do(
        Role.FACILITATOR,
        closing,
        lambda work: evaluations.close_round(work, evaluations.CloseRound(project_id, round_id)),
    )
    version = demonstration.round_version(db.session(), round_id)
    heard = evaluations.WriteHeard(project_id, round_id, HEARD, version, release=True)
    stage.do(Role.FACILITATOR, closing - 1, lambda work: evaluations.write_heard(work, heard))


def _answers(chance: Random, mood: float) -> dict[str, object]:
    """Answers around a mood (1 to 5), scattered, with some who do not know."""
    answers: dict[str, object] = {}
    for place, dimension in enumerate(DIMENSIONS):
        if chance.random() < 0.05:
            answers[dimension] = chance.choice(("dont_know", "prefer_not_to_say"))
            continue
        lean = 0.6 * ((place * 7) % 5 - 2) / 2
        answers[dimension] = min(5, max(1, round(chance.gauss(mood + lean, 1.1))))
    return answers
