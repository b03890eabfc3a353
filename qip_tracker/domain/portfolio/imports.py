"""What a row of a table of projects must be: all faults of all rows are found, then all is stored or nothing."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from qip_tracker.domain.kernel.dates import PartialDate
from qip_tracker.domain.kernel.money import DECIMALS
from qip_tracker.domain.kernel.parsing import (
    ParseError,
    clean_text,
    parse_amount,
    parse_coordinate,
    parse_integer,
    parse_partial_date,
)
from qip_tracker.domain.programme.vocabulary import FundingKind, PartnerType

REQUIRED_COLUMNS: Final = ("title", "sector", "place", "country", "amount", "currency", "funding_source")
EVENTS: Final = ("approval", "start", "handover")
LONGEST: Final = {
    "title": 200,
    "place": 160,
    "admin_area": 160,
    "partner": 200,
    "sponsor": 120,
    "source": 300,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the mission already has, and its ceiling in US cents."""

    sectors: Collection[str]
    funding_kinds: Collection[str]
    countries: Collection[str]
    references: Collection[str]
    ceiling_usd_minor: int
    today: date


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the line in the file, the column, what stood there, and why it cannot be stored."""

    row: int
    column: str
    value: str
    code: str


@dataclass(frozen=True, slots=True)
class ImportedProject:
    """A row that can be stored. Amounts in minor units; `key` is the same whenever the same project comes again."""

    row: int
    key: str
    reference: str | None
    title: str
    sector: str
    place: str
    admin_area: str | None
    country: str
    latitude: float | None
    longitude: float | None
    point_exactness: str | None
    currency: str
    local_minor: int | None
    usd_minor: int | None
    funding_kind: str
    sponsor: str | None
    partner: str | None
    partner_type: str | None
    event: str | None
    event_date: PartialDate | None
    weeks: int | None
    beneficiaries: str | None
    notes: str | None
    source: str | None
    exception_reason: str | None


class _Row:
    """Reads one row and collects its faults."""

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.number = number
        self.cells = cells
        self.faults: list[Fault] = []

    def fault(self, column: str, code: str) -> None:
        self.faults.append(Fault(self.number, column, self.cells.get(column, "")[:80], code))

    def text(self, column: str, longest: int = 1000) -> str | None:
        try:
            return clean_text(self.cells.get(column, ""), LONGEST.get(column, longest)) or None
        except ParseError as error:
            self.fault(column, error.code)
            return None

    def required(self, column: str) -> str:
        text = self.text(column)
        if text is None and not any(fault.column == column for fault in self.faults):
            self.fault(column, "import.missing")
        return text or ""

    def one_of(self, column: str, known: Collection[str], code: str, *, optional: bool = False) -> str | None:
        text = self.text(column)
        if text is None:
            if not optional:
                self.fault(column, "import.missing")
            return None
        if text not in known:
            self.fault(column, code)
        return text

    def amount(self, column: str, currency: str | None) -> int | None:
        if not self.cells.get(column) or currency not in DECIMALS:
            return None
        try:
            return parse_amount(self.cells[column], currency)
        except ParseError as error:
            self.fault(column, error.code)
            return None

    def coordinate(self, column: str, axis: str) -> float | None:
        if not self.cells.get(column):
            return None
        try:
            return parse_coordinate(self.cells[column], axis)
        except ParseError as error:
            self.fault(column, error.code)
            return None

    def happened(self, today: date) -> PartialDate | None:
        if not self.cells.get("event_date"):
            return None
        try:
            happened = parse_partial_date(self.cells["event_date"])
        except ParseError as error:
            self.fault("event_date", error.code)
            return None
        if happened.first_day > today:
            self.fault("event_date", "import.date_in_future")
        return happened

    def weeks(self) -> int | None:
        if not self.cells.get("duration_weeks"):
            return None
        try:
            return parse_integer(self.cells["duration_weeks"], 1, 520)
        except ParseError as error:
            self.fault("duration_weeks", error.code)
            return None


def missing_columns(headings: Collection[str]) -> list[str]:
    """The columns a table of projects cannot do without."""
    return [column for column in REQUIRED_COLUMNS if column not in headings]


def project_key(title: str, place: str, country: str, happened: str) -> str:
    """The same for the same project in any file: title, place, country and date without case and extra blanks."""
    parts = [" ".join(part.casefold().split()) for part in (title, place, country, happened)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def read_rows(
    rows: Sequence[tuple[int, Mapping[str, str]]], known: Known
) -> tuple[list[ImportedProject], list[Fault]]:
    """All rows that can be stored, and every fault of every row that cannot; duplicates within the file are faults."""
    projects: list[ImportedProject] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, cells in rows:
        row = _Row(number, cells)
        project = _read(row, known)
        for column, identity in (("reference", project.reference), ("title", project.key)):
            if identity and identity in seen:
                row.fault(column, "import.duplicate")
            elif identity:
                seen[identity] = number
        faults += row.faults
        if not row.faults:
            projects.append(project)
    return projects, faults


def _money(row: _Row, known: Known, funding_kind: str | None) -> tuple[str, int | None, int | None]:
    currency = row.one_of("currency", DECIMALS, "import.unknown_currency") or ""
    local = row.amount("amount", currency)
    usd = local if currency == "USD" else row.amount("usd_estimate", "USD")
    exception = row.text("exception_reason")
    if (
        funding_kind == FundingKind.ASSESSED_QIP_BUDGET
        and usd
        and usd > known.ceiling_usd_minor
        and not exception
    ):
        row.fault("amount", "import.over_ceiling")
    return currency, local, usd


def _funding(row: _Row, known: Known) -> str | None:
    kind = row.one_of("funding_source", tuple(FundingKind), "import.unknown_funding")
    if kind in tuple(FundingKind) and kind not in known.funding_kinds:
        row.fault("funding_source", "import.no_such_fund")
    return kind


def _reference(row: _Row, known: Known) -> str | None:
    reference = row.text("reference", 60)
    if reference and reference in known.references:
        row.fault("reference", "import.reference_taken")
    return reference


def _read(row: _Row, known: Known) -> ImportedProject:
    title, place = row.required("title"), row.required("place")
    country = row.one_of("country", known.countries, "import.unknown_country") or ""
    funding_kind = _funding(row, known)
    currency, local, usd = _money(row, known, funding_kind)
    partner = row.text("partner")
    partner_type = row.one_of(
        "partner_type", tuple(PartnerType), "import.unknown_partner_type", optional=partner is None
    )
    happened = row.happened(known.today)
    reference = _reference(row, known)
    return ImportedProject(
        row=row.number,
        key=project_key(title, place, country, row.cells.get("event_date", "")),
        reference=reference,
        title=title,
        sector=row.one_of("sector", known.sectors, "import.unknown_sector") or "",
        place=place,
        admin_area=row.text("admin_area"),
        country=country,
        latitude=row.coordinate("lat", "latitude"),
        longitude=row.coordinate("lon", "longitude"),
        point_exactness=row.text("point_exactness", 20),
        currency=currency,
        local_minor=local,
        usd_minor=usd,
        funding_kind=funding_kind or "",
        sponsor=row.text("sponsor"),
        partner=partner,
        partner_type=partner_type,
        event=row.one_of("event", EVENTS, "import.unknown_event", optional=True),
        event_date=happened,
        weeks=row.weeks(),
        beneficiaries=row.text("beneficiaries", 500),
        notes=row.text("notes", 2000),
        source=row.text("source"),
        exception_reason=row.text("exception_reason", 2000),
    )
