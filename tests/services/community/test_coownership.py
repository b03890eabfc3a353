"""Owners on both sides, what they gave and changed, and their word at three stages."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible, Refused, StaleEdit
from qip_tracker.models import Consent, Contribution, CoOwner
from qip_tracker.queries.community import coownership as owners
from qip_tracker.services.community import coownership
from qip_tracker.services.community.coownership import (
    RecordConsent,
    RecordDesignChange,
    SaveContribution,
    SaveCoOwner,
    consent_version,
)
from tests.factories.fieldwork import co_owner_id, consent
from tests.factories.running import a_running_project, an_approved_project
from tests.factories.world import World

OFFICER = "programme_officer"


def refusals(world: World, verb: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        world.do(OFFICER, verb)
    return [(line.code, line.field) for line in refused.value.refusals]


def terminate(world: World, project_id: int) -> None:
    def end(work: Any) -> None:
        from qip_tracker.services.project import moves

        moves.move(work, project_id, "terminate", reason="The area is out of reach.")

    world.do("head_of_mission", end)


def test_a_co_owner_is_added_once_and_changed_with_its_version(world: World) -> None:
    project_id = a_running_project(world)
    command = SaveCoOwner(project_id, "society", "Women's union", "speaks for the users")
    added = world.do(OFFICER, lambda work: coownership.save_co_owner(work, command).id)
    twice = replace(command, body="women's UNION")
    assert refusals(world, lambda work: coownership.save_co_owner(work, twice)) == [
        ("coowners.body_taken", "body")
    ]
    changed = replace(command, body="Women's union of Aguelhok", co_owner_id=added, version=1)
    world.do(OFFICER, lambda work: coownership.save_co_owner(work, changed))
    with pytest.raises(StaleEdit) as stale:
        world.do(OFFICER, lambda work: coownership.save_co_owner(work, changed))
    assert stale.value.current["body"] == "Women's union of Aguelhok"
    with world.reading() as session:
        row = session.get_one(CoOwner, added, populate_existing=True)
        assert (row.body, row.side, row.version) == ("Women's union of Aguelhok", "society", 2)


def test_a_co_owner_of_another_project_is_not_there(world: World) -> None:
    project_id, other = a_running_project(world), a_running_project(world)
    command = SaveCoOwner(project_id, "state", "Prefecture", co_owner_id=co_owner_id(world, other), version=1)
    with pytest.raises(NotVisible):
        world.do(OFFICER, lambda work: coownership.save_co_owner(work, command))


@pytest.mark.parametrize("role", ["facilitator", "auditor", "committee_member", "partner", "donor"])
def test_only_officers_write_about_owners(role: str, world: World) -> None:
    command = SaveCoOwner(a_running_project(world), "state", "Prefecture")
    with pytest.raises((NotAllowed, NotVisible)):
        world.do(role, lambda work: coownership.save_co_owner(work, command))


def contribution(world: World, project_id: int, **changed: Any) -> SaveContribution:
    command = SaveContribution(
        project_id, co_owner_id(world, project_id), "labour", "Digging, 400 days of work", world.now.date()
    )
    return replace(command, **changed)


def test_a_contribution_is_promised_then_delivered_and_may_be_worth_nothing_written(world: World) -> None:
    project_id = a_running_project(world)
    added = world.do(
        OFFICER, lambda work: coownership.save_contribution(work, contribution(world, project_id)).id
    )
    later = world.now + timedelta(days=3)
    delivered = contribution(
        world,
        project_id,
        contribution_id=added,
        version=1,
        delivered_on=later.date(),
        value_usd_minor=120_000,
    )
    world.do(OFFICER, lambda work: coownership.save_contribution(work, delivered), later)
    with world.reading() as session:
        row = session.get_one(Contribution, added, populate_existing=True)
        assert (row.delivered_on, row.value_usd_minor) == (later.date(), 120_000)
    with pytest.raises(StaleEdit):
        world.do(OFFICER, lambda work: coownership.save_contribution(work, delivered), later)


def test_the_days_of_a_contribution_must_make_sense(world: World) -> None:
    project_id, other = a_running_project(world), a_running_project(world)
    today = world.now.date()
    ahead = contribution(
        world,
        project_id,
        promised_on=today + timedelta(days=2),
        delivered_on=today + timedelta(days=1),
        co_owner_id=co_owner_id(world, other),
    )
    assert refusals(world, lambda work: coownership.save_contribution(work, ahead)) == [
        ("date.in_future", "promised_on"),
        ("date.in_future", "delivered_on"),
        ("contribution.delivered_too_early", "delivered_on"),
        ("coowners.unknown", "co_owner_id"),
    ]


def test_a_change_of_design_is_written_down_with_its_day(world: World) -> None:
    project_id = a_running_project(world)
    command = RecordDesignChange(
        project_id, co_owner_id(world, project_id), "The well moved to the market side.", world.now.date()
    )
    assert world.do(OFFICER, lambda work: coownership.record_design_change(work, command).id)
    ahead = replace(command, raised_on=world.now.date() + timedelta(days=1))
    assert refusals(world, lambda work: coownership.record_design_change(work, ahead)) == [
        ("date.in_future", "raised_on")
    ]


def word(world: World, project_id: int, **changed: Any) -> RecordConsent:
    command = RecordConsent(
        project_id, co_owner_id(world, project_id, "state"), "agreement", True, world.now.date()
    )
    return replace(command, **changed)


def test_a_no_needs_its_reason_and_a_yes_does_not(world: World) -> None:
    project_id = a_running_project(world)
    silent = word(world, project_id, agreed=False, given_on=world.now.date() + timedelta(days=1))
    assert refusals(world, lambda work: coownership.record_consent(work, silent)) == [
        ("consent.reason_missing", "note"),
        ("date.in_future", "given_on"),
    ]
    consent(world, project_id, "agreement")
    consent(world, project_id, "handover", agreed=False, side="state")


def test_nobody_agrees_to_a_handover_before_the_works(world: World) -> None:
    project_id = an_approved_project(world)
    early = word(world, project_id, stage="handover")
    assert refusals(world, lambda work: coownership.record_consent(work, early)) == [
        ("consent.too_early", "stage")
    ]
    consent(world, project_id, "agreement")


def test_a_change_of_mind_is_one_more_word_and_only_when_the_last_was_read(world: World) -> None:
    project_id = a_running_project(world)
    no = word(world, project_id, agreed=False, note="Not asked in time.", version=0)
    first = world.do(OFFICER, lambda work: coownership.record_consent(work, no).id)
    with pytest.raises(StaleEdit) as stale:
        world.do(OFFICER, lambda work: coownership.record_consent(work, word(world, project_id, version=0)))
    assert stale.value.current["note"] == "Not asked in time."
    yes = word(world, project_id, version=stale.value.current_version)
    later = world.now + timedelta(hours=1)
    world.do(OFFICER, lambda work: coownership.record_consent(work, yes), later)
    with world.reading() as session:
        words = session.scalars(
            select(Consent).where(Consent.stage == "agreement").order_by(Consent.number)
        ).all()
        assert [(row.agreed, row.note, row.recorded_at) for row in words] == [
            (False, "Not asked in time.", world.now),
            (True, None, later),
        ]
        assert (words[0].id, [consent_version(row) for row in words]) == (first, [1, 2])
        (owner,) = [row for row in owners.read(session, project_id).owners if "agreement" in row.words]
        assert owner.words["agreement"].agreed
        assert [word.note for word in owner.earlier["agreement"]] == ["Not asked in time."]


def test_what_is_on_record_stays_once_the_project_has_ended(world: World) -> None:
    project_id = a_running_project(world)
    owner = co_owner_id(world, project_id)
    terminate(world, project_id)
    commands: list[tuple[Any, Any]] = [
        (coownership.save_co_owner, SaveCoOwner(project_id, "state", "Prefecture")),
        (coownership.save_contribution, contribution(world, project_id)),
        (
            coownership.record_design_change,
            RecordDesignChange(project_id, owner, "Wider door", world.now.date()),
        ),
        (coownership.record_consent, word(world, project_id, stage="design")),
    ]
    for verb, command in commands:
        found = refusals(world, lambda work, verb=verb, command=command: verb(work, command))
        assert found == [("coownership.project_ended", None)]
