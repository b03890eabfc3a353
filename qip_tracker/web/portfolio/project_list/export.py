"""The rows of the list as a file, CSV or XLSX: every project the address shows, with words and numbers apart."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.project.moves import project_days_late
from qip_tracker.extensions import db
from qip_tracker.i18n import _, direction, formats
from qip_tracker.i18n.labels import label
from qip_tracker.queries.portfolio.project_list import page_of
from qip_tracker.reports.draw.xlsx.cells import Cell
from qip_tracker.reports.draw.xlsx.tables import comma_separated, workbook
from qip_tracker.web.portfolio.project_list import filters
from qip_tracker.web.portfolio.project_list.filters import Question
from qip_tracker.weblib.pages.frame import address_of, page
from qip_tracker.weblib.request.session_user import current_actor

# A workbook of this many rows takes seconds; whoever wants more narrows the list by year or office.
MOST_EXPORTED: Final = 20_000
EXPORTS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_of(kind: str, question: Question) -> Response:
    """The file of this kind of EXPORTS; a page that says so when there are more than `MOST_EXPORTED` projects."""
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
        project_days_late(state, end, completed, today),
        done,
        total,
        None if approved is None else Decimal(approved).scaleb(-2),
        None if approved is None else Decimal(paid).scaleb(-2),
    ]
