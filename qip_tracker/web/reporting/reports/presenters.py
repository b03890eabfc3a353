"""A report as its page on screen shows it: the sentences, pictures and tables that the PDF prints too."""

from dataclasses import dataclass
from typing import Any

from qip_tracker.domain.reporting.vocabulary import ReportKind
from qip_tracker.i18n import _, comma, direction, formats, listed, ngettext
from qip_tracker.reports import wording
from qip_tracker.reports.charts.money import money_bar
from qip_tracker.reports.charts.scores import change, distributions
from qip_tracker.reports.charts.timeline import timeline
from qip_tracker.reports.facts.amounts import TwoAmounts
from qip_tracker.reports.facts.donor_report import DonorReportFacts
from qip_tracker.reports.facts.pbf_progress import PbfProgressFacts
from qip_tracker.reports.facts.project import Money
from qip_tracker.reports.isolation import with_isolated_words
from qip_tracker.reports.labels import label
from qip_tracker.weblib.drawings import Drawing, drawing

# Label, value, and no way to change it: a frozen report is read only.
Pairs = list[tuple[str, str, None]]


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round with its picture and what the panel was heard to say."""

    title: str
    picture: Drawing | None
    caption: str
    heard: str | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything in words; the template only lays it out."""

    kind: str
    title: str
    sentences: tuple[str, ...]
    cover: Pairs
    time: Drawing | None
    money_picture: Drawing | None
    money_columns: list[tuple[int, str, str]]
    money_rows: list[tuple[str, ...]]
    rate: str
    outputs: list[tuple[str, str, str, str]]
    rounds: list[RoundView]
    change: Drawing | None
    owners: list[tuple[str, str, str]]
    ownership: str
    late: list[str]
    unknown: list[str]
    rates: Pairs


def on_screen(facts: DonorReportFacts | PbfProgressFacts) -> ReportView:
    """The page of a report in the language of the request."""
    facts = with_isolated_words(facts, right_to_left=direction() == "rtl")
    is_donor = isinstance(facts, DonorReportFacts)
    return ReportView(
        kind=label("report_kind", ReportKind.DONOR_REPORT if is_donor else ReportKind.PBF_PROGRESS),
        title=facts.title,
        sentences=wording.five_sentences(facts, label)
        if isinstance(facts, DonorReportFacts)
        else _pbf_sentences(facts),
        cover=_cover(facts),
        time=drawing(
            timeline(facts.milestones, facts.clock, _holds(facts), facts.provenance.as_of, label), "time"
        ),
        money_picture=drawing(money_bar(facts.money), "money"),
        money_columns=_money_columns(facts.money),
        money_rows=_money_rows(facts.money),
        rate=_rate(facts.money),
        outputs=_outputs(facts),
        rounds=[_round(one, number) for number, one in enumerate(facts.rounds)],
        change=drawing(change(facts.rounds, label), "change"),
        owners=[(o.body, label("co_owner_side", o.side), o.role or "") for o in facts.coownership.owners],
        ownership=_("Ownership index: %(index)s of 5", index=facts.coownership.ownership_index or 0),
        late=[wording.late_words(one, label) for one in facts.lateness],
        unknown=[wording.unknown_words(one) for one in facts.not_known],
        rates=_rates(facts),
    )


def _holds(facts: Any) -> Any:
    return facts.holds if isinstance(facts, DonorReportFacts) else ()


def _pbf_sentences(facts: PbfProgressFacts) -> tuple[str, ...]:
    return (
        wording.money_sentence(facts.money),
        wording.delivery_sentence(
            facts.milestones, facts.done_weight_pct, facts.clock, facts.provenance.as_of
        ),
        wording.community_sentence(facts.rounds, label),
        wording.gaps_sentence(facts.lateness, facts.not_known),
    )


def _cover(facts: DonorReportFacts | PbfProgressFacts) -> Pairs:
    origin = facts.provenance
    first = facts.clock.first_paid_on or facts.clock.planned_start_on
    pairs = [
        (_("Reference"), facts.reference),
        (_("Place"), wording.place_words(facts.place)),
        (_("Period"), wording.period_words(first, origin.as_of)),
        (_("Prepared for"), origin.prepared_for),
        (_("Donor and fund"), listed((facts.donor, facts.fund), " · ")),
        (_("State"), label("project_state", facts.state)),
        (_("Data as of"), formats.date(origin.as_of)),
        (_("Classification"), label("classification", origin.classification)),
    ]
    if isinstance(facts, PbfProgressFacts):
        cover = facts.cover
        pairs += [
            (_("Type of report"), label("pbf_report_type", cover.report_type)),
            (_("Project number of the fund"), cover.mptf_number or "–"),
            (_("First transfer"), formats.date(cover.first_transfer_on)),
            (_("Project end"), formats.date(cover.ends_on)),
        ]
        if cover.focus_area:
            pairs.append((_("Focus area"), label("pbf_focus_area", cover.focus_area)))
    return [(words, value, None) for words, value in pairs]


def _money_columns(money: Money) -> list[tuple[int, str, str]]:
    heads = [
        (_("What"), "text"),
        (_("State"), "text"),
        (_("Local currency"), "money"),
        (_("US dollars"), "money"),
    ]
    if wording.is_in_dollars(money):
        del heads[2]
    return [(place, words, kind) for place, (words, kind) in enumerate(heads)]


def _sums(money: Money, both: TwoAmounts) -> tuple[str, ...]:
    dollars = wording.show(both.usd)
    return (dollars,) if wording.is_in_dollars(money) else (wording.show(both.local), dollars)


def _money_rows(money: Money) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for tranche in money.tranches:
        state = label("tranche_state", tranche.state)
        when = f"{state}{comma()}{formats.date(tranche.paid_on)}" if tranche.paid_on else state
        name = _(
            "Tranche %(number)s (%(percent)s)",
            number=tranche.number,
            percent=formats.percent(tranche.percent),
        )
        rows.append((name, when, *_sums(money, tranche.amount)))
    for words, both in (
        (_("Approved"), money.approved),
        (_("Paid"), money.paid),
        (_("Balance"), money.balance),
    ):
        rows.append((words, "", *_sums(money, both)))
    return rows


def _rate(money: Money) -> str:
    if money.rate is None or wording.is_in_dollars(money):
        return ""
    local = money.approved.local or money.paid.local
    return _(
        "USD 1 = %(rate)s %(currency)s, as given on %(day)s",
        rate=formats.exchange_rate(money.rate.value),
        currency=local.currency if local else "",
        day=formats.date(money.rate.on),
    )


def _outputs(facts: DonorReportFacts | PbfProgressFacts) -> list[tuple[str, str, str, str]]:
    if isinstance(facts, DonorReportFacts):
        return [
            (
                one.description,
                one.unit,
                formats.number(one.planned),
                _("not counted yet") if one.delivered is None else formats.number(one.delivered),
            )
            for one in facts.outputs
        ]
    return [
        (row.output or row.outcome, row.indicator, row.target or "–", row.progress or _("not counted yet"))
        for row in facts.indicators
    ]


def _round(one: Any, number: int) -> RoundView:
    voted = (
        _("number of ballots withheld to protect people")
        if one.voted is None
        else ngettext("%(n)s ballot", "%(n)s ballots", one.voted)
    )
    return RoundView(
        title=label("round_stage", one.stage),
        picture=drawing(distributions(one, label), f"round-{number}"),
        caption=f"{voted}{comma()}{formats.date(one.closed_on)}",
        heard=one.heard_summary,
    )


def _rates(facts: DonorReportFacts | PbfProgressFacts) -> Pairs:
    if not isinstance(facts, PbfProgressFacts):
        return []
    rates = facts.rates
    pairs = [
        (_("Implementation rate"), wording.share_words(rates.implementation)),
        (_("Delivery rate"), wording.share_words(rates.delivery)),
        (_("Time elapsed"), wording.share_words(rates.time_elapsed)),
        (_("Outputs done"), wording.share_words(rates.outputs_done)),
    ]
    return [(words, value, None) for words, value in pairs]
