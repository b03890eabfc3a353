"""Form of the handover: shape only."""

from wtforms import BooleanField
from wtforms.validators import InputRequired

from qip_tracker.i18n import lazy
from qip_tracker.services.works.handovers import RecordHandover
from qip_tracker.weblib.forms.base import EditForm
from qip_tracker.weblib.forms.fields import DayField, LineField, ParagraphField


class HandoverForm(EditForm):
    """What stands on the handover certificate."""

    handed_over_on = DayField(lazy("Handed over on"), validators=[InputRequired(lazy("Give the day."))])
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
