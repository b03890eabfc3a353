"""Facts in sentences, in the language spoken now: the page on screen and the PDF say the same words."""

from datetime import date

from qip_tracker.i18n import _, formats, isolated, listed, ngettext
from qip_tracker.reports.charts.scores import median_words
from qip_tracker.reports.charts.words import Labels
from qip_tracker.reports.facts.amounts import Amount, TwoAmounts
from qip_tracker.reports.facts.arithmetic import share_tenths
from qip_tracker.reports.facts.community import RoundFacts
from qip_tracker.reports.facts.donor_report import DonorReportFacts
from qip_tracker.reports.facts.gaps import Lateness, Unknown
from qip_tracker.reports.facts.project import Clock, MilestoneFacts, Money, Place
from qip_tracker.reports.facts.versions import ReportFacts


def show(amount: Amount | None) -> str:
    """An amount with its currency; a dash when it is unknown."""
    return "–" if amount is None else formats.money(amount.minor, amount.currency)


def is_in_dollars(money: Money) -> bool:
    """Is the dollar the local currency, so that one column of money says all and no rate is needed?"""
    local = money.approved.local or money.paid.local
    return local is not None and local.currency == "USD"


def main_amount(both: TwoAmounts) -> Amount | None:
    """Dollars where they are known, else the local amount: the figure of first pages and bars."""
    return both.usd if both.usd is not None else both.local


def share_words(tenths: int | None) -> str:
    """Tenths of a percent as a whole percent; a dash when unknown."""
    return "–" if tenths is None else formats.percent(tenths // 10)


def country_words(place: Place) -> str:
    """The country's name; its code when the language has no name for it."""
    try:
        return formats.country(place.country)
    except KeyError:
        return place.country


def place_words(place: Place) -> str:
    """Place, administrative area and country, as far as they are known."""
    return listed(part for part in (place.name, place.admin_area, country_words(place)) if part)


def period_words(first: date | None, last: date) -> str:
    """From the first day to the last; only the last when the first is unknown."""
    if first is None:
        return _("until %(day)s", day=formats.date(last))
    return _("%(first)s to %(last)s", first=formats.date(first), last=formats.date(last))


def five_sentences(facts: DonorReportFacts, labels: Labels) -> tuple[str, ...]:
    """What a busy reader takes away: who and where, money, delivery, community, and what is late or unknown."""
    return _who(facts), *four_sentences(facts, labels)


def four_sentences(facts: ReportFacts, labels: Labels) -> tuple[str, ...]:
    """Money, delivery, community, and what is late or unknown: what every report says first."""
    return (
        money_sentence(facts.money),
        delivery_sentence(facts.milestones, facts.done_weight_pct, facts.clock, facts.provenance.as_of),
        community_sentence(facts.rounds, labels),
        gaps_sentence(facts.lateness, facts.not_known),
    )


def _who(facts: DonorReportFacts) -> str:
    if facts.partner:
        return _(
            "%(partner)s carries out this project in %(place)s for %(mission)s, with money of %(donor)s.",
            partner=facts.partner,
            place=facts.place.name,
            mission=facts.provenance.mission,
            donor=facts.donor,
        )
    return _(
        "%(mission)s carries out this project in %(place)s with money of %(donor)s.",
        place=facts.place.name,
        mission=facts.provenance.mission,
        donor=facts.donor,
    )


def money_sentence(money: Money) -> str:
    """How much is approved, how much is paid, and what is left to pay."""
    approved, paid = main_amount(money.approved), main_amount(money.paid)
    if approved is None or paid is None:
        return _("The record does not say how much money was approved and paid.")
    if paid.minor == 0:
        return _("%(approved)s is approved; nothing has been paid yet.", approved=show(approved))
    if paid.minor == approved.minor:
        return _("All of the approved %(approved)s has been paid.", approved=show(approved))
    return _(
        "Of %(approved)s approved, %(paid)s (%(share)s) has been paid.",
        approved=show(approved),
        paid=show(paid),
        share=share_words(share_tenths(paid.minor, approved.minor)),
    )


def delivery_sentence(
    milestones: tuple[MilestoneFacts, ...], done_weight_pct: int, clock: Clock, as_of: date
) -> str:
    """How much of the planned work is done, after how long, and when the plan ends."""
    if not milestones:
        return _("No plan of work is on record.")
    if clock.completed_on:
        return _(
            "The works were completed on %(day)s; %(done)s of the planned work is done.",
            day=formats.date(clock.completed_on),
            done=formats.percent(done_weight_pct),
        )
    if clock.days_since_first_payment is None:
        return _("Work has not started: nothing has been paid.")
    if clock.planned_end_on is None:
        return _(
            "%(done)s of the planned work is done, %(age)s after the first payment.",
            done=formats.percent(done_weight_pct),
            age=formats.age_days(clock.days_since_first_payment),
        )
    values = {
        "done": formats.percent(done_weight_pct),
        "age": formats.age_days(clock.days_since_first_payment),
        "day": formats.date(clock.planned_end_on),
    }
    if clock.planned_end_on < as_of:
        return _(
            "%(done)s of the planned work is done, %(age)s after the first payment; the plan ended on %(day)s.",
            **values,
        )
    return _(
        "%(done)s of the planned work is done, %(age)s after the first payment; the plan ends on %(day)s.",
        **values,
    )


def community_sentence(rounds: tuple[RoundFacts, ...], labels: Labels) -> str:
    """What the panel said last: how many voted, and its best and worst dimension. "The panel", never the people."""
    if not rounds:
        return _("The community's panel has not scored this project yet.")
    last = rounds[-1]
    stage = labels("round_stage", last.stage)
    medians = [
        (score.median_tenths, score.dimension) for score in last.scores if score.median_tenths is not None
    ]
    if not medians:
        return _("The panel voted (%(stage)s); its answers are withheld to protect people.", stage=stage)
    lowest, highest = min(medians, key=lambda pair: pair[0]), max(medians, key=lambda pair: pair[0])
    turnout = "–" if last.voted is None else formats.number(last.voted)
    if lowest[0] == highest[0]:
        return _(
            "%(voted)s of %(members)s panel members voted (%(stage)s); the median is %(median)s everywhere.",
            voted=turnout,
            members=formats.number(last.members),
            stage=stage,
            median=median_words(lowest[0]),
        )
    return _(
        "%(voted)s of %(members)s panel members voted (%(stage)s): best is “%(best)s” with a median of %(high)s,"
        " weakest is “%(worst)s” with %(low)s.",
        voted=turnout,
        members=formats.number(last.members),
        stage=stage,
        best=labels("dimension", highest[1]),
        high=median_words(highest[0]),
        worst=labels("dimension", lowest[1]),
        low=median_words(lowest[0]),
    )


def gaps_sentence(lateness: tuple[Lateness, ...], unknown: tuple[Unknown, ...]) -> str:
    """How many things were or are late and how many are not known; said even when it is unflattering."""
    late = ngettext("%(n)s step came or is late", "%(n)s steps came or are late", len(lateness))
    gaps = ngettext("%(n)s thing is not known", "%(n)s things are not known", len(unknown))
    if lateness and unknown:
        return _("%(late)s, and %(gaps)s; a section of its own names them.", late=late, gaps=gaps)
    if lateness:
        return _("%(late)s; a section of its own names them.", late=late)
    if unknown:
        return _("Nothing is late; %(gaps)s, and a section of its own names them.", gaps=gaps)
    return _("Nothing is late, and the record has no gap that the tracker can see.")


def late_words(late: Lateness, labels: Labels) -> str:
    """One delay: what, how long, since when, and why if somebody said so."""
    subject = isolated(late.subject) if late.subject else _("Completion of the project")
    since = _("planned for %(day)s", day=formats.date(late.planned_on))
    reason = labels("delay_reason", late.reason) if late.reason else _("no reason on record")
    if late.kind == "completion":
        return _("%(what)s: %(late)s (%(since)s).", what=subject, late=formats.late(late.days), since=since)
    return _(
        "%(what)s: %(late)s (%(since)s); %(reason)s.",
        what=subject,
        late=formats.late(late.days),
        since=since,
        reason=reason,
    )


def unknown_words(gap: Unknown) -> str:
    """One gap of the record as a sentence. Raises KeyError for a code without words."""
    count = gap.count or 0
    counted = {
        "outputs_counted": lambda: ngettext(
            "Nobody has counted %(n)s promised result yet.",
            "Nobody has counted %(n)s promised results yet.",
            count,
        ),
        "late_without_reason": lambda: ngettext(
            "%(n)s late step has no reason on record.", "%(n)s late steps have no reason on record.", count
        ),
        "scores_withheld": lambda: ngettext(
            "%(n)s score is withheld to protect the people who gave it.",
            "%(n)s scores are withheld to protect the people who gave them.",
            count,
        ),
    }
    return counted[gap.code]() if gap.code in counted else _plain_unknown(gap.code)


def _plain_unknown(code: str) -> str:
    return {
        "approved_amount": _("How much money was approved."),
        "exchange_rate": _("At which rate local currency was turned into dollars."),
        "first_payment": _("When the first payment was made, so the project's clock has not started."),
        "planned_end": _("When the project should end."),
        "spending": _("What the partner spent: receipts are not in the record, only payments are."),
        "need": _("Which need of the community started the project."),
        "groups_heard": _("Which groups were heard, and how many women and men."),
        "outputs_planned": _("What countable results were promised."),
        "milestones": _("By which steps the work should advance."),
        "visits": _("What the site looks like: the mission has recorded no visit."),
        "photos": _("How the site looks: there are no photos."),
        "co_owners": _("Who owns the project on the side of the state and of society."),
        "maintenance_owner": _("Who will look after it."),
        "baseline_round": _("What the panel thought before the works: there was no baseline round."),
        "completion_round": _("What the panel thinks after the works: there was no completion round."),
    }[code]
