"""Sums of money as facts carry them: minor units and a currency, the local amount first, dollars with their rate."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in minor units of one ISO 4217 currency."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of local currency for one US dollar, as the project's papers give it, and the day it was taken."""

    value: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class TwoAmounts:
    """One sum in local currency and in US dollars; either is None where the papers do not say."""

    local: Amount | None
    usd: Amount | None


def amounts(local_minor: int | None, local_currency: str, usd_minor: int | None) -> TwoAmounts:
    """Pair a local and a dollar amount, both in minor units; None stays None."""
    return TwoAmounts(
        local=None if local_minor is None else Amount(local_minor, local_currency),
        usd=None if usd_minor is None else Amount(usd_minor, "USD"),
    )


def difference(whole: TwoAmounts, part: TwoAmounts) -> TwoAmounts:
    """Whole minus part in each currency; None where either side is unknown.

    Raises ValueError when the local currencies differ.
    """
    return TwoAmounts(local=_minus(whole.local, part.local), usd=_minus(whole.usd, part.usd))


def total(parts: "tuple[TwoAmounts, ...]") -> TwoAmounts:
    """Sum in each currency; None in a currency as soon as one part is unknown in it. An empty sum is unknown.

    Raises ValueError when the local currencies differ.
    """
    return TwoAmounts(local=_sum([part.local for part in parts]), usd=_sum([part.usd for part in parts]))


def _minus(whole: Amount | None, part: Amount | None) -> Amount | None:
    if whole is None or part is None:
        return None
    if whole.currency != part.currency:
        raise ValueError(f"{whole.currency} and {part.currency} cannot be subtracted")
    return Amount(whole.minor - part.minor, whole.currency)


def _sum(parts: list[Amount | None]) -> Amount | None:
    known = [part for part in parts if part is not None]
    if not known or len(known) != len(parts):
        return None
    if len({part.currency for part in known}) > 1:
        raise ValueError("amounts of several currencies cannot be added")
    return Amount(sum(part.minor for part in known), known[0].currency)
