"""The donor report of one project: a page to stop at, then results, money, time, community, owners, gaps."""

from qip_tracker.i18n import _, current_language, formats
from qip_tracker.reports.facts.donor_report import DonorReportFacts
from qip_tracker.reports.facts.project import Need, Output
from qip_tracker.reports.telling import ownership, sections, wording
from qip_tracker.reports.telling.document import Column, Row, Tone
from qip_tracker.reports.telling.story import Story


def name() -> str:
    """What this document is called."""
    return _("Report to the donor")


def tell(story: Story, facts: DonorReportFacts) -> None:
    """Add the whole report to the story, in the language spoken now."""
    _first_page(story, facts)
    story.heading(_("The need and the project"))
    _project(story, facts)
    _need(story, facts.need)
    story.heading(_("Results"))
    _results(story, facts.outputs)
    story.heading(_("Money"))
    sections.money_tables(story, facts.money)
    story.heading(_("Plan of work"))
    sections.plan(story, facts.milestones, facts.holds)
    story.heading(_("Visits"))
    sections.visits(story, facts.visits)
    story.heading(_("What the community says"))
    sections.community(story, facts.rounds)
    story.heading(_("Who owns it"))
    ownership.owners(story, facts.coownership)
    story.heading(_("Photos"))
    sections.photos(story, facts.photos)
    story.heading(_("What is late and what is not known"))
    sections.gaps(story, facts.lateness, facts.not_known)


def about(story: Story, facts: DonorReportFacts) -> list[tuple[str, str]]:
    """What the cover says beside mission, kind and title."""
    provenance = facts.provenance
    first = facts.clock.first_paid_on or facts.clock.planned_start_on
    return [
        (_("Place"), wording.place_words(facts.place)),
        (_("Period"), wording.period_words(first, provenance.as_of)),
        (_("Prepared for"), provenance.prepared_for),
        (_("Reference"), facts.reference),
        (_("State"), story.labels("project_state", facts.state)),
        (
            _("Donor and fund"),
            f"{facts.donor} · {facts.fund} ({story.labels('funding_kind', facts.funding_kind)})",
        ),
        (_("Partner"), _partner(story, facts)),
        (_("Data as of"), formats.date(provenance.as_of)),
        (_("Classification"), story.labels("classification", provenance.classification)),
    ]


def _partner(story: Story, facts: DonorReportFacts) -> str:
    if facts.partner is None:
        return _("No partner on record")
    if facts.partner_type is None:
        return facts.partner
    return f"{facts.partner} ({story.labels('partner_type', facts.partner_type)})"


def _first_page(story: Story, facts: DonorReportFacts) -> None:
    story.heading(_("In one page"))
    for sentence in wording.five_sentences(facts, story.labels):
        story.prose(sentence, "lead")
    story.figures(_figures(facts))
    sections.two_pictures(story, facts.milestones, facts.clock, facts.holds, facts.money, facts.provenance)
    story.next_page()


def _figures(facts: DonorReportFacts) -> list[tuple[str, str]]:
    paid = wording.show(wording.main_amount(facts.money.paid))
    approved = wording.show(wording.main_amount(facts.money.approved))
    index = facts.coownership.ownership_index
    days = facts.clock.days_since_first_payment
    return [
        (paid, _("paid of %(approved)s", approved=approved)),
        (
            formats.percent(facts.done_weight_pct) if facts.milestones else "–",
            _("of the planned work is done, seen by the mission and confirmed by a co-owner"),
        ),
        ("–" if days is None else formats.number(days), _("days since the first payment")),
        (
            "–"
            if index is None
            else _("%(part)s of %(whole)s", part=formats.number(index), whole=formats.number(5)),
            _("points of ownership by the community and the state"),
        ),
    ]


def _project(story: Story, facts: DonorReportFacts) -> None:
    story.prose(facts.summary)
    if facts.change_expected:
        story.prose(_("Change expected: %(change)s", change=facts.change_expected))
    names = dict(facts.sector_names)
    sector = names.get(current_language()) or names.get("en") or facts.sector
    pairs = [(_("Sector"), sector)]
    if facts.confidence_objective:
        pairs.append((_("Objective"), story.labels("confidence_objective", facts.confidence_objective)))
    if facts.mandate_pillar:
        pairs.append((_("Part of the mandate"), story.labels("mandate_pillar", facts.mandate_pillar)))
    if facts.beneficiaries_women is not None or facts.beneficiaries_men is not None:
        pairs.append(
            (_("People who benefit"), ownership.people(facts.beneficiaries_women, facts.beneficiaries_men))
        )
    story.pairs(pairs)


def _need(story: Story, need: Need | None) -> None:
    story.heading(_("What the community asked for"), level=1)
    if need is None:
        story.prose(_("The record does not say which need of the community started the project."))
        return
    story.prose(_("“%(words)s”", words=need.statement))
    heard = [formats.date(need.heard_on)] if need.heard_on else []
    if need.method:
        heard.append(story.labels("need_method", need.method))
    heard.append(
        _("raised by local people") if need.raised_locally else _("not raised by local people themselves")
    )
    story.note(" · ".join(heard))
    if not need.groups:
        story.prose(_("Nobody wrote down which groups were heard."))
        return
    rows = [
        Row(
            (
                story.labels("consulted_group", group.code),
                formats.number(group.women),
                formats.number(group.men),
                formats.number(group.women + group.men),
            )
        )
        for group in need.groups
    ]
    women, men = sum(group.women for group in need.groups), sum(group.men for group in need.groups)
    rows.append(
        Row((_("Total"), formats.number(women), formats.number(men), formats.number(women + men)), "total")
    )
    columns = (
        Column(_("Group heard"), 0.55),
        Column(_("Women"), 0.15, True),
        Column(_("Men"), 0.15, True),
        Column(_("Total"), 0.15, True),
    )
    story.table(columns, rows)


def _results(story: Story, outputs: tuple[Output, ...]) -> None:
    if not outputs:
        story.prose(_("No countable result was promised."))
        return
    columns = (
        Column(_("What was promised"), 0.5),
        Column(_("Unit"), 0.2),
        Column(_("Planned"), 0.14, True),
        Column(_("Delivered"), 0.16, True),
    )
    rows = []
    for output in outputs:
        delivered = _("not counted") if output.delivered is None else formats.number(output.delivered)
        tone: Tone = "waiting"
        if output.delivered is not None:
            tone = "done" if output.delivered >= output.planned else "late"
        rows.append(
            Row(
                (output.description, output.unit, formats.number(output.planned), delivered),
                tones=((3, tone),),
            )
        )
    story.table(columns, rows)
