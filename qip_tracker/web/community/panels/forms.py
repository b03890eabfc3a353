"""Forms of the panels room: shape only."""

from datetime import date

from wtforms.validators import InputRequired

from qip_tracker.domain.community.panels import MOST_MEMBERS
from qip_tracker.domain.community.vocabulary import Stratum
from qip_tracker.i18n import LANGUAGES, lazy, own_name
from qip_tracker.i18n.labels import KINDS
from qip_tracker.services.community.panels import FormPanel
from qip_tracker.weblib.forms.base import BaseForm
from qip_tracker.weblib.forms.fields import (
    DayField,
    IntegerNumberField,
    LineField,
    OneOfField,
    ParagraphField,
    select_choices,
)


class _PanelForm(BaseForm):
    name = LineField(
        lazy("Name of the panel"),
        validators=[InputRequired(lazy("Give the panel a name, such as the place it sits in."))],
        max_length=160,
    )
    formed_on = DayField(
        lazy("Formed on"), validators=[InputRequired(lazy("Give the day on which the panel was formed."))]
    )
    card_language = OneOfField(
        lazy("Language of the cards"),
        choices=lambda: select_choices((code, own_name(code)) for code in LANGUAGES),
        validators=[InputRequired(lazy("Choose a language."))],
    )
    chosen_how = ParagraphField(
        lazy("How the members were chosen"),
        validators=[InputRequired(lazy("Say how the members were chosen."))],
        description=lazy("The meeting or the body that chose them. Never write the names of members."),
        max_length=1000,
    )

    @property
    def strata(self) -> list[IntegerNumberField]:
        """The fields of member counts, in the order of the vocabulary."""
        return [getattr(self, code) for code in Stratum]

    @property
    def members_by_stratum(self) -> dict[str, int]:
        """Members by stratum; an empty box is nobody."""
        return {code.value: getattr(self, code).data or 0 for code in Stratum}

    def to_command(self, project_id: int, secret_hashes: tuple[str, ...]) -> FormPanel:
        formed_on: date = self.formed_on.data
        return FormPanel(
            project_id,
            self.name.data,
            self.chosen_how.data,
            formed_on,
            self.members_by_stratum,
            secret_hashes,
        )


def _stratum_field(code: str) -> IntegerNumberField:
    return IntegerNumberField(KINDS["stratum"][code], maximum=MOST_MEMBERS)


# One box for each stratum of the vocabulary.
PanelForm = type("PanelForm", (_PanelForm,), {code.value: _stratum_field(code) for code in Stratum})
