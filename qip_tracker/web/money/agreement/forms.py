"""Form of the agreement: shape only."""

from wtforms.validators import InputRequired

from qip_tracker.domain.money.agreements import Split
from qip_tracker.i18n import lazy
from qip_tracker.services.money.agreements import SignAgreement
from qip_tracker.weblib.forms.base import EditForm
from qip_tracker.weblib.forms.fields import DayField, LineField, OneOfField

_DAY_NEEDED = InputRequired(lazy("Give the day."))


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
