"""Form of an import: shape only."""

from wtforms import FileField

from qip_tracker.i18n import lazy
from qip_tracker.weblib.forms.base import BaseForm


class ImportForm(BaseForm):
    """One file."""

    file = FileField(
        lazy("Table of projects"),
        description=lazy(
            "CSV (UTF-8) or XLSX with at least the columns title, sector, place, country, amount, currency and "
            "funding_source. If any row is wrong, nothing is stored and all faults are listed."
        ),
    )
