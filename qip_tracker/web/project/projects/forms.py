"""Forms of the projects room: shape only."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from wtforms import BooleanField
from wtforms.validators import InputRequired

from qip_tracker.domain.money.agreements import Split
from qip_tracker.i18n import lazy
from qip_tracker.services.money.agreements import SignAgreement
from qip_tracker.services.money.tranches import PayTranche, SignTranche
from qip_tracker.services.project.holds import HoldProject
from qip_tracker.services.works.completion import CompleteWorks, RecordDelivery
from qip_tracker.services.works.handovers import RecordHandover
from qip_tracker.weblib.fields import DayField, IntegerNumberField, LineField, OneOfField, ParagraphField
from qip_tracker.weblib.forms import SENT, EditForm

_DAY_NEEDED = InputRequired(lazy("Give the day."))
_MOST_DELIVERED = 1_000_000


def split_value(split: Split) -> str:
    """A split as the value of a choice: "80,20"."""
    return ",".join(map(str, split))


class AgreementForm(EditForm):
    """What stands on the signed memorandum of understanding."""

    signed_on = DayField(lazy("Signed on"), validators=[_DAY_NEEDED])
    mission_signatory = LineField(
        lazy("Signed for the mission by"),
        validators=[InputRequired(lazy("Say who signed for the mission."))],
        description=lazy("Function and name, as on the paper."),
        max_length=160,
    )
    partner_signatory = LineField(
        lazy("Signed for the partner by"),
        validators=[InputRequired(lazy("Say who signed for the partner."))],
        description=lazy("Function and name, as on the paper."),
        max_length=160,
    )
    starts_on = DayField(lazy("Starts on"), validators=[_DAY_NEEDED])
    ends_on = DayField(
        lazy("Ends on"),
        validators=[_DAY_NEEDED],
        description=lazy("The plan of the project takes these dates over."),
    )
    commitment_number = LineField(
        lazy("Commitment number"),
        validators=[InputRequired(lazy("Give the number under which finance has committed the money."))],
        description=lazy("From finance; without it the funds of the year are lost."),
        max_length=60,
    )
    split = OneOfField(
        lazy("Tranches"),
        validators=[InputRequired(lazy("Choose how the money is divided."))],
        description=lazy("The programme's rule comes first; a division that holds back more is allowed."),
    )

    def to_command(self, project_id: int) -> SignAgreement:
        return SignAgreement(
            project_id=project_id,
            signed_on=self.signed_on.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            mission_signatory=self.mission_signatory.data,
            partner_signatory=self.partner_signatory.data,
            commitment_number=self.commitment_number.data,
            split=tuple(int(part) for part in self.split.data.split(",")),
            version=self.version_number,
        )


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

    paid_on = DayField(lazy("Paid on"), validators=[_DAY_NEEDED])
    reference = LineField(
        lazy("Payment reference"),
        validators=[InputRequired(lazy("Give the payment reference."))],
        description=lazy("The number of the voucher or of the transfer."),
        max_length=80,
    )

    def to_command(self, project_id: int, tranche_id: int) -> PayTranche:
        return PayTranche(project_id, tranche_id, self.paid_on.data, self.reference.data, self.version_number)


class HoldForm(EditForm):
    """Why work stands still."""

    reason = OneOfField(
        lazy("Reason"), kind="hold_reason", validators=[InputRequired(lazy("Choose the reason."))]
    )
    note = ParagraphField(
        lazy("What happened, and what has to happen before work goes on"),
        validators=[InputRequired(lazy("Write down what happened."))],
        max_length=1000,
    )
    since_on = DayField(lazy("Since"), validators=[_DAY_NEEDED])

    def to_command(self, project_id: int) -> HoldProject:
        return HoldProject(
            project_id, self.reason.data, self.note.data, self.since_on.data, self.version_number
        )


class CompletionForm(EditForm):
    """The day the works ended."""

    completed_on = DayField(
        lazy("The works ended on"),
        validators=[_DAY_NEEDED],
        description=lazy("Not later than the final visit, which saw them finished."),
    )

    def to_command(self, project_id: int) -> CompleteWorks:
        return CompleteWorks(project_id, self.completed_on.data, self.version_number)


class HandoverForm(EditForm):
    """What stands on the handover certificate."""

    handed_over_on = DayField(lazy("Handed over on"), validators=[_DAY_NEEDED])
    owner_body = LineField(
        lazy("Owner"),
        validators=[InputRequired(lazy("Name the body that owns it now."))],
        description=lazy("The body, not a person: a school committee, a town hall, a ministry."),
        max_length=200,
    )
    signatory_title = LineField(
        lazy("Signed by"),
        validators=[InputRequired(lazy("Give the function of whoever signed."))],
        description=lazy("The function of whoever signed for the owner; no name is needed."),
        max_length=160,
    )
    assets = ParagraphField(
        lazy("What was handed over"),
        validators=[InputRequired(lazy("List what was handed over."))],
        max_length=2000,
    )
    maintenance_commitment = ParagraphField(
        lazy("How the owner will look after it"),
        validators=[InputRequired(lazy("Write down what the owner promised."))],
        description=lazy("Who does it, and from which budget every year."),
        max_length=1000,
    )
    mission_credited = BooleanField(lazy("The mission was named at the handover"))
    community_told_how = ParagraphField(
        lazy("How the community was told"),
        description=lazy("Where, when and in which language the result was told back."),
        max_length=500,
    )

    def to_command(self, project_id: int) -> RecordHandover:
        return RecordHandover(
            project_id=project_id,
            handed_over_on=self.handed_over_on.data,
            owner_body=self.owner_body.data,
            signatory_title=self.signatory_title.data,
            assets=self.assets.data,
            maintenance_commitment=self.maintenance_commitment.data,
            mission_credited=bool(self.mission_credited.data),
            community_told_how=self.community_told_how.data,
            version=self.version_number,
        )


class ReasonForm(EditForm):
    """Why a project is ended before its time."""

    reason = ParagraphField(
        lazy("Cause"),
        validators=[InputRequired(lazy("Give the reason."))],
        description=lazy("What went wrong, what stands on the site, what is asked back."),
        max_length=2000,
    )


class CloseForm(EditForm):
    """Nothing to type: the checklist is the form."""


def delivery_form(results: Iterable[Any], version: int, formdata: Any = SENT) -> EditForm:
    """A form with one quantity for each expected result (`.id`, `.description`, `.unit`, `.planned`, `.delivered`).

    `formdata=None` for what is stored alone.
    """
    fields = {
        _name(result.id): IntegerNumberField(
            lazy("%(what)s, %(planned)s planned", what=result.description, planned=result.planned),
            default=result.delivered,
            maximum=_MOST_DELIVERED,
        )
        for result in results
    }
    made: EditForm = type("DeliveryForm", (EditForm,), fields)(formdata, version=version)
    return made


def delivery_command(form: EditForm, project_id: int, results: Iterable[Any]) -> RecordDelivery:
    """What was counted, by expected result."""
    return RecordDelivery(
        project_id, {result.id: form[_name(result.id)].data for result in results}, form.version_number
    )


def _name(result_id: int) -> str:
    return f"result_{result_id}"
