"""Parts that more than one report tells, each from its own facts."""

from qip_tracker.i18n import _, comma, formats, pgettext
from qip_tracker.reports.charts.money import money_bar
from qip_tracker.reports.charts.scores import change, distributions, median_words, withheld_words
from qip_tracker.reports.charts.timeline import timeline
from qip_tracker.reports.facts.amounts import TwoAmounts, total
from qip_tracker.reports.facts.community import RoundFacts, Score
from qip_tracker.reports.facts.gaps import Lateness, Unknown
from qip_tracker.reports.facts.project import Clock, HoldFacts, MilestoneFacts, Money, PhotoFacts, VisitFacts
from qip_tracker.reports.facts.provenance import Proof, Provenance
from qip_tracker.reports.telling import wording
from qip_tracker.reports.telling.document import Check, Column, Pairs, Photo, Row, Tone
from qip_tracker.reports.telling.story import Story


def money_tables(story: Story, money: Money) -> None:
    """What is approved, paid by tranche and left, then the budget line by line; local amount first."""
    columns = (
        Column(_("What"), 0.34),
        Column(_("State"), 0.2),
        Column(_("Date"), 0.14, is_whole=True),
        *_money_columns(money),
    )
    rows = [Row((_("Approved"), "", "", *_sums(money, money.approved)), "group")]
    for tranche in money.tranches:
        name = _(
            "Tranche %(number)s (%(percent)s)",
            number=formats.number(tranche.number),
            percent=formats.percent(tranche.percent),
        )
        state = story.labels("tranche_state", tranche.state)
        tone: Tone = "done" if tranche.paid_on else "waiting"
        cells = (name, state, formats.date(tranche.paid_on), *_sums(money, tranche.amount))
        rows.append(Row(cells, tones=((1, tone),)))
    rows.append(Row((_("Paid in all"), "", "", *_sums(money, money.paid)), "total"))
    rows.append(Row((_("Balance"), "", "", *_sums(money, money.balance)), "total"))
    story.table(columns, rows)
    if not wording.is_in_dollars(money):
        story.note(_rate_words(money))
    if money.budget:
        story.heading(_("Budget"), level=1)
        story.table(*_budget(story, money))


def _money_columns(money: Money) -> tuple[Column, ...]:
    """Local currency first, dollars after it; the dollar alone where it is the local currency."""
    dollars = Column("USD", 0.15, True)
    if wording.is_in_dollars(money):
        return (dollars,)
    return Column(
        money.approved.local.currency if money.approved.local else _("Local currency"), 0.17, True
    ), dollars


def _sums(money: Money, both: TwoAmounts) -> tuple[str, ...]:
    return (_dollars(both),) if wording.is_in_dollars(money) else (_local(both), _dollars(both))


def _budget(story: Story, money: Money) -> tuple[tuple[Column, ...], list[Row]]:
    columns = (
        Column(_("Budget line"), 0.37),
        Column(_("Category"), 0.18),
        Column(_("Paid by"), 0.13),
        *_money_columns(money),
    )
    rows = [
        Row(
            (
                line.description,
                story.labels("budget_category", line.category),
                story.labels("funded_by", line.funded_by),
                *_sums(money, line.amount),
            )
        )
        for line in money.budget
    ]
    whole = total(tuple(line.amount for line in money.budget))
    rows.append(Row((_("Total of the lines"), "", "", *_sums(money, whole)), "total"))
    return columns, rows


def _rate_words(money: Money) -> str:
    if money.rate is None:
        return _("The record holds no exchange rate. A dash means the papers do not say.")
    if money.rate.on is None:
        return _(
            "Rate: %(rate)s to the dollar, as the project's papers give it.",
            rate=formats.exchange_rate(money.rate.value),
        )
    return _(
        "Rate: %(rate)s to the dollar on %(day)s, as the project's papers give it.",
        rate=formats.exchange_rate(money.rate.value),
        day=formats.date(money.rate.on),
    )


def _local(both: TwoAmounts) -> str:
    return "–" if both.local is None else formats.amount(both.local.minor, both.local.currency)


def _dollars(both: TwoAmounts) -> str:
    return "–" if both.usd is None else formats.amount(both.usd.minor, both.usd.currency)


def plan(story: Story, milestones: tuple[MilestoneFacts, ...], holds: tuple[HoldFacts, ...]) -> None:
    """Milestones planned and done, and the times of standstill."""
    columns = (
        Column(_("Milestone"), 0.4),
        Column(_("Weight"), 0.1, True),
        Column(_("Planned"), 0.15, is_whole=True),
        Column(_("Done"), 0.15, is_whole=True),
        Column(_("State"), 0.2),
    )
    story.table(columns, [_step(story, milestone) for milestone in milestones])
    if not milestones:
        story.prose(_("No plan of work is on record."))
    if holds:
        story.heading(_("Standstill"), level=1)
        _standstill(story, holds)


def _step(story: Story, milestone: MilestoneFacts) -> Row:
    is_late = milestone.days_late and milestone.state != "dropped"
    state = story.labels("milestone_state", milestone.state)
    tones: dict[str, Tone] = {"done": "done", "dropped": "closed"}
    cells = (
        milestone.title,
        formats.percent(milestone.weight_pct),
        formats.date(milestone.planned_on),
        formats.date(milestone.done_on),
        f"{state}{comma()}{formats.late(milestone.days_late)}" if is_late else state,
    )
    is_behind = is_late and milestone.state != "done"
    return Row(cells, tones=((4, "late" if is_behind else tones.get(milestone.state, "moving")),))


def _standstill(story: Story, holds: tuple[HoldFacts, ...]) -> None:
    columns = (
        Column(_("Reason"), 0.25),
        Column(_("From"), 0.15, is_whole=True),
        Column(_("Until"), 0.15, is_whole=True),
        Column(_("Note"), 0.45),
    )
    rows = [
        Row(
            (
                story.labels("hold_reason", hold.reason),
                formats.date(hold.since_on),
                formats.date(hold.until_on) if hold.until_on else _("still on hold"),
                hold.note,
            )
        )
        for hold in holds
    ]
    story.table(columns, rows)


def visits(story: Story, made: tuple[VisitFacts, ...]) -> None:
    """What the mission saw on its visits; counts of people, never names."""
    if not made:
        story.prose(_("The mission has recorded no visit."))
        return
    columns = (
        Column(_("Date"), 0.14, is_whole=True),
        Column(_("Purpose"), 0.16),
        Column(_("Women met"), 0.1, True),
        Column(_("Men met"), 0.1, True),
        Column(_("What was seen"), 0.36),
        Column(_("Advice"), 0.14),
    )
    story.table(
        columns,
        [
            Row(
                (
                    formats.date(visit.visited_on),
                    story.labels("visit_purpose", visit.purpose),
                    _count(visit.women_met),
                    _count(visit.men_met),
                    visit.observations,
                    story.labels("visit_recommendation", visit.recommendation),
                )
            )
            for visit in made
        ],
    )


def _count(value: int | None) -> str:
    return "–" if value is None else formats.number(value)


def community(story: Story, rounds: tuple[RoundFacts, ...]) -> None:
    """Each round: picture, table with n, interval and agreement, what is withheld; then the change between them."""
    if not rounds:
        story.prose(_("The community's panel has not scored this project yet."))
        return
    story.opening(
        _(
            "A panel is not a sample of the population: read “the panel said”. Answers are secret; 1 is very bad,"
            " 5 very good; who does not know or prefers not to say is not counted. Figures that could point to a"
            " person are withheld."
        ),
        "note",
    )
    for panel_round in rounds:
        story.heading(
            _(
                "%(stage)s: round closed on %(day)s",
                stage=story.labels("round_stage", panel_round.stage),
                day=formats.date(panel_round.closed_on),
            ),
            level=1,
        )
        if panel_round.voted is not None:
            story.opening(
                _(
                    "%(voted)s of %(members)s panel members voted.",
                    voted=formats.number(panel_round.voted),
                    members=formats.number(panel_round.members),
                )
            )
        else:
            story.gaps("withheld", [_("How many members voted is withheld to protect people.")])
        story.picture(distributions(panel_round, story.labels), with_title=False)
        story.table(_score_columns(), [_score_row(story, score) for score in panel_round.scores])
        if panel_round.heard_summary:
            story.prose(_("What was heard: %(summary)s", summary=panel_round.heard_summary))
    story.picture(change(rounds, story.labels))


def _score_columns() -> tuple[Column, ...]:
    return (
        Column(_("Dimension"), 0.19),
        Column(_("Question"), 0.39),
        Column("n", 0.05, True),
        Column(_("Median"), 0.08, True),
        Column(_("Interval"), 0.09, True),
        Column(_("Favourable"), 0.1, True),
        Column(pgettext("scores", "Agreement"), 0.1, True),
    )


def _score_row(story: Story, score: Score) -> Row:
    name = story.labels("dimension", score.dimension)
    question = score.own_question or story.labels("dimension_question", score.dimension)
    if score.distribution is None:
        words = withheld_words(score, story.labels)
        return Row((name, f"{question}\n{words}", _count(score.n), *("–",) * 4))
    interval = "–"
    if score.interval_low is not None and score.interval_high is not None:
        interval = _("%(low)s to %(high)s", low=score.interval_low, high=score.interval_high)
    return Row(
        (
            name,
            question,
            _count(score.n),
            "–" if score.median_tenths is None else median_words(score.median_tenths),
            interval,
            "–"
            if score.favourable is None
            else _("%(part)s of %(whole)s", part=score.favourable, whole=score.n),
            "–" if score.agreement_pct is None else formats.percent(score.agreement_pct),
        )
    )


def photos(story: Story, taken: tuple[PhotoFacts, ...]) -> None:
    """Photos with what changed, place and month; never the day."""
    if not taken:
        story.prose(_("There are no photos."))
        return
    story.photos([_photo(story, photo) for photo in taken])


def _photo(story: Story, photo: PhotoFacts) -> Photo:
    is_kept = story.is_kept(photo.media_key)
    place = f"{photo.place} · {formats.partial_date(photo.taken_on.year, photo.taken_on.month)}"
    if not is_kept:
        gone = _("the photo is no longer in the store")
        place = f"{place} · {gone}"
    return Photo(photo.media_key, photo.caption, place, is_kept, photo.width, photo.height)


def gaps(story: Story, lateness: tuple[Lateness, ...], unknown: tuple[Unknown, ...]) -> None:
    """What is late and what is not known: printed even when it is unflattering."""
    story.heading(_("What is late"), level=1)
    if not lateness:
        story.prose(_("Nothing is late."))
    else:
        story.gaps("late", [wording.late_words(late, story.labels) for late in lateness])
    story.heading(_("What is not known"), level=1)
    if not unknown:
        story.prose(_("The record has no gap that the tracker can see."))
    else:
        story.gaps("unknown", [wording.unknown_words(gap) for gap in unknown])


def check(proof: Proof) -> Check:
    """How anybody can see that the report is ours: the hash, the link of the trail, the address that knows them."""
    return Check(
        _("How to check this report"),
        _(
            "This report holds facts frozen on %(moment)s (UTC). Scan the code on its paper or open the address; the"
            " answer says whether this hash is one of ours.",
            moment=formats.datetime(proof.frozen_at),
        ),
        Pairs(
            (
                (_("Snapshot (SHA-256)"), _in_halves(proof.sha256)),
                (
                    _("Audit trail"),
                    f"{formats.number(proof.audit.sequence)}\n{_in_halves(proof.audit.hash)}",
                ),
                (_("Address"), proof.address),
            )
        ),
    )


def _in_halves(digest: str) -> str:
    # Two lines of 32 figures can be compared by eye; one of 64 would break where the column ends.
    return f"{digest[:32]}\n{digest[32:]}".rstrip()


def two_pictures(
    story: Story,
    milestones: tuple[MilestoneFacts, ...],
    clock: Clock,
    holds: tuple[HoldFacts, ...],
    money: Money,
    provenance: Provenance,
) -> None:
    """Money and time on the page a busy reader can stop at."""
    story.picture(money_bar(money))
    story.picture(timeline(milestones, clock, holds, provenance.as_of, story.labels))
