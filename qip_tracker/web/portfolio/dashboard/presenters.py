"""The portfolio as its page shows it: a sentence, then pictures that are their own tables and lead to the list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from qip_tracker.domain.project.states import APPROVED_STATES, PAID_STATES, RUNNING_STATES, in_order
from qip_tracker.i18n import _, formats, ngettext
from qip_tracker.i18n.labels import label
from qip_tracker.reports.charts.scores import median_words
from qip_tracker.reports.facts.portfolio import (
    FEWEST_PROJECTS,
    PortfolioFacts,
    PortfolioScore,
)
from qip_tracker.weblib.pages.project_page import STATE_KINDS

# The list of projects that a figure counts: given filters of that list, its address.
ListOf = Callable[..., str]
# (name, address, bar, cells): what the component draws; see templates/_components/bar_table.html.
Row = tuple[str, str | None, Any, list[str]]
_LONGEST: Final = 1000


@dataclass(frozen=True, slots=True)
class DashboardView:
    """Words and rows; the template lays them out."""

    sentence: str
    facts: list[tuple[str, str, str, str | None]]
    money_sentence: str
    money: list[Row]
    states: list[Row]
    sector_sentence: str
    sectors: list[Row]
    score_sentence: str
    scores: list[Row]
    withheld: list[str]
    score_note: str
    late: list[tuple[int, str, str, str]]
    late_words: str
    late_url: str


def on_dashboard(facts: PortfolioFacts, sector_names: Mapping[str, str], list_of: ListOf) -> DashboardView:
    """The view in the language of the request."""
    sectors = _sectors(facts, sector_names, list_of)
    return DashboardView(
        sentence=_sentence(facts),
        facts=_facts(facts, list_of),
        money_sentence=_money_sentence(facts),
        money=_money(facts, list_of),
        states=_states(facts, list_of),
        sector_sentence=_sector_sentence(facts, sectors),
        sectors=sectors,
        score_sentence=_score_sentence(facts),
        scores=_scores(facts),
        withheld=[
            label("dimension", score.dimension) for score in facts.scores if score.median_tenths is None
        ],
        score_note=_score_note(facts),
        late=[
            (score.project_id, score.title, score.place, formats.late(score.days_late))
            for score in facts.late
        ],
        late_words=ngettext(
            "%(n)s late project in the list", "%(n)s late projects in the list", facts.late_count
        ),
        late_url=list_of(late=1),
    )


def _sentence(facts: PortfolioFacts) -> str:
    running = ngettext("%(n)s project is running", "%(n)s projects are running", facts.running)
    if not facts.running:
        return _("No project is running.")
    if not facts.late_count:
        return _("%(running)s, none past its planned end.", running=running)
    late = ngettext(
        "%(n)s of them is past its planned end", "%(n)s of them are past their planned end", facts.late_count
    )
    return _("%(running)s, and %(late)s.", running=running, late=late)


def _share(part: int, whole: int | None) -> str:
    return _("%(share)s of the allotment", share=formats.percent(part * 100 // whole)) if whole else ""


def _facts(facts: PortfolioFacts, list_of: ListOf) -> list[tuple[str, str, str, str | None]]:
    allotment, approved, paid = facts.allotment_usd_minor, facts.approved_usd_minor, facts.paid_usd_minor
    in_all = ngettext("%(n)s project in all", "%(n)s projects in all", facts.projects)
    return [
        (_("Allotment"), formats.money(allotment, "USD"), "", None),
        (
            _("Approved"),
            formats.money(approved, "USD"),
            _share(approved, allotment),
            list_of(state=in_order(APPROVED_STATES)),
        ),
        (
            _("Paid"),
            formats.money(paid, "USD"),
            _share(paid, allotment),
            list_of(state=in_order(PAID_STATES)),
        ),
        (_("Running"), formats.number(facts.running), in_all, list_of(state=in_order(RUNNING_STATES))),
    ]


def _money_sentence(facts: PortfolioFacts) -> str:
    if not facts.allotment_usd_minor:
        return ""
    return _(
        "%(approved)s of the allotment is approved, %(paid)s is paid.",
        approved=formats.percent(facts.approved_usd_minor * 100 // facts.allotment_usd_minor),
        paid=formats.percent(facts.paid_usd_minor * 100 // facts.allotment_usd_minor),
    )


def _money(facts: PortfolioFacts, list_of: ListOf) -> list[Row]:
    """The allotment is the plan and stands as an outline; what was asked for, approved and paid fills it."""
    allotment = facts.allotment_usd_minor
    steps = [
        (_("Asked for"), facts.asked_usd_minor, list_of()),
        (_("Approved"), facts.approved_usd_minor, list_of(state=in_order(APPROVED_STATES))),
        (_("Paid"), facts.paid_usd_minor, list_of(state=in_order(PAID_STATES))),
    ]
    longest = max([allotment or 0, *(amount for _name, amount, _url in steps)])
    plan = _length(allotment, longest) if allotment else None
    rows: list[Row] = [
        (name, url, (plan, _length(amount, longest), False), [formats.amount(amount, "USD")])
        for name, amount, url in steps
    ]
    if allotment:
        rows.insert(0, (_("Allotment"), None, (plan, 0, False), [formats.amount(allotment, "USD")]))
    return rows


def _length(value: int, longest: int) -> int:
    return value * _LONGEST // longest if longest else 0


def _states(facts: PortfolioFacts, list_of: ListOf) -> list[Row]:
    longest = max((count for _state, count in facts.states), default=0)
    return [
        (
            label("project_state", state),
            list_of(state=state),
            (None, _length(count, longest), STATE_KINDS[state] == "late"),
            [formats.number(count)],
        )
        for state, count in facts.states
    ]


def _sectors(facts: PortfolioFacts, names: Mapping[str, str], list_of: ListOf) -> list[Row]:
    longest = max((count for _code, count, _approved in facts.sectors), default=0)
    return [
        (
            names.get(code, code),
            list_of(sector=code),
            (None, _length(count, longest), False),
            [formats.number(count), formats.amount(approved, "USD")],
        )
        for code, count, approved in facts.sectors
    ]


def _sector_sentence(facts: PortfolioFacts, rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    return _(
        "Most projects: %(sector)s, %(count)s of %(all)s.",
        sector=rows[0][0],
        count=rows[0][3][0],
        all=formats.number(facts.projects),
    )


def _shown(facts: PortfolioFacts) -> list[tuple[PortfolioScore, int]]:
    return [(score, score.median_tenths) for score in facts.scores if score.median_tenths is not None]


def _score_sentence(facts: PortfolioFacts) -> str:
    shown = sorted(_shown(facts), key=lambda pair: pair[1])
    if not shown:
        return ""
    (lowest, low), (highest, high) = shown[0], shown[-1]
    return _(
        "Lowest: %(lowest)s (%(low)s). Highest: %(highest)s (%(high)s).",
        lowest=label("dimension", lowest.dimension),
        low=median_words(low),
        highest=label("dimension", highest.dimension),
        high=median_words(high),
    )


def _scores(facts: PortfolioFacts) -> list[Row]:
    """A place on the scale, not a length: the scale begins at 1, so a bar from zero would say something else."""
    return [
        (
            label("dimension", score.dimension),
            None,
            {"median": tenths},
            [median_words(tenths), formats.number(score.projects)],
        )
        for score, tenths in _shown(facts)
    ]


def _score_note(facts: PortfolioFacts) -> str:
    without = facts.projects - facts.projects_with_scores
    if not any(score.median_tenths is not None for score in facts.scores):
        return _(
            "Withheld to protect people: fewer than %(fewest)s projects have results that can be shown.",
            fewest=FEWEST_PROJECTS,
        )
    return ngettext(
        "Each project weighs the same. %(n)s project has no result that can be shown.",
        "Each project weighs the same. %(n)s projects have no result that can be shown.",
        without,
    )
