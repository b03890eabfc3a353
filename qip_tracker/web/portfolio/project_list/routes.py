"""The list of projects: search, filters in the address, order, totals, and the same rows as a file."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, abort, current_app, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.kernel.dates import days_late
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.portfolio.permissions import PortfolioPermission
from qip_tracker.domain.project.states import FINISHED_STATES, RUNNING_STATES, WEIGHED_STATES, in_order
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import Lazy, _, current_language, direction, formats, lazy, listed
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
from qip_tracker.reports.draw.xlsx.cells import Cell
from qip_tracker.reports.draw.xlsx.tables import comma_separated, workbook
from qip_tracker.web.portfolio.project_list import filters
from qip_tracker.web.portfolio.project_list.filters import Question
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.frame import address_of, allowed, page, state_tag
from qip_tracker.weblib.pages.project_page import STATE_KINDS
from qip_tracker.weblib.request.session_user import current_actor

blueprint = Blueprint("project_list", __name__)

# A workbook of this many rows takes seconds; whoever wants more narrows the list by year or office.
MOST_EXPORTED: Final = 20_000
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
EXPORTS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.get("/projects")
@access(PortfolioPermission.PROJECT_LIST, "mission")
def index() -> Response:
    """All projects the reader may see."""
    return _list_page(filters.read(request.args))


@blueprint.get("/projects/export.<kind>")
@access(PortfolioPermission.PROJECT_LIST, "mission")
def export(kind: str) -> Response:
    """Every row the same address shows, in the same order, with the same columns."""
    if kind not in EXPORTS:
        abort(404)
    return _file(kind, filters.read(request.args))


def lateness(state: str, planned_end_on: date | None, completed_on: date | None, today: date) -> int:
    """Days past the planned end: of what runs until today, of what is done until that day; 0 for all others."""
    if state in RUNNING_STATES or (state in FINISHED_STATES and completed_on):
        return days_late(planned_end_on, completed_on, today)
    return 0


def _list_page(question: Question) -> Response:
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
    for (
        number,
        reference,
        title,
        place,
        partner,
        state,
        approved,
        paid,
        end,
        completed,
        done,
        total,
    ) in projects:
        late = lateness(state, end, completed, today)
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


def _file(kind: str, question: Question) -> Response:
    session, actor, today = db.session(), current_actor(), clock.now().date()
    projects = page_of(session, actor, question.asked, question.sorting, today, size=MOST_EXPORTED)
    if len(projects) > MOST_EXPORTED:
        most = formats.number(MOST_EXPORTED)
        message = _(
            "A file holds at most %(most)s projects. Narrow the list by year, office or state.", most=most
        )
        return page(
            "portfolio/project_list/too_many.html",
            status=422,
            message=message,
            back_url=_list_again(question),
        )
    heads, rows = _heads(), [_cells(row, today) for row in projects]
    title = _("Projects")
    content = (
        comma_separated(heads, rows)
        if kind == "csv"
        else workbook(title, heads, rows, right_to_left=direction() == "rtl")
    )
    answer = Response(content, mimetype=None, content_type=EXPORTS[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="projects-{today.isoformat()}.{kind}"'
    return answer


def _list_again(question: Question) -> str:
    return filters.address(address_of("project_list.index"), question)


def _heads() -> list[str]:
    return [
        _("Reference"),
        _("Project"),
        _("Place"),
        _("Partner"),
        _("State"),
        _("Planned end"),
        _("Completed on"),
        _("Days late"),
        _("Milestones done"),
        _("Milestones"),
        _("Approved (USD)"),
        _("Paid (USD)"),
    ]


def _cells(row: Any, today: date) -> list[Cell]:
    _id, reference, title, place, partner, state, approved, paid, end, completed, done, total = row
    return [
        reference,
        title,
        place,
        partner,
        label("project_state", state),
        end,
        completed,
        lateness(state, end, completed, today),
        done,
        total,
        None if approved is None else Decimal(approved).scaleb(-2),
        None if approved is None else Decimal(paid).scaleb(-2),
    ]
