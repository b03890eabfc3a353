"""Policy numbers as stored text, and those that must fit together."""

from dataclasses import replace

import pytest

from qip_tracker.domain.kernel.rules import BOUNDS, KEYS, UNITS, Rules
from qip_tracker.domain.programme.policy import contradiction, stored_text


def test_every_number_has_a_unit_and_its_default_fits() -> None:
    assert tuple(UNITS) == KEYS
    for key in KEYS:
        value = getattr(Rules(), key)
        text = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
        assert stored_text(key, text) == text
        assert contradiction(Rules(), key) is None


@pytest.mark.parametrize("key", BOUNDS)
def test_bounds_hold_at_both_ends(key: str) -> None:
    low, high = BOUNDS[key]
    assert stored_text(key, f" {low} ") == str(low)
    assert stored_text(key, str(high)) == str(high)
    for text in (str(low - 1), str(high + 1), "", "x", "1.5", "١٢", "1_0", "None", "0x10"):
        with pytest.raises(ValueError):
            stored_text(key, text)


@pytest.mark.parametrize(
    ("text", "stored"), [("80, 20", "80,20"), ("50,45,5", "50,45,5"), ("100", "100"), ("80,20,", "80,20")]
)
def test_a_division_adds_up(text: str, stored: str) -> None:
    assert stored_text("tranche_split_pct", text) == stored


@pytest.mark.parametrize("text", ["", "80", "80,21", "99,1", "105,-5", "80;20", "a,b"])
def test_a_division_that_does_not_add_up_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        stored_text("tranche_split_pct", text)


def test_seats_are_seats_and_named_once() -> None:
    assert stored_text("quorum_seats", "chair, finance") == "chair,finance"
    assert stored_text("quorum_seats", "") == ""
    for text in ("emperor", "chair,chair"):
        with pytest.raises(ValueError):
            stored_text("quorum_seats", text)


@pytest.mark.parametrize(
    ("rules", "key", "other"),
    [
        ({"ceiling_usd_minor": 11_000_000}, "ceiling_usd_minor", "exception_ceiling_usd_minor"),
        ({"exception_ceiling_usd_minor": 1}, "exception_ceiling_usd_minor", "ceiling_usd_minor"),
        ({"panel_quorum": 8}, "panel_quorum", "panel_minimum_size"),
        ({"disclosure_threshold": 11}, "disclosure_threshold", "disclosure_threshold_public"),
        ({"quorum_members": 1}, "quorum_members", "quorum_seats"),
        ({"panel_quorum": 8}, "maximum_weeks", None),
    ],
)
def test_numbers_that_do_not_fit_together_name_each_other(
    rules: dict[str, int], key: str, other: str | None
) -> None:
    assert contradiction(replace(Rules(), **rules), key) == other
