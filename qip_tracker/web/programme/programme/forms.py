"""Forms of the programme room; fields are named as the columns they fill."""

from wtforms import SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from qip_tracker.domain.kernel.money import CURRENCIES
from qip_tracker.domain.kernel.rules import BOUNDS
from qip_tracker.domain.people.roles import Seat
from qip_tracker.domain.programme.vocabulary import FundingKind
from qip_tracker.i18n import LANGUAGES, formats, lazy, own_name
from qip_tracker.services.programme import programme
from qip_tracker.weblib.forms.base import BaseForm, EditForm
from qip_tracker.weblib.forms.fields import (
    ChoiceField,
    DayField,
    IntegerNumberField,
    LineField,
    MoneyField,
    NumberChoiceField,
    OneOfField,
    ParagraphField,
    PercentField,
    label_choices,
    select_choices,
)

CODE = InputRequired(lazy("Enter a code."))
NAME = InputRequired(lazy("Enter a name."))


class MissionForm(EditForm):
    """The frame of the mission."""

    name = LineField(lazy("Name of the mission"), validators=[NAME], max_length=200)
    language = OneOfField(
        lazy("Language of the mission"),
        choices=lambda: select_choices((code, own_name(code)) for code in LANGUAGES),
        validators=[InputRequired(lazy("Choose a language."))],
    )
    local_currency = ChoiceField(
        lazy("Local currency"),
        blank=None,
        choices=lambda: select_choices(
            (code, f"{code} {formats.currency_name(code)}") for code in CURRENCIES
        ),
        validators=[InputRequired(lazy("Choose a currency."))],
    )
    started_on = DayField(lazy("First day of the mission"))

    def to_command(self) -> programme.ChangeMission:
        return programme.ChangeMission(
            name=self.name.data,
            language=self.language.data,
            local_currency=self.local_currency.data,
            started_on=self.started_on.data,
            version=self.version_number,
        )


class OfficeForm(EditForm):
    """A field office."""

    code = LineField(lazy("Code"), validators=[CODE], max_length=20)
    name = LineField(lazy("Name of the office"), validators=[NAME], max_length=120)

    def to_command(self, row_id: int | None) -> programme.SaveOffice:
        return programme.SaveOffice(row_id, self.code.data, self.name.data, self.version_number)


class YearForm(EditForm):
    """A budget year and its allotment."""

    label = LineField(
        lazy("Budget year"),
        description=lazy("As people say it, for example 2025/26."),
        validators=[NAME],
        max_length=20,
    )
    starts_on = DayField(lazy("First day"), validators=[InputRequired(lazy("Enter the first day."))])
    ends_on = DayField(lazy("Last day"), validators=[InputRequired(lazy("Enter the last day."))])
    allotment_usd_minor = MoneyField(
        lazy("Allotment for quick impact projects"),
        currency="USD",
        validators=[InputRequired(lazy("Enter the allotment."))],
    )

    def to_command(self, row_id: int | None) -> programme.SaveYear:
        return programme.SaveYear(
            row_id,
            self.label.data,
            self.starts_on.data,
            self.ends_on.data,
            self.allotment_usd_minor.data,
            self.version_number,
        )


class DonorForm(EditForm):
    """A donor."""

    name = LineField(lazy("Name of the donor"), validators=[NAME], max_length=160)

    def to_command(self, row_id: int | None) -> programme.SaveDonor:
        return programme.SaveDonor(row_id, self.name.data, self.version_number)


class FundForm(EditForm):
    """A fund."""

    code = LineField(lazy("Code"), validators=[CODE], max_length=40)
    name = LineField(lazy("Name of the fund"), validators=[NAME], max_length=160)
    kind = ChoiceField(
        lazy("Kind of fund"),
        kind="funding_kind",
        codes=FundingKind,
        description=lazy(
            "Only the assessed budget is bound by the ceiling; only a PBF project reports to the fund."
        ),
        validators=[InputRequired(lazy("Choose the kind."))],
    )
    donor_id = NumberChoiceField(lazy("Donor"), validators=[InputRequired(lazy("Choose the donor."))])
    pbf_number = LineField(
        lazy("Number of the PBF project"),
        description=lazy("For a project of the Peacebuilding Fund."),
        max_length=40,
    )
    pbf_focus_area = LineField(lazy("PBF focus area"), max_length=10)
    pbf_risk_marker = IntegerNumberField(
        lazy("PBF risk marker"), description=lazy("0 low, 1 medium, 2 high."), minimum=0, maximum=2
    )

    def to_command(self, row_id: int | None) -> programme.SaveFund:
        return programme.SaveFund(
            row_id,
            self.code.data,
            self.name.data,
            self.kind.data,
            self.donor_id.data,
            self.pbf_number.data,
            self.pbf_focus_area.data,
            self.pbf_risk_marker.data,
            self.version_number,
        )


class GoalForm(EditForm):
    """A goal of the mission's plan."""

    code = LineField(lazy("Code"), validators=[CODE], max_length=20)
    title = LineField(lazy("Goal"), validators=[NAME], max_length=200)

    def to_command(self, row_id: int | None) -> programme.SaveGoal:
        return programme.SaveGoal(row_id, self.code.data, self.title.data, self.version_number)


class PolicyForm(BaseForm):
    """A policy number from a day on; the subclass for its unit adds `value`."""

    effective_from = DayField(
        lazy("Holds from"), validators=[InputRequired(lazy("Enter the day from which it holds."))]
    )
    reason = ParagraphField(
        lazy("Reason"),
        description=lazy("The decision or the document it rests on."),
        validators=[InputRequired(lazy("Give the reason."))],
        max_length=500,
    )

    def to_command(self, key: str) -> programme.SetPolicyNumber:
        value = self["value"].data
        text = ",".join(value) if isinstance(value, list) else str(value)
        return programme.SetPolicyNumber(key, text, self.effective_from.data, self.reason.data)


_VALUE = InputRequired(lazy("Enter the new value."))


def policy_form(key: str, unit: str) -> PolicyForm:
    """The form for one policy number: its value is asked for in its own unit."""
    low, high = BOUNDS.get(key, (0, 100))
    if unit == "usd":
        value = MoneyField(lazy("New value"), currency="USD", validators=[_VALUE])
    elif unit == "percent":
        value = PercentField(lazy("New value"), minimum=low, maximum=high, validators=[_VALUE])
    elif unit == "split":
        value = LineField(
            lazy("New value"),
            description=lazy(
                "The shares in percent, one after another: 80, 20. They add up to 100; none is below 5."
            ),
            validators=[_VALUE],
            max_length=60,
        )
    elif unit == "seats":
        value = SelectMultipleField(
            lazy("New value"),
            choices=label_choices("seat", Seat),
            widget=ListWidget(prefix_label=False),
            option_widget=CheckboxInput(),
        )
    else:
        value = IntegerNumberField(lazy("New value"), minimum=low, maximum=high, validators=[_VALUE])
    made: PolicyForm = type("PolicyNumberForm", (PolicyForm,), {"value": value})()
    return made
