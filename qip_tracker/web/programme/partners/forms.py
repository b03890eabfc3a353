"""Forms of the partners room; fields are named as the columns they fill."""

from wtforms.validators import InputRequired

from qip_tracker.domain.programme.vocabulary import PartnerAssessment, PartnerStatus, PartnerType
from qip_tracker.i18n import lazy
from qip_tracker.services.programme.partners import AssessPartner, ChangeStanding, SavePartner
from qip_tracker.weblib.forms.base import EditForm
from qip_tracker.weblib.forms.fields import ChoiceField, DayField, LineField, OneOfField, ParagraphField

FOUND = tuple(code for code in PartnerAssessment if code != PartnerAssessment.NOT_ASSESSED)


class PartnerForm(EditForm):
    """Who a partner is."""

    name = LineField(
        lazy("Name of the partner"),
        description=lazy("The legal name. A mission lists each name once."),
        validators=[InputRequired(lazy("Enter the name of the partner."))],
        max_length=200,
    )
    type = ChoiceField(
        lazy("Type"),
        kind="partner_type",
        codes=PartnerType,
        validators=[InputRequired(lazy("Choose the type."))],
    )
    registration_number = LineField(lazy("Registration number"), max_length=80)
    contact = LineField(
        lazy("Contact"),
        description=lazy("An office, a telephone or an address of the body, not of a private person."),
        max_length=300,
    )

    def to_command(self, partner_id: int | None) -> SavePartner:
        return SavePartner(
            partner_id,
            self.name.data,
            self.type.data,
            self.registration_number.data,
            self.contact.data,
            self.version_number if partner_id is not None else None,
        )


class AssessmentForm(EditForm):
    """What an assessment found."""

    assessment = OneOfField(
        lazy("What the assessment found"),
        kind="partner_assessment",
        codes=FOUND,
        validators=[InputRequired(lazy("Say what the assessment found."))],
    )
    assessed_on = DayField(
        lazy("Day of the assessment"), validators=[InputRequired(lazy("Enter the day of the assessment."))]
    )
    assessment_note = ParagraphField(
        lazy("Note"),
        description=lazy("The conditions, or why it failed. Readers of the roster see it."),
        max_length=2000,
    )

    def to_command(self, partner_id: int) -> AssessPartner:
        return AssessPartner(
            partner_id,
            self.assessment.data,
            self.assessed_on.data,
            self.assessment_note.data,
            self.version_number,
        )


class StandingForm(EditForm):
    """Whether a partner may be chosen."""

    status = OneOfField(
        lazy("Standing"),
        kind="partner_status",
        codes=PartnerStatus,
        validators=[InputRequired(lazy("Choose the standing."))],
    )
    reason = ParagraphField(
        lazy("Reason"), validators=[InputRequired(lazy("Give the reason."))], max_length=1000
    )

    def to_command(self, partner_id: int) -> ChangeStanding:
        return ChangeStanding(partner_id, self.status.data, self.reason.data, self.version_number)
