"""Who owns a project with the mission, what they gave and changed, and who keeps it: told alike in every report."""

from qip_tracker.i18n import _, comma, formats, pgettext
from qip_tracker.reports.facts.project import CoOwnership
from qip_tracker.reports.telling import wording
from qip_tracker.reports.telling.document import Column, Row
from qip_tracker.reports.telling.story import Story


def people(women: int | None, men: int | None) -> str:
    """Women and men, a dash where nobody counted."""
    return _(
        "%(women)s women, %(men)s men",
        women="–" if women is None else formats.number(women),
        men="–" if men is None else formats.number(men),
    )


def owners(story: Story, owned: CoOwnership) -> None:
    """The bodies, their gifts, what changed because of them, what they agreed to, and who looks after the result."""
    if owned.owners:
        story.table(
            (Column(_("Co-owner"), 0.5), Column(_("Side"), 0.2), Column(_("Role"), 0.3)),
            [
                Row((owner.body, story.labels("co_owner_side", owner.side), owner.role or "–"))
                for owner in owned.owners
            ],
        )
    else:
        story.prose(_("No co-owner is on record."))
    _contributions(story, owned)
    _said(story, owned)
    story.heading(_("Who looks after it"), level=1)
    pairs = [(_("Maintenance"), owned.maintenance_owner or _("nobody is named"))]
    if owned.maintenance_plan:
        pairs.append((_("How"), owned.maintenance_plan))
    if owned.maintenance_yearly:
        funded = _("paid for") if owned.maintenance_funded else _("not paid for")
        pairs.append((_("Cost a year"), f"{wording.show(owned.maintenance_yearly)} ({funded})"))
    if owned.management_body:
        members = people(owned.management_women, owned.management_men)
        pairs.append((_("Management"), f"{owned.management_body} ({members})"))
    if owned.index_points:
        names = " · ".join(story.labels("ownership_point", code) for code in owned.index_points)
        pairs.append((_("Points of ownership"), names))
    story.pairs(pairs)


def _contributions(story: Story, owned: CoOwnership) -> None:
    if not owned.contributions:
        return
    story.heading(_("What they gave"), level=1)
    columns = (
        Column(_("Who"), 0.24),
        Column(_("What"), 0.36),
        Column(_("Promised"), 0.13, is_whole=True),
        Column(pgettext("contribution", "Delivered"), 0.13, is_whole=True),
        Column(_("Value"), 0.14, True),
    )
    story.table(
        columns,
        [
            Row(
                (
                    gift.body,
                    f"{_('%(what)s:', what=story.labels('contribution_kind', gift.kind))} {gift.description}",
                    formats.date(gift.promised_on),
                    formats.date(gift.delivered_on),
                    wording.show(gift.value),
                )
            )
            for gift in owned.contributions
        ],
    )


def _said(story: Story, owned: CoOwnership) -> None:
    if owned.design_changes:
        story.heading(_("What changed because of them"), level=1)
        story.points(
            [
                f"{change.change} ({change.body}{comma()}{formats.date(change.raised_on)})"
                for change in owned.design_changes
            ]
        )
    if owned.consents:
        story.heading(_("What they agreed to"), level=1)
        columns = (
            Column(_("Who"), 0.3),
            Column(_("Stage"), 0.16),
            Column(_("Word"), 0.12),
            Column(_("Date"), 0.14, is_whole=True),
            Column(_("Note"), 0.28),
        )
        rows = [
            Row(
                (
                    given.body,
                    story.labels("consent_stage", given.stage),
                    _("agreed") if given.agreed else _("refused"),
                    formats.date(given.given_on),
                    given.note or "–",
                ),
                tones=((2, "done" if given.agreed else "late"),),
            )
            for given in owned.consents
        ]
        story.table(columns, rows)
