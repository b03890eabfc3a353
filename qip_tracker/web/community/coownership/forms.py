"""What an officer fills in about owners: bodies, contributions, changes of design, words given."""

from wtforms.validators import InputRequired

from qip_tracker.i18n import _, lazy
from qip_tracker.services.community.coownership import (
    RecordConsent,
    RecordDesignChange,
    SaveContribution,
    SaveCoOwner,
)
from qip_tracker.weblib.forms.base import BaseForm, EditForm
from qip_tracker.weblib.forms.fields import (
    ChoiceField,
    DayField,
    LineField,
    MoneyField,
    NumberChoiceField,
    OneOfField,
    ParagraphField,
    select_choices,
)

_WHICH = InputRequired(lazy("Choose a co-owner of this project."))


class CoOwnerForm(EditForm):
    """A body, never a person."""

    side = OneOfField(
        lazy("Side"), [InputRequired(lazy("Choose the state or society."))], kind="co_owner_side"
    )
    body = LineField(
        lazy("Body"),
        [InputRequired(lazy("Enter the name of the body."))],
        max_length=200,
        description=lazy("A town hall, a school board, a women's union. Never the name of a person."),
    )
    role = LineField(lazy("Its part in the project"), max_length=200)

    def to_command(self, project_id: int, co_owner_id: int | None = None) -> SaveCoOwner:
        return SaveCoOwner(
            project_id, self.side.data, self.body.data, self.role.data, co_owner_id, self.version_number
        )


class ContributionForm(EditForm):
    """Land, labour, materials, money: promised, then delivered."""

    co_owner_id = NumberChoiceField(lazy("Who gives it"), [_WHICH])
    kind = ChoiceField(lazy("Kind"), [InputRequired(lazy("Choose what is given."))], kind="contribution_kind")
    description = LineField(
        lazy("What exactly"),
        [InputRequired(lazy("Say what is given and how much of it."))],
        max_length=300,
        description=lazy("With a quantity where there is one: 36,000 bricks, 400 days of work."),
    )
    value_usd_minor = MoneyField(
        lazy("Value"),
        currency="USD",
        description=lazy("Only where somebody put a value on it. Without one it counts as much."),
    )
    promised_on = DayField(lazy("Promised on"), [InputRequired(lazy("Enter the day it was promised."))])
    delivered_on = DayField(lazy("Delivered on"), description=lazy("Leave empty until it is there."))

    def to_command(self, project_id: int, contribution_id: int | None = None) -> SaveContribution:
        return SaveContribution(
            project_id,
            self.co_owner_id.data,
            self.kind.data,
            self.description.data,
            self.promised_on.data,
            self.delivered_on.data,
            self.value_usd_minor.data,
            contribution_id,
            self.version_number,
        )


class DesignChangeForm(BaseForm):
    """What is different because a co-owner said so."""

    co_owner_id = NumberChoiceField(lazy("Who asked for it"), [_WHICH])
    change = ParagraphField(
        lazy("What changed in the design"),
        [InputRequired(lazy("Say what is different now."))],
        max_length=1000,
        description=lazy("What was planned, what is done instead, and why they asked for it."),
    )
    raised_on = DayField(lazy("Day"), [InputRequired(lazy("Enter the day on which it was raised."))])

    def to_command(self, project_id: int) -> RecordDesignChange:
        return RecordDesignChange(project_id, self.co_owner_id.data, self.change.data, self.raised_on.data)


class ConsentForm(EditForm):
    """A co-owner's word at one stage."""

    answer = OneOfField(
        lazy("What they said"),
        [InputRequired(lazy("Say whether they agreed."))],
        choices=lambda: select_choices([("yes", _("They agreed")), ("no", _("They did not agree"))]),
    )
    note = ParagraphField(
        lazy("In their words"),
        max_length=1000,
        description=lazy("Needed when they did not agree: what they said against it."),
    )
    given_on = DayField(lazy("Day"), [InputRequired(lazy("Enter the day on which they said it."))])

    def to_command(self, project_id: int, co_owner_id: int, stage: str) -> RecordConsent:
        return RecordConsent(
            project_id,
            co_owner_id,
            stage,
            self.answer.data == "yes",
            self.given_on.data,
            self.note.data,
            self.version_number,
        )
