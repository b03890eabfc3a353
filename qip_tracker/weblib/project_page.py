"""The frame of every page of one project: head, ribbon from need to evaluation, four facts, rooms as tabs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.access import Permission
from qip_tracker.adapters import clock
from qip_tracker.domain.kernel.dates import days_late
from qip_tracker.domain.project.moves import days_on_clock
from qip_tracker.extensions import db
from qip_tracker.i18n import _, formats, lazy, listed, ngettext
from qip_tracker.i18n.labels import label
from qip_tracker.queries.project.facts import ProjectHead, head_of
from qip_tracker.weblib.pages import allowed, page

TABS = (
    (lazy("Overview"), "projects.show", Permission.PROJECT_VIEW),
    (lazy("Proposal"), "proposals.show", Permission.PROJECT_VIEW),
    (lazy("Money"), "projects.money", Permission.PROJECT_VIEW),
    (lazy("Milestones"), "milestones.index", Permission.PROJECT_VIEW),
    (lazy("Co-ownership"), "coownership.index", Permission.PROJECT_VIEW),
    (lazy("Community"), "panels.index", Permission.RESULTS_VIEW),
    (lazy("Reports"), "reports.index", Permission.PROJECT_VIEW),
)
# Shape of the state tag (a word, a shape and a colour; never colour alone).
STATE_KINDS = {
    "draft": "waiting",
    "returned": "waiting",
    "submitted": "waiting",
    "screened": "waiting",
    "approved": "moving",
    "agreed": "moving",
    "active": "moving",
    "on_hold": "late",
    "completed": "done",
    "closed": "closed",
    "rejected": "closed",
    "withdrawn": "closed",
    "terminated": "late",
}
STEPS = (
    (lazy("Proposal"), frozenset({"draft", "returned"})),
    (lazy("Screening"), frozenset({"submitted"})),
    (lazy("Decision"), frozenset({"screened"})),
    (lazy("Agreement"), frozenset({"approved", "agreed"})),
    (lazy("Works"), frozenset({"active", "on_hold"})),
    (lazy("Handover"), frozenset({"completed"})),
    (lazy("Closed"), frozenset({"closed"})),
)
ENDED_EARLY = frozenset({"rejected", "withdrawn", "terminated"})


@dataclass(frozen=True, slots=True)
class HeadOfPage:
    """What `_layout/project.html` draws."""

    reference: str
    title: str
    place: str
    state: str
    state_word: str
    facts: list[tuple[str, str, str]]
    ribbon: list[tuple[str, str, str]]
    tabs: list[tuple[str, str, bool]]


def _ribbon(head: ProjectHead, today: date) -> list[tuple[str, str, str]]:
    current = next((index for index, (_words, states) in enumerate(STEPS) if head.state in states), None)
    lateness = days_late(head.planned_end_on, head.completed_on, today)
    steps = []
    for index, (words, _states) in enumerate(STEPS):
        note = ""
        if current is None:
            kind = "todo"
        elif index < current or head.state == "closed":
            kind = "done"
        elif index == current:
            kind = "late" if head.state == "active" and lateness else "now"
            note = (
                formats.late(lateness)
                if kind == "late"
                else formats.age_days((today - head.state_since.date()).days)
            )
        else:
            kind = "todo"
        steps.append((str(words), kind, note))
    return steps


def _facts(head: ProjectHead, today: date) -> list[tuple[str, str, str]]:
    amount = head.approved_usd_minor if head.approved_usd_minor is not None else head.requested_usd_minor
    word = _("Approved") if head.approved_usd_minor is not None else _("Asked for")
    money = formats.money(amount, "USD") if amount is not None else _("Not known")
    paid_note = (
        _("paid %(amount)s", amount=formats.money(head.paid_usd_minor, "USD")) if head.paid_usd_minor else ""
    )
    clock_days = days_on_clock(head.first_paid_on, head.completed_on, today)
    days = _("Not started") if clock_days is None else ngettext("%(n)s day", "%(n)s days", clock_days)
    end_note = _("planned end %(day)s", day=formats.date(head.planned_end_on)) if head.planned_end_on else ""
    done = _("%(done)s of %(total)s", done=head.milestones_done, total=head.milestones_total)
    return [
        (word, money, paid_note),
        (_("Since first payment"), days, end_note),
        (
            _("Milestones done"),
            done,
            _("%(percent)s of the plan", percent=formats.percent(head.done_weight_pct)),
        ),
        (_("Partner"), head.partner or _("Not chosen yet"), ""),
    ]


def head_of_page(project_id: int, room: str) -> HeadOfPage:
    """The head for the room's page; `room` is the endpoint of the tab that is current."""
    head = head_of(db.session(), project_id)
    today = clock.now().date()
    places = [part for part in (head.place, head.admin_area, formats.country(head.country)) if part]
    tabs = [
        (str(words), url_for(endpoint, project_id=project_id), endpoint == room)
        for words, endpoint, permission in TABS
        if endpoint in current_app.view_functions and allowed(permission)
    ]
    return HeadOfPage(
        head.reference,
        head.title,
        listed(places),
        STATE_KINDS[head.state],
        label("project_state", head.state),
        _facts(head, today),
        [] if head.state in ENDED_EARLY else _ribbon(head, today),
        tabs,
    )


def project_page(template: str, project_id: int, room: str, **context: Any) -> Response:
    """A page in the frame of a project; `room` is the endpoint of its tab (`milestones.index`)."""
    head = head_of_page(project_id, room)
    breadcrumbs = [
        (_("Projects"), url_for("projects.index")),
        (head.title, url_for("projects.show", project_id=project_id)),
    ]
    if request.endpoint == "projects.show":
        breadcrumbs = breadcrumbs[:1]
    return page(template, project_head=head, project_id=project_id, breadcrumbs=breadcrumbs, **context)
