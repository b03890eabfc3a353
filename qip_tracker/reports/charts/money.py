"""The money of a project as one bar: approved as outline, paid as fill, the balance as what is left. Starts at zero."""

from qip_tracker.i18n import _, formats
from qip_tracker.reports.charts import picture
from qip_tracker.reports.charts.picture import Box, Label, Mark, Picture, Stroke, room_for
from qip_tracker.reports.facts.amounts import Amount
from qip_tracker.reports.facts.arithmetic import share_tenths
from qip_tracker.reports.facts.project import Money

WIDTH = 482.0
_HEIGHT = 62.0
_TOP, _THICK = 20.0, 16.0


def money_bar(money: Money) -> Picture | None:
    """Approved, paid and balance in dollars, or in local currency where no dollars are known; None without either."""
    approved, paid, balance, in_dollars = _one_currency(money)
    if approved is None or paid is None or approved.minor <= 0:
        return None
    share = min(max(paid.minor, 0) / approved.minor, 1.0)
    x = WIDTH * share
    approved_words = _("Approved %(amount)s", amount=_show(approved))
    paid_words = _("Paid %(amount)s (%(share)s)", amount=_show(paid), share=_share(paid, approved))
    left_words = _("Still to pay %(amount)s", amount=_show(balance))
    marks: list[Mark] = [
        Label(0, 13, approved_words, 8.5, bold=True, role="ink"),
        Box(0, _TOP, x, _THICK, picture.ACCENT, role="fill"),
        Box(0.4, _TOP, WIDTH - 0.8, _THICK, None, picture.INK, role="plan"),
    ]
    marks.extend(_tranche_marks(money, approved, in_dollars))
    # The words stand under what they name; where one has no room beside the other it takes the next line.
    crowded = room_for(paid_words, 8) + room_for(left_words, 8) + 12 > WIDTH
    if paid.minor > 0:
        marks.append(Label(0, _TOP + _THICK + 11, paid_words, 8, colour=picture.ACCENT, role="accent"))
    if balance is not None and balance.minor != 0:
        line = 22 if crowded else 11
        marks.append(
            Label(WIDTH, _TOP + _THICK + line, left_words, 8, "right", colour=picture.SOFT, role="soft")
        )
    return Picture(
        WIDTH,
        _HEIGHT if crowded else _HEIGHT - 10,
        _("Money: approved and paid"),
        f"{approved_words}. {paid_words}. {left_words}.",
        tuple(marks),
        (_("What"), _("Amount")),
        ((_("Approved"), _show(approved)), (_("Paid"), _show(paid)), (_("Balance"), _show(balance))),
    )


def _one_currency(money: Money) -> tuple[Amount | None, Amount | None, Amount | None, bool]:
    if money.approved.usd is not None and money.paid.usd is not None:
        return money.approved.usd, money.paid.usd, money.balance.usd, True
    return money.approved.local, money.paid.local, money.balance.local, False


def _tranche_marks(money: Money, approved: Amount, in_dollars: bool) -> list[Mark]:
    marks: list[Mark] = []
    reached = 0
    for tranche in money.tranches[:-1]:
        amount = tranche.amount.usd if in_dollars else tranche.amount.local
        if amount is None:
            return []
        reached += amount.minor
        x = WIDTH * min(reached / approved.minor, 1.0)
        marks.append(Stroke(x, _TOP, x, _TOP + _THICK, picture.INK, 0.75, True, "plan"))
    return marks


def _share(part: Amount, whole: Amount) -> str:
    return formats.percent((share_tenths(part.minor, whole.minor) or 0) // 10)


def _show(amount: Amount | None) -> str:
    return "–" if amount is None else formats.money(amount.minor, amount.currency)
