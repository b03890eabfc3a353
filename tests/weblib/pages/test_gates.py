"""Every gate has positive words, words for what is missing, and a place where it is put right."""

import pytest
from flask import Flask

from qip_tracker.domain.kernel.gates import ChecklistLine, Flag, Gate, Is
from qip_tracker.domain.portfolio.gates import GATES as DECLARED
from qip_tracker.i18n.gates import GATES
from qip_tracker.i18n.refusals import REFUSALS
from qip_tracker.weblib.pages.gates import ROOMS, gate_rows, require_rooms

ROOM_OF = {gate.code: gate.room for gates in DECLARED.values() for gate in gates}


def test_every_gate_has_both_words_and_a_room() -> None:
    assert set(ROOM_OF) == set(GATES)
    assert set(ROOM_OF) <= set(REFUSALS)
    assert set(ROOM_OF.values()) <= {*ROOMS, "partner"}


def test_a_missing_line_says_why_and_where_and_a_met_one_neither(app: Flask) -> None:
    lines = [
        ChecklistLine("tranches.unpaid", False, "money"),
        ChecklistLine("handover.missing", True, "handover"),
        ChecklistLine("partner.suspended", False, "partner"),
    ]
    with app.test_request_context("/"):
        missing, met, nobody = gate_rows(lines, 7)
    assert (missing.is_met, missing.words, missing.reason) == (
        False,
        "All tranches are paid",
        "Not all tranches have been paid.",
    )
    assert (met.is_met, met.reason, met.url) == (True, None, None)
    assert nobody.url is None


def test_a_gate_that_sends_people_to_no_page_stops_the_start() -> None:
    lost = Gate("lessons.missing", "lessons", Is(Flag("has_lessons")))
    with pytest.raises(LookupError, match=r"gate lessons\.missing is put right in 'lessons'"):
        require_rooms([lost])
