"""Numbers of cards, and the composition of a panel against its rule."""

import pytest

from qip_tracker.domain.community.panels import (
    composition,
    forming_refusals,
    in_groups,
    new_number,
    only_digits,
)
from qip_tracker.domain.kernel.rules import Rules


@pytest.mark.parametrize("digits", [6, 12])
def test_numbers_have_all_their_digits_and_do_not_repeat(digits: int) -> None:
    drawn = {new_number(digits) for _draw in range(200)}
    assert {len(number) for number in drawn} == {digits}
    assert not any(number.startswith("0") for number in drawn)
    assert len(drawn) >= 195


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("482199301175", "482199301175"),
        (" 4821 9930-1175 ", "482199301175"),
        ("٤٨٢١", "4821"),
        ("۴۸۲۱", "4821"),
        ("４８２１", "4821"),
        ("", ""),
        ("  ", ""),
        ("48a1", ""),
        ("4²", ""),
        ("½", ""),
        ("4\x00", ""),
    ],
)
def test_what_is_typed_as_digits(typed: str, read: str) -> None:
    assert only_digits(typed) == read


def test_a_secret_is_read_aloud_in_fours() -> None:
    assert in_groups("482199301175") == "4821 9930 1175"


@pytest.mark.parametrize(
    ("members", "met"),
    [
        ({"women": 3, "men": 4}, [True, True]),
        ({"women": 2, "men": 5}, [True, False]),
        ({"women": 3, "men": 3}, [False, True]),
        ({}, [False, False]),
    ],
)
def test_size_and_women(members: dict[str, int], met: list[bool]) -> None:
    assert [line.is_met for line in composition(members, Rules())] == met


@pytest.mark.parametrize(
    ("members", "codes"),
    [({}, ["panel.no_members"]), ({"women": -1, "men": 9}, ["panel.no_members"]), ({"women": 61}, ["panel.too_large"]),
     ({"women": 60}, []), ({"elders": 1}, [])],
)  # fmt: skip
def test_with_whom_a_panel_can_be_formed(members: dict[str, int], codes: list[str]) -> None:
    assert [fault.code for fault in forming_refusals(members)] == codes
