"""What every column says of itself: how sensitive it is, and which codes it takes."""

import pytest
from flask import Flask
from sqlalchemy import Column, MetaData, String, Table, Text

from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.models import Base, Contribution
from qip_tracker.models.kernel.base import classify
from qip_tracker.services.kernel.work import Work
from tests.factories.fieldwork import co_owner_id
from tests.factories.running import a_running_project
from tests.factories.world import World

# Long texts that only the mission reads; a new one must be looked at before it may stand here.
INTERNAL_TEXTS = {
    "audit_event.change", "condition.cleared_note", "condition.text", "consent.witness", "decision.reason",
    "form_token.location", "hold.note", "milestone_key.reason", "panel.admin_area", "panel.chosen_how", "panel.name",
    "panel.place", "partner.assessment_note", "payment.reason", "policy_number.reason", "project_event.reason",
    "proposal.exception_reason", "report_snapshot.place", "screening_opinion.note", "tranche.request_note",
    "tranche_signature.note", "visit.observations",
}  # fmt: skip


def test_every_column_has_a_class_of_sensitivity() -> None:
    without = [
        str(column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if not isinstance(column.info.get("sensitivity"), Sensitivity)
    ]
    assert without == []


def test_what_people_write_at_length_was_classed_by_hand() -> None:
    found = {
        str(column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.info["sensitivity"] == Sensitivity.INTERNAL
        and isinstance(column.type, String | Text)
        and (column.type.length or 1_000) >= 160
        and not column.name.endswith("hash")
    }
    assert found == INTERNAL_TEXTS


@pytest.mark.parametrize("table", ["ballot", "open_comment", "roll_entry"])
def test_the_box_and_the_roll_belong_to_the_community(table: str) -> None:
    classes = {column.info["sensitivity"] for column in Base.metadata.tables[table].columns}
    assert classes == {Sensitivity.COMMUNITY}


def test_a_name_that_is_no_column_is_noticed() -> None:
    table = Table("gift", MetaData(), Column("kind", String(20)))
    classify(table, {Sensitivity.PUBLIC: "kind"})
    assert table.c.kind.info["sensitivity"] == Sensitivity.PUBLIC
    with pytest.raises(LookupError, match="gift has no column another"):
        classify(table, {Sensitivity.PUBLIC: "kind another"})


def test_a_code_that_is_on_no_list_is_refused(app: Flask, world: World) -> None:
    project_id = a_running_project(world)
    owner_id = co_owner_id(world, project_id)

    def give(work: Work) -> None:
        gift = Contribution(
            project_id=project_id,
            co_owner_id=owner_id,
            kind="promises",
            description="Days of work",
            promised_on=world.now.date(),
        )
        work.session.add(gift)
        work.record("contribution.recorded", gift, mission_id=world.mission_id)

    with pytest.raises(ValueError, match=r"contribution.kind knows no code 'promises'"):
        world.do("programme_officer", give)
