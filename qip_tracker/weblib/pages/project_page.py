"""The frame of every page of one project: head, ribbon from need to evaluation, four facts, rooms as tabs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.kernel.dates import days_late
from qip_tracker.domain.project.moves import days_on_clock
from qip_tracker.domain.project.states import ENDED_EARLY_STATES, STEPS, ProjectState
from qip_tracker.extensions import db
from qip_tracker.i18n import _, formats, lazy, listed, ngettext
from qip_tracker.i18n.labels import label
from qip_tracker.queries.project.head import ProjectHead, head_of
from qip_tracker.weblib.pages.frame import allowed, page
from qip_tracker.weblib.pages.menus import tabs_menu

# Shape of the state tag (a word, a shape and a colour; never colour alone).
STATE_KINDS: Mapping[str, str] = {
    ProjectState.DRAFT: "waiting",
    ProjectState.RETURNED: "waiting",
    ProjectState.SUBMITTED: "waiting",
    ProjectState.SCREENED: "waiting",
    ProjectState.APPROVED: "moving",
    ProjectState.AGREED: "moving",
    ProjectState.ACTIVE: "moving",
    ProjectState.ON_HOLD: "late",
    ProjectState.COMPLETED: "done",
    ProjectState.CLOSED: "closed",
    ProjectState.REJECTED: "closed",
    ProjectState.WITHDRAWN: "closed",
    ProjectState.TERMINATED: "late",
}
STEP_WORDS = {
    "proposal": lazy("Proposal"),
    "screening": lazy("Screening"),
    "decision": lazy("Decision"),
    "agreement": lazy("Agreement"),
    "works": lazy("Works"),
    "handover": lazy("Handover"),
    "closed": lazy("Closed"),
}


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
    current = next((index for index, states in enumerate(STEPS.values()) if head.state in states), None)
    lateness = days_late(head.planned_end_on, head.completed_on, today)
    steps = []
    for index, step in enumerate(STEPS):
        note = ""
        if current is None:
            kind = "todo"
        elif index < current or head.state == ProjectState.CLOSED:
            kind = "done"
        elif index == current:
            kind = "late" if head.state == ProjectState.ACTIVE and lateness else "now"
            note = (
                formats.late(lateness)
                if kind == "late"
                else formats.age_days((today - head.state_since.date()).days)
            )
        else:
            kind = "todo"
        steps.append((str(STEP_WORDS[step]), kind, note))
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


def head_of_page(project_id: int, tab: str) -> HeadOfPage:
    """The head of a page; `tab` is the endpoint of the tab that is current."""
    head = head_of(db.session(), project_id)
    today = clock.now().date()
    places = [part for part in (head.place, head.admin_area, formats.country(head.country)) if part]
    tabs = [
        (str(entry.words), url_for(entry.endpoint, project_id=project_id), entry.endpoint == tab)
        for entry, permission in tabs_menu()
        if allowed(permission)
    ]
    return HeadOfPage(
        head.reference,
        head.title,
        listed(places),
        STATE_KINDS[head.state],
        label("project_state", head.state),
        _facts(head, today),
        [] if head.state in ENDED_EARLY_STATES else _ribbon(head, today),
        tabs,
    )


def project_page(template: str, project_id: int, tab: str, **context: Any) -> Response:
    """A page in the frame of a project; `tab` is the endpoint of its tab (`milestones.index`)."""
    head = head_of_page(project_id, tab)
    breadcrumbs = [
        (_("Projects"), url_for("project_list.index")),
        (head.title, url_for("overview.show", project_id=project_id)),
    ]
    if request.endpoint == "overview.show":
        breadcrumbs = breadcrumbs[:1]
    return page(template, project_head=head, project_id=project_id, breadcrumbs=breadcrumbs, **context)
