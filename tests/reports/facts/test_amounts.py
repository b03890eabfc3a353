import pytest

from qip_tracker.reports.facts.amounts import Amount, TwoAmounts, amounts, difference, total


def test_a_balance_is_counted_in_both_currencies() -> None:
    left = difference(amounts(29_964_000, "XOF", 49_820_00), amounts(23_971_200, "XOF", 39_856_00))
    assert left == TwoAmounts(Amount(5_992_800, "XOF"), Amount(9_964_00, "USD"))


def test_what_is_unknown_stays_unknown() -> None:
    half = amounts(None, "XOF", 100)
    assert half.local is None
    assert difference(amounts(5, "XOF", 200), half) == TwoAmounts(None, Amount(100, "USD"))
    assert total((half, amounts(7, "XOF", 1))) == TwoAmounts(None, Amount(101, "USD"))
    assert total(()) == TwoAmounts(None, None)


def test_currencies_never_mix() -> None:
    with pytest.raises(ValueError, match="XOF and XAF"):
        difference(amounts(1, "XOF", None), amounts(1, "XAF", None))
    with pytest.raises(ValueError, match="several currencies"):
        total((amounts(1, "XOF", None), amounts(1, "XAF", None)))
