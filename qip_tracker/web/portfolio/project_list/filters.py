"""The address of a list of projects: filters, order and page, read leniently and written back the same way."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from qip_tracker.domain.programme.vocabulary import PartnerType
from qip_tracker.domain.project.states import ProjectState
from qip_tracker.i18n import _
from qip_tracker.i18n.labels import label
from qip_tracker.queries.portfolio.project_list import (
    MOST_WORDS,
    PAGE_SIZE,
    SORTABLE,
    Choices,
    ProjectFilter,
    Sorting,
)

LONGEST_SEARCH: Final = 120
LAST_PAGE: Final = 4_000
# Parameter of the address -> field of the filter, in the order the chips stand.
_NUMBERS: Final = ("office", "fund", "year")
_NAMED: Final[Mapping[str, Callable[[str], str]]] = {
    "sector": lambda name: _("Sector: %(name)s", name=name),
    "office": lambda name: _("Field office: %(name)s", name=name),
    "fund": lambda name: _("Fund: %(name)s", name=name),
    "year": lambda name: _("Budget year: %(name)s", name=name),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What an address asks of the list; anything it cannot mean is left out rather than refused."""

    text: str = ""
    asked: ProjectFilter = field(default_factory=ProjectFilter)
    sorting: Sorting = field(default_factory=Sorting)
    page: int = 1
    is_open: bool = False

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE_SIZE

    @property
    def needs_names(self) -> bool:
        """Whether the page prints a name that only the database knows."""
        asked = self.asked
        return self.is_open or any((asked.sector, asked.office, asked.fund, asked.year))


def read(arguments: MultiDict[str, str]) -> Question:
    """The question an address asks."""
    if not arguments:
        return Question()
    text = "".join(c for c in arguments.get("q", "")[:LONGEST_SEARCH] if c.isprintable()).strip()
    column = arguments.get("sort", "")
    descending, column = column.startswith("-"), column.removeprefix("-")
    sector = arguments.get("sector", "")
    return Question(
        text,
        ProjectFilter(
            words=tuple(text.split()[:MOST_WORDS]),
            states=tuple(state for state in ProjectState if state in arguments.getlist("state")),
            sector=sector if sector.isascii() and sector.isalnum() and len(sector) <= 10 else None,
            office=_number(arguments.get("office")),
            fund=_number(arguments.get("fund")),
            year=_number(arguments.get("year")),
            partner_type=next((t for t in PartnerType if t == arguments.get("partner")), None),
            late=arguments.get("late") == "1",
            mine=arguments.get("mine") == "1",
        ),
        Sorting(column, descending) if column in SORTABLE else Sorting(),
        min(_number(arguments.get("page")) or 1, LAST_PAGE),
        arguments.get("filters") == "1",
    )


def _number(text: str | None) -> int | None:
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 9:
        return None
    return int(text) or None


def pairs(question: Question, *, paged: bool = False, sorted_too: bool = True) -> list[tuple[str, str]]:
    """The question as name and value pairs of an address."""
    asked = question.asked
    named = [("q", question.text)] if question.text else []
    named += [("state", state) for state in asked.states]
    named += [("sector", asked.sector)] if asked.sector else []
    named += [(name, str(getattr(asked, name))) for name in _NUMBERS if getattr(asked, name)]
    named += [("partner", asked.partner_type)] if asked.partner_type else []
    named += [(name, "1") for name in ("late", "mine") if getattr(asked, name)]
    if sorted_too and question.sorting.column:
        named.append(("sort", ("-" if question.sorting.descending else "") + question.sorting.column))
    if paged and question.page > 1:
        named.append(("page", str(question.page)))
    return named


def address(base: str, question: Question, *, paged: bool = False) -> str:
    """The address that asks this question again."""
    asked = pairs(question, paged=paged)
    return f"{base}?{urlencode(asked)}" if asked else base


def sort_addresses(base: str, question: Question, columns: Iterable[str]) -> list[str]:
    """The address behind each heading: ascending first, then the other way round; "" for a column without order."""
    asked = urlencode(pairs(question, sorted_too=False))
    before = f"{base}?{asked}&sort=" if asked else f"{base}?sort="
    now = question.sorting
    return [
        f"{before}{'-' if now.column == column and not now.descending else ''}{column}" if column else ""
        for column in columns
    ]


def chips(base: str, question: Question, choices: Choices | None) -> list[tuple[str, str]]:
    """(words, address without it) for every filter in the address."""
    asked, removals = question.asked, []

    def without(words: str, **changed: Any) -> None:
        removals.append((words, address(base, replace(question, asked=replace(asked, **changed)))))

    if question.text:
        searched = _("Search: %(words)s", words=question.text)
        removals.append((searched, address(base, replace(question, text="", asked=replace(asked, words=())))))
    for state in asked.states:
        left = tuple(other for other in asked.states if other != state)
        without(_("State: %(state)s", state=label("project_state", state)), states=left)
    for name, words in _NAMED.items():
        value = getattr(asked, name)
        if value and choices is not None:
            shown = dict(getattr(choices, f"{name}s")).get(str(value), _("unknown"))
            without(words(shown), **{name: None})
    if asked.partner_type:
        without(_("Partner: %(type)s", type=label("partner_type", asked.partner_type)), partner_type=None)
    if asked.late:
        without(_("Late"), late=False)
    if asked.mine:
        without(_("Mine"), mine=False)
    return removals


def is_asked(question: Question) -> bool:
    """Whether the address narrows the list at all."""
    return any(getattr(question.asked, part.name) for part in fields(ProjectFilter))
