"""The project progress report of the Peacebuilding Fund: cover rows, body, results table, budget by category, rates."""

from qip_tracker.i18n import _, formats
from qip_tracker.reports.direction_marks import bare
from qip_tracker.reports.facts.arithmetic import share_tenths
from qip_tracker.reports.facts.pbf_progress import (
    PRIORITY_WINDOWS,
    BudgetByCategory,
    Catalytic,
    PbfProgressFacts,
)
from qip_tracker.reports.telling import ownership, sections, wording
from qip_tracker.reports.telling.document import Column, Row, RowKind
from qip_tracker.reports.telling.story import Story


def name() -> str:
    """What this document is called."""
    return _("Peacebuilding Fund: project progress report")


def tell(story: Story, facts: PbfProgressFacts) -> None:
    """Add the whole report to the story, in the language spoken now."""
    _form_cover(story, facts)
    sections.two_pictures(story, facts.milestones, facts.clock, (), facts.money, facts.provenance)
    _body(story, facts)
    story.heading(_("Results"))
    _indicators(story, facts)
    story.heading(_("Budget by category"))
    _budget(story, facts.budget)
    _rates(story, facts)
    story.heading(_("Money"))
    sections.money_tables(story, facts.money)
    story.heading(_("Plan of work"))
    sections.plan(story, facts.milestones, ())
    story.heading(_("Monitoring"))
    sections.visits(story, facts.visits)
    story.heading(_("What the community says"))
    sections.community(story, facts.rounds)
    story.heading(_("Who owns it"))
    ownership.owners(story, facts.coownership)
    story.heading(_("Photos"))
    sections.photos(story, facts.photos)
    story.heading(_("What is late and what is not known"))
    sections.gaps(story, facts.lateness, facts.not_known)


def about(story: Story, facts: PbfProgressFacts) -> list[tuple[str, str]]:
    """What the cover says beside mission, kind and title."""
    return [
        (_("Place"), wording.place_words(facts.place)),
        (_("Period"), wording.period_words(facts.period_from, facts.period_to)),
        (_("Type of report"), story.labels("pbf_report_type", facts.cover.report_type)),
        (_("Prepared for"), facts.provenance.prepared_for),
        (_("Reference"), facts.reference),
        (_("State"), story.labels("project_state", facts.state)),
        (_("Donor and fund"), f"{facts.donor} · {facts.fund}"),
        (_("Data as of"), formats.date(facts.provenance.as_of)),
        (_("Classification"), story.labels("classification", facts.provenance.classification)),
    ]


def _yes_no(value: bool | None) -> str:
    return "–" if value is None else (_("yes") if value else _("no"))


def _form_cover(story: Story, facts: PbfProgressFacts) -> None:
    """The rows of the form's cover in its order (reports.md 1.1)."""
    cover = facts.cover
    marker, risk = cover.gender_marker, cover.risk_marker
    focus = story.labels("pbf_focus_area", cover.focus_area) if cover.focus_area else "–"
    story.heading(_("Cover of the form"))
    pairs = [
        (_("Country"), wording.country_words(facts.place)),
        (
            _("Type and year of report"),
            f"{story.labels('pbf_report_type', cover.report_type)} · {cover.year}",
        ),
        (_("Project title"), facts.title),
        (_("Number at the MPTF Office"), cover.mptf_number or "–"),
        (_("Trust fund"), cover.trust_fund or "–"),
        (_("Recipient organisations"), _recipients(story, facts)),
        (_("Date of first transfer"), formats.date(cover.first_transfer_on)),
        (_("Project end date"), formats.date(cover.ends_on)),
        (_("Ends within six months"), _yes_no(cover.ends_within_six_months)),
        (_("Priority windows"), _windows(story, cover.windows)),
        (_("Approved budget"), wording.show(cover.total_approved)),
        (_("Implementation rate (approximate)"), wording.share_words(facts.rates.implementation)),
        (_("Budgeted for gender equality"), wording.show(cover.gender_allocated)),
        (_("Spent on gender equality"), wording.show(cover.gender_spent)),
        (_("Gender marker"), "–" if marker is None else story.labels("gender_marker", str(marker))),
        (_("Risk marker"), "–" if risk is None else story.labels("risk_marker", str(risk))),
        (_("Focus area"), focus),
        (_("Prepared by"), cover.prepared_by or "–"),
        (_("Approved by"), cover.approved_by or "–"),
        (_("Reviewed by the PBF Secretariat"), _yes_no(cover.reviewed_by_secretariat)),
    ]
    story.pairs(pairs)
    story.note(_("The fund asks for the project's Excel budget to be attached to this report."))


def _recipients(story: Story, facts: PbfProgressFacts) -> str:
    names = []
    for recipient in facts.cover.recipients:
        approved = wording.show(recipient.approved) if recipient.approved else ""
        names.append(f"{recipient.name} ({story.labels('recipient_kind', recipient.kind)}) {approved}")
    return "\n".join(name.rstrip() for name in names) or "–"


def _windows(story: Story, chosen: tuple[str, ...]) -> str:
    # All four are printed with a filled or an empty box, as on the form.
    return "\n".join(
        f"{'■' if code in chosen else '□'} {story.labels('pbf_window', code)}" for code in PRIORITY_WINDOWS
    )


def _body(story: Story, facts: PbfProgressFacts) -> None:
    story.heading(_("Progress"))
    for sentence in wording.four_sentences(facts, story.labels):
        story.prose(sentence, "lead")
    for answer in facts.answers:
        story.heading(f"{answer.question} {story.labels('pbf_question', answer.question)}", level=1)
        story.prose(answer.text or _("Not answered."))
        length = len(bare(answer.text or ""))
        if answer.limit and length > answer.limit:
            story.note(
                _(
                    "Longer than the form allows: %(length)s of %(limit)s characters.",
                    length=formats.number(length),
                    limit=formats.number(answer.limit),
                )
            )
    for outcome in facts.outcomes:
        story.heading(outcome.title, level=1)
        if outcome.rating:
            story.prose(_("Rating: %(rating)s", rating=story.labels("outcome_rating", outcome.rating)))
        story.prose(outcome.progress or _("Not answered."))
        story.prose(outcome.inclusion)
    _catalytic(story, facts.catalytic)


def _catalytic(story: Story, effects: tuple[Catalytic, ...]) -> None:
    if not effects:
        return
    story.heading(_("Catalytic effect"), level=1)
    columns = (
        Column(_("Kind"), 0.16),
        Column(_("Who"), 0.26),
        Column(_("What"), 0.4),
        Column(_("Amount"), 0.18, True),
    )
    story.table(
        columns,
        [
            Row(
                (
                    story.labels("catalytic_kind", effect.kind),
                    effect.actor,
                    effect.description or "–",
                    wording.show(effect.amount),
                )
            )
            for effect in effects
        ],
    )


def _indicators(story: Story, facts: PbfProgressFacts) -> None:
    if not facts.indicators:
        story.prose(_("No indicator is on record."))
        return
    columns = (
        Column(_("Indicator"), 0.26),
        Column(_("Baseline"), 0.12),
        Column(_("Target at the end"), 0.12),
        Column(_("Milestone"), 0.12),
        Column(_("Progress"), 0.14),
        Column(_("Reasons for variance or delay"), 0.24),
    )
    rows: list[Row] = []
    outcome: str | None = None
    for indicator in facts.indicators:
        if indicator.outcome != outcome:
            outcome = indicator.outcome
            rows.append(Row((outcome, "", "", "", "", ""), "group"))
        name = (
            f"{_('%(what)s:', what=indicator.output)} {indicator.indicator}"
            if indicator.output
            else indicator.indicator
        )
        values = (
            indicator.baseline,
            indicator.target,
            indicator.milestone,
            indicator.progress,
            indicator.variance_reason,
        )
        rows.append(Row((name, *(value or "–" for value in values))))
    story.table(columns, rows)


def _budget(story: Story, budget: BudgetByCategory) -> None:
    columns = (
        Column(_("Category (USD)"), 0.46),
        Column(_("Approved"), 0.18, True),
        Column(_("Spent"), 0.18, True),
        Column(_("Spent, share"), 0.18, True),
    )

    def row(name: str, approved: int, spent: int | None, kind: RowKind = "body") -> Row:
        share = wording.share_words(share_tenths(spent, approved))
        return Row((name, formats.amount(approved, "USD"), formats.amount(spent, "USD"), share), kind)

    rows = [
        row(
            f"{number} {story.labels('cost_category', line.category)}",
            line.approved_minor,
            line.spent_minor,
        )
        for number, line in enumerate(budget.lines, 1)
    ]
    rate = formats.decimal(budget.indirect_rate_per_mille / 10, 1)
    rows.append(row(_("Subtotal, direct"), budget.direct_approved_minor, budget.direct_spent_minor, "total"))
    rows.append(
        row(
            _("8 Indirect support, %(rate)s per cent", rate=rate),
            budget.indirect_approved_minor,
            budget.indirect_spent_minor,
        )
    )
    rows.append(row(_("Total"), budget.total_approved_minor, budget.total_spent_minor, "total"))
    story.table(columns, rows)


def _rates(story: Story, facts: PbfProgressFacts) -> None:
    rates = facts.rates
    story.heading(_("Computed rates"), level=1)
    story.pairs(
        (
            (_("Implementation rate: spent of approved"), wording.share_words(rates.implementation)),
            (_("Delivery rate: spent of net transfers"), wording.share_words(rates.delivery)),
            (_("Gender equality, share of the budget"), wording.share_words(rates.gender_planned)),
            (_("Gender equality, spent of that"), wording.share_words(rates.gender_spent)),
            (_("Time elapsed"), wording.share_words(rates.time_elapsed)),
            (_("Outputs done"), wording.share_words(rates.outputs_done)),
        )
    )
