"""The list of projects on a page: columns that sort, views, filters that can be taken away, totals, pages."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from flask import current_app, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.portfolio.permissions import PortfolioPermission
from qip_tracker.domain.project.moves import project_days_late
from qip_tracker.domain.project.states import RUNNING_STATES, WEIGHED_STATES, in_order
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import Lazy, _, current_language, formats, lazy, listed
from qip_tracker.i18n.labels import choices as label_choices
from qip_tracker.i18n.labels import label
from qip_tracker.queries.portfolio.project_list import (
    PAGE_SIZE,
    ProjectFilter,
    Totals,
    choices_of,
    page_of,
    totals_of,
)
from qip_tracker.web.portfolio.project_list import filters
from qip_tracker.web.portfolio.project_list.export import EXPORTS
from qip_tracker.web.portfolio.project_list.filters import Question
from qip_tracker.weblib.pages.frame import address_of, allowed, page, state_tag
from qip_tracker.weblib.pages.project_page import STATE_KINDS
from qip_tracker.weblib.request.session_user import current_actor

# (heading, key of the sort, kind of the column); the first one heads its row.
COLUMNS: Final[tuple[tuple[Lazy, str, str], ...]] = (
    (lazy("Project"), "title", "text"),
    (lazy("Reference"), "reference", "code"),
    (lazy("State"), "state", "state"),
    (lazy("Planned end"), "end", "date"),
    (lazy("Milestones done"), "", "number"),
    (lazy("Approved (USD)"), "approved", "money"),
    (lazy("Paid (USD)"), "paid", "money"),
)
VIEWS: Final[tuple[tuple[Lazy, ProjectFilter], ...]] = (
    (lazy("All"), ProjectFilter()),
    (lazy("Mine"), ProjectFilter(mine=True)),
    (lazy("To decide"), ProjectFilter(states=in_order(WEIGHED_STATES))),
    (lazy("Under way"), ProjectFilter(states=in_order(RUNNING_STATES))),
    (lazy("Late"), ProjectFilter(late=True)),
)


def list_page(question: Question) -> Response:
    """One page of the projects asked for, with the totals of all of them."""
    session, actor, today = db.session(), current_actor(), clock.now().date()
    choices = choices_of(session, actor.mission_id, current_language()) if question.needs_names else None
    rows_and_next = page_of(session, actor, question.asked, question.sorting, today, offset=question.offset)
    has_more = len(rows_and_next) > PAGE_SIZE
    rows = rows_and_next[:PAGE_SIZE]
    if has_more or question.page > 1:
        totals = totals_of(session, actor, question.asked, today)
    else:
        totals = Totals(len(rows), sum(r[6] or 0 for r in rows), sum(r[7] for r in rows), True)
    base = address_of("project_list.index")
    asked = urlencode(filters.pairs(question))
    return page(
        "portfolio/project_list/index.html",
        base=base,
        question=question,
        chips=filters.chips(base, question, choices),
        choices=choices,
        states=label_choices("project_state") if question.is_open else [],
        partner_types=label_choices("partner_type") if question.is_open else [],
        columns=_columns(base, question),
        rows=_rows(rows, today),
        totals=totals,
        total_words=_total_words(totals),
        views=_views(base, question),
        keep=filters.pairs(replace(question, text="")),
        open_url=f"{base}?{asked}&filters=1" if asked else f"{base}?filters=1",
        pages=_pages(base, question, len(rows), has_more),
        files=[(kind, f"{base}/export.{kind}?{asked}") for kind in EXPORTS] if rows else [],
        new_url=_address_if_allowed("proposals.new", SelectionPermission.PROJECT_LOG),
        import_url=_address_if_allowed("imports.upload", PortfolioPermission.PROJECT_IMPORT),
        is_asked=bool(filters.is_asked(question)),
    )


def _columns(base: str, question: Question) -> list[tuple[str, str, str, str, str]]:
    """(heading, kind, address that sorts by it, aria-sort, arrow)."""
    sorting = question.sorting
    word, arrow = ("descending", "↓") if sorting.descending else ("ascending", "↑")
    addresses = filters.sort_addresses(base, question, (column for _heading, column, _kind in COLUMNS))
    return [
        (str(heading), kind, url, *((word, arrow) if column and sorting.column == column else ("", "")))
        for (heading, column, kind), url in zip(COLUMNS, addresses, strict=True)
    ]


def _rows(projects: list[Any], today: date) -> list[tuple[str, ...]]:
    """What the page prints of each project, in the order the template unpacks it; everything is words by now."""
    # The address ends with the number, and building 25 of them costs as much as reading the rows.
    show = url_for("overview.show", project_id=0).removesuffix("0")
    tags = {s: state_tag(STATE_KINDS[s], label("project_state", s)) for s in {row[5] for row in projects}}
    share = _("%(done)s of %(total)s")
    rows: list[tuple[str, ...]] = []
    for project in projects:
        number, reference, title, place, partner, state, approved, paid, end, completed, done, total = project
        late = project_days_late(state, end, completed, today)
        rows.append(
            (
                f"{show}{number}",
                reference,
                title,
                listed((place, partner), " · ") if partner else place,
                tags[state],
                formats.amount(approved, "USD"),
                formats.amount(paid, "USD") if approved is not None else "–",
                share % {"done": done, "total": total} if total else "–",
                formats.date(end),
                state_tag("late" if state in RUNNING_STATES else "closed", formats.late(late))
                if late
                else "",
            )
        )
    return rows


def _total_words(totals: Totals) -> str:
    shown = formats.number(totals.count)
    return shown if totals.is_exact else _("more than %(count)s", count=shown)


@lru_cache(maxsize=64)
def _view_addresses(base: str) -> tuple[str, ...]:
    return tuple(filters.address(base, Question(asked=asked)) for _words, asked in VIEWS)


def _views(base: str, question: Question) -> list[tuple[str, str, bool]]:
    return [
        (str(words), url, question.asked == asked)
        for (words, asked), url in zip(VIEWS, _view_addresses(base), strict=True)
        if not asked.mine or allowed(SelectionPermission.PROJECT_LOG)
    ]


def _pages(base: str, question: Question, shown: int, has_more: bool) -> dict[str, Any]:
    def at(number: int) -> str:
        return filters.address(base, replace(question, page=number), paged=True)

    return {
        "first": question.offset + 1,
        "last": question.offset + shown,
        "previous": at(question.page - 1) if question.page > 1 else None,
        "next": at(question.page + 1) if has_more and question.page < filters.LAST_PAGE else None,
    }


def _address_if_allowed(endpoint: str, permission: Permission) -> str | None:
    is_there = endpoint in current_app.view_functions and allowed(permission)
    return address_of(endpoint) if is_there else None
