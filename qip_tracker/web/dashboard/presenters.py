"""The portfolio as its page shows it: a sentence first, pictures second, tables third."""

from dataclasses import dataclass

from qip_tracker.i18n import _, current_language, formats, ngettext
from qip_tracker.i18n.labels import label
from qip_tracker.reports.charts import picture
from qip_tracker.reports.charts.bars import Bar, bars
from qip_tracker.reports.charts.scores import median_words
from qip_tracker.reports.facts.portfolio import FEWEST_PROJECTS, PortfolioFacts
from qip_tracker.weblib.drawings import Drawing, drawing
from qip_tracker.weblib.project_page import STATE_KINDS

COLOURS = {"done": picture.DONE, "late": picture.LATE, "waiting": picture.WAITING, "closed": picture.SOFT}


@dataclass(frozen=True, slots=True)
class DashboardView:
    """Words and drawings; the template lays them out."""

    sentence: str
    facts: list[tuple[str, str, str]]
    money: Drawing | None
    states: Drawing | None
    sectors: Drawing | None
    scores: Drawing | None
    score_note: str
    late: list[tuple[int, str, str, str]]
    late_more: str


def on_dashboard(facts: PortfolioFacts, sector_names: dict[str, tuple[str, str, str]]) -> DashboardView:
    """The view in the language of the request."""
    return DashboardView(
        sentence=_sentence(facts),
        facts=_facts(facts),
        money=_money(facts),
        states=_states(facts),
        sectors=_sectors(facts, sector_names),
        scores=_scores(facts),
        score_note=_score_note(facts),
        late=[
            (
                one.project_id,
                one.title,
                one.place,
                ngettext("%(n)s day late", "%(n)s days late", one.days_late),
            )
            for one in facts.late
        ],
        late_more=""
        if facts.late_count <= len(facts.late)
        else ngettext("and %(n)s more", "and %(n)s more", facts.late_count - len(facts.late)),
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


def _facts(facts: PortfolioFacts) -> list[tuple[str, str, str]]:
    allotment = facts.allotment_usd_minor
    return [
        (_("Allotment"), formats.money(allotment, "USD"), ""),
        (
            _("Approved"),
            formats.money(facts.approved_usd_minor, "USD"),
            _share(facts.approved_usd_minor, allotment),
        ),
        (_("Paid"), formats.money(facts.paid_usd_minor, "USD"), _share(facts.paid_usd_minor, allotment)),
        (
            _("Running"),
            formats.number(facts.running),
            ngettext("%(n)s project in all", "%(n)s projects in all", facts.projects),
        ),
    ]


def _money(facts: PortfolioFacts) -> Drawing | None:
    steps = [
        (_("Allotment"), facts.allotment_usd_minor),
        (_("Asked for"), facts.asked_usd_minor),
        (_("Approved"), facts.approved_usd_minor),
        (_("Paid"), facts.paid_usd_minor),
    ]
    values = [Bar(name, amount, formats.money(amount, "USD")) for name, amount in steps if amount is not None]
    drawn = bars(_("Money"), _("From the allotment to what was paid."), values, (_("Step"), _("US dollars")))
    return drawing(drawn, "portfolio-money")


def _states(facts: PortfolioFacts) -> Drawing | None:
    if not facts.states:
        return None
    values = [
        Bar(
            label("project_state", state),
            count,
            formats.number(count),
            COLOURS.get(STATE_KINDS[state], picture.ACCENT),
        )
        for state, count in facts.states
    ]
    drawn = bars(_("Projects by state"), _("Where the projects stand."), values, (_("State"), _("Projects")))
    return drawing(drawn, "portfolio-states")


def _sectors(facts: PortfolioFacts, names: dict[str, tuple[str, str, str]]) -> Drawing | None:
    if not facts.sectors:
        return None
    at = ("en", "fr", "ar").index(current_language())
    values = [
        Bar(names[code][at], count, f"{formats.number(count)} · {formats.money(approved, 'USD')}")
        for code, count, approved in facts.sectors
    ]
    title = _("Projects by sector")
    drawn = bars(
        title, _("Projects, and the money approved."), values, (_("Sector"), _("Projects and approved money"))
    )
    return drawing(drawn, "portfolio-sectors")


def _scores(facts: PortfolioFacts) -> Drawing | None:
    shown = [score for score in facts.scores if score.median_tenths is not None]
    if not shown:
        return None
    values = [
        Bar(
            label("dimension", score.dimension),
            score.median_tenths or 0,
            _("%(median)s (%(n)s projects)", median=median_words(score.median_tenths or 0), n=score.projects),
        )
        for score in shown
    ]
    title = _("What the panels say")
    words = _("Median of the projects' medians, from 1 very bad to 5 very good.")
    return drawing(bars(title, words, values, (_("Dimension"), _("Median"))), "portfolio-scores")


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
