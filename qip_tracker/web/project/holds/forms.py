"""Form of a standstill: shape only."""

from wtforms.validators import InputRequired

from qip_tracker.i18n import lazy
from qip_tracker.services.project.holds import HoldProject
from qip_tracker.weblib.forms.base import EditForm
from qip_tracker.weblib.forms.fields import DayField, OneOfField, ParagraphField


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
    since_on = DayField(lazy("Since"), validators=[InputRequired(lazy("Give the day."))])

    def to_command(self, project_id: int) -> HoldProject:
        return HoldProject(
            project_id, self.reason.data, self.note.data, self.since_on.data, self.version_number
        )
