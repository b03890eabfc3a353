"""Forms of the end of the works: shape only."""

from collections.abc import Iterable
from typing import Any

from wtforms.validators import InputRequired

from qip_tracker.i18n import lazy
from qip_tracker.services.works.completion import CompleteWorks, RecordDelivery
from qip_tracker.weblib.forms.base import FROM_REQUEST, EditForm
from qip_tracker.weblib.forms.fields import DayField, IntegerNumberField, ParagraphField

_MOST_DELIVERED = 1_000_000


class CompletionForm(EditForm):
    """The day the works ended."""

    completed_on = DayField(
        lazy("The works ended on"),
        validators=[InputRequired(lazy("Give the day."))],
        description=lazy("Not later than the final visit, which saw them finished."),
    )

    def to_command(self, project_id: int) -> CompleteWorks:
        return CompleteWorks(project_id, self.completed_on.data, self.version_number)


class ReasonForm(EditForm):
    """Why a project is ended before its time."""

    reason = ParagraphField(
        lazy("Cause"),
        validators=[InputRequired(lazy("Give the reason."))],
        description=lazy("What went wrong, what stands on the site, what is asked back."),
        max_length=2000,
    )


def delivery_form(results: Iterable[Any], version: int, formdata: Any = FROM_REQUEST) -> EditForm:
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
