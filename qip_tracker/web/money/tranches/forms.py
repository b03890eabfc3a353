"""Forms of the tranches: shape only."""

from types import MappingProxyType

from wtforms.validators import InputRequired

from qip_tracker.i18n import lazy
from qip_tracker.services.money.tranches import PayTranche, SignTranche
from qip_tracker.weblib.forms.base import EditForm
from qip_tracker.weblib.forms.fields import DayField, LineField, ParagraphField


class RequestForm(EditForm):
    """A tranche is asked for."""

    stored_as = MappingProxyType({"note": "request_note"})

    note = ParagraphField(
        lazy("What the request rests on"),
        description=lazy("Which visit, which receipts, what has been done with the money so far."),
        max_length=1000,
    )

    def to_command(self, project_id: int, tranche_id: int) -> SignTranche:
        return SignTranche(project_id, tranche_id, self.note.data, self.version_number)


class PaymentForm(EditForm):
    """A payment as the bank or the finance system shows it."""

    stored_as = MappingProxyType({"reference": "payment_reference"})

    paid_on = DayField(lazy("Paid on"), validators=[InputRequired(lazy("Give the day."))])
    reference = LineField(
        lazy("Payment reference"),
        validators=[InputRequired(lazy("Give the payment reference."))],
        description=lazy("The number of the voucher or of the transfer."),
        max_length=80,
    )

    def to_command(self, project_id: int, tranche_id: int) -> PayTranche:
        return PayTranche(project_id, tranche_id, self.paid_on.data, self.reference.data, self.version_number)
