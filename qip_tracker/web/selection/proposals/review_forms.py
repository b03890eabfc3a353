"""Forms of the review of a proposal: opinions of the screening, the committee's decision, reasons, conditions."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from wtforms import SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from qip_tracker.i18n import _, lazy
from qip_tracker.i18n.labels import label
from qip_tracker.queries.selection.decisions import CommitteeMember, OpinionGiven
from qip_tracker.services.selection.decisions import (
    ClearCondition,
    ConditionSet,
    MemberPresent,
    RecordDecision,
)
from qip_tracker.services.selection.screening import GiveOpinions, Opinion
from qip_tracker.weblib.forms.base import EditForm
from qip_tracker.weblib.forms.fields import (
    DayField,
    LineField,
    MoneyField,
    OneOfField,
    ParagraphField,
    select_choices,
)
from qip_tracker.weblib.forms.rows import Expected, RowForm, Rows, WhenFilled


class ReasonForm(EditForm):
    """The reason of a withdrawal or a return; whether it is enough is for the move to say."""

    reason = ParagraphField(lazy("Reason"), [InputRequired(lazy("Give the reason."))], max_length=2000)


class OpinionsForm(EditForm):
    """An outcome and a note for every check that applies; built by `opinions_form`."""

    checks: tuple[str, ...] = ()

    def to_command(self, project_id: int) -> GiveOpinions:
        answered = [check for check in self.checks if self[f"outcome_{check}"].data]
        return GiveOpinions(
            project_id,
            tuple(
                Opinion(check, self[f"outcome_{check}"].data, self[f"note_{check}"].data)
                for check in answered
            ),
            self.version_number,
        )


def opinions_form(
    checks: Sequence[str], given: Mapping[str, OpinionGiven], version: int, *, is_sent: bool = True
) -> OpinionsForm:
    """The form for these checks, filled with the opinions there are, and with what was sent when it was this form."""
    fields: dict[str, Any] = {"checks": tuple(checks)}
    values: dict[str, Any] = {"version": version}
    for check in checks:
        fields[f"outcome_{check}"] = OneOfField(
            label("screening_check", check), [Expected()], kind="screening_outcome"
        )
        fields[f"note_{check}"] = ParagraphField(
            _("Note: %(check)s", check=label("screening_check", check)), [Expected()], max_length=2000
        )
        if check in given:
            values[f"outcome_{check}"], values[f"note_{check}"] = given[check].outcome, given[check].note
    made = type("OpinionsOfChecks", (OpinionsForm,), fields)
    return cast(OpinionsForm, made(data=values) if is_sent else made(None, data=values))


class ConditionRow(RowForm):
    """Something that must be true before the agreement is signed."""

    text = LineField(lazy("Condition"), [WhenFilled()], max_length=500)
    due_on = DayField(lazy("Due"))


class DecisionForm(EditForm):
    """The committee's decision as the minutes give it; members are added by `decision_form`."""

    members: tuple[CommitteeMember, ...] = ()

    meeting_number = LineField(
        lazy("Meeting number"), [InputRequired(lazy("Enter the number of the meeting."))], max_length=40
    )
    decided_on = DayField(
        lazy("Date of the meeting"), [InputRequired(lazy("Enter the date of the meeting."))]
    )
    present = SelectMultipleField(
        lazy("Members present"),
        coerce=int,
        choices=[],
        invalid_value_message=lazy("Choose one of the answers offered."),
        invalid_choice_message=lazy("Choose one of the answers offered."),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    outcome = OneOfField(
        lazy("Outcome"), [InputRequired(lazy("Choose the outcome."))], kind="decision_outcome"
    )
    approved_local = MoneyField(
        lazy("Amount approved"), description=lazy("Only for an approval; not more than was asked for.")
    )
    reason = ParagraphField(
        lazy("Reason"),
        [InputRequired(lazy("Give the reason for the decision, also when it is an approval."))],
        max_length=4000,
    )
    conditions = Rows(ConditionRow, lazy("Conditions"), start=1, most=15)

    def validate(self, extra_validators: Any = None) -> bool:
        is_sound = super().validate(extra_validators)
        for member in self.members:
            interest = self[f"interest_{member.person_id}"]
            if interest.data and member.person_id not in (self.present.data or ()):
                interest.errors = [*interest.errors, _("Tick this member as present, or empty this line.")]
                is_sound = False
        return bool(is_sound)

    def to_command(self, project_id: int) -> RecordDecision:
        return RecordDecision(
            project_id=project_id,
            meeting_number=self.meeting_number.data,
            decided_on=self.decided_on.data,
            outcome=self.outcome.data,
            present=tuple(
                MemberPresent(person_id, self[f"interest_{person_id}"].data)
                for person_id in dict.fromkeys(self.present.data or ())
            ),
            reason=self.reason.data,
            approved_local_minor=self.approved_local.data,
            conditions=tuple(ConditionSet(row.text.data, row.due_on.data) for row in self.conditions.filled),
            version=self.version_number,
        )


def decision_form(members: Sequence[CommitteeMember], **values: Any) -> DecisionForm:
    """The form with a tick and a line for a declared interest for everybody on the committee."""
    fields: dict[str, Any] = {"members": tuple(members)}
    for member in members:
        fields[f"interest_{member.person_id}"] = LineField(
            lazy("Interest declared"), max_length=500, render_kw={"autocomplete": "off"}
        )
    form = cast(DecisionForm, type("DecisionOfMembers", (DecisionForm,), fields)(data=values))
    form.present.choices = select_choices(
        (member.person_id, f"{member.name} - {label('seat', member.seat)}") for member in members
    )
    return form


class ClearConditionForm(EditForm):
    """How one knows that a condition has come true."""

    note = LineField(
        lazy("How do you know?"),
        [InputRequired(lazy("Say how you know that it has come true."))],
        max_length=500,
    )

    def to_command(self, project_id: int, condition_id: int) -> ClearCondition:
        return ClearCondition(project_id, condition_id, self.note.data, self.version_number)
