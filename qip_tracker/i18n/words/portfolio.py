"""Words for what joins several projects: the import of a table."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy, lazy_in

REFUSALS: Final[Mapping[str, Lazy]] = {
    "import.bad_rows": lazy("The file has rows that cannot be stored; nothing was stored."),
}

ACTIONS: Final[Mapping[str, Lazy]] = {
    "project.imported": lazy_in("audit_action", "Imported a project"),
}

IMPORT_FAULTS: Final[Mapping[str, Lazy]] = {
    "import.missing": lazy("This column must not be empty."),
    "import.duplicate": lazy("The same project or reference stands in this file twice."),
    "import.reference_taken": lazy("Another project of the mission has this reference."),
    "import.unknown_sector": lazy("There is no sector with this code."),
    "import.unknown_country": lazy("This is not a two-letter country code."),
    "import.unknown_currency": lazy("This is not a currency code."),
    "import.unknown_funding": lazy("This is not a funding source we know."),
    "import.no_such_fund": lazy("The mission has no fund of this kind."),
    "import.unknown_partner_type": lazy("This is not a type of partner we know."),
    "import.unknown_event": lazy("The event is approval, start or handover."),
    "import.date_in_future": lazy("This date lies in the future."),
    "import.over_ceiling": lazy(
        "The amount is over the ceiling, and the column exception_reason gives no reason."
    ),
}

TABLE_FAULTS: Final[Mapping[str, Lazy]] = {
    "table.empty": lazy("The file holds no rows."),
    "table.encoding": lazy("The file is not text in UTF-8. Save it as CSV UTF-8 or as XLSX."),
    "table.malformed": lazy("The file is neither a CSV table nor an XLSX workbook that can be read."),
    "table.too_long": lazy("The file has too many rows; split it."),
    "table.headings": lazy("The first row must hold the names of the columns, each once."),
}
