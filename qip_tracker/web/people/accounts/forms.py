"""Forms of the accounts room."""

from typing import Any

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length

from qip_tracker.domain.people.accounts import LONGEST_PASSPHRASE
from qip_tracker.domain.people.roles import Role, Seat
from qip_tracker.i18n import LANGUAGES, lazy, own_name
from qip_tracker.services.people.accounts import ChangeOwnAccount, SignIn
from qip_tracker.services.people.grants import RoleGiven
from qip_tracker.weblib.forms.base import BaseForm, EditForm
from qip_tracker.weblib.forms.fields import (
    ChoiceField,
    LineField,
    NumberChoiceField,
    OneOfField,
    select_choices,
)


class SignInForm(BaseForm):
    """A name and a passphrase."""

    name = StringField(
        lazy("Name"),
        validators=[DataRequired(lazy("Enter the name you sign in with.")), Length(max=60)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    passphrase = PasswordField(
        lazy("Passphrase"),
        validators=[InputRequired(lazy("Enter your passphrase.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()

    def to_command(self, network_key: str) -> SignIn:
        return SignIn(name=self.name.data, passphrase=self.passphrase.data, network_key=network_key)


_LONG_ENOUGH = Length(max=LONGEST_PASSPHRASE, message=lazy("A passphrase has at most 128 characters."))


def new_passphrase_field() -> PasswordField:
    """A passphrase to be chosen."""
    return PasswordField(
        lazy("New passphrase"),
        description=lazy(
            "At least 15 characters, or five words. Something only you would think of; no signs or figures needed."
        ),
        validators=[InputRequired(lazy("Choose a passphrase.")), _LONG_ENOUGH],
        render_kw={"autocomplete": "new-password"},
    )


def again_field() -> PasswordField:
    """The same once more, because nobody can look it up for them."""
    return PasswordField(
        lazy("The same passphrase again"),
        validators=[
            InputRequired(lazy("Type the passphrase a second time.")),
            EqualTo("passphrase", lazy("The two passphrases differ.")),
        ],
        render_kw={"autocomplete": "new-password"},
    )


def language_field() -> OneOfField:
    """One of the languages, each in its own name."""
    return OneOfField(
        lazy("Language"),
        choices=lambda: select_choices((code, own_name(code)) for code in LANGUAGES),
        validators=[InputRequired(lazy("Choose a language."))],
    )


class RenewForm(BaseForm):
    """A new passphrase for somebody who is already here."""

    passphrase = new_passphrase_field()
    again = again_field()


class JoinForm(BaseForm):
    """The first page somebody invited sees: a name, a passphrase, a language."""

    name = StringField(
        lazy("Name to sign in with"),
        description=lazy("3 to 60 letters, figures, dots, hyphens or underscores, without spaces."),
        validators=[DataRequired(lazy("Choose a name to sign in with.")), Length(max=60)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    passphrase = new_passphrase_field()
    again = again_field()
    language = language_field()


class PassphraseForm(BaseForm):
    """Changing one's own passphrase takes the old one."""

    old = PasswordField(
        lazy("Passphrase until now"),
        validators=[InputRequired(lazy("Enter your passphrase until now.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
    passphrase = new_passphrase_field()
    again = again_field()


class OwnAccountForm(EditForm):
    """How I am called and how I read."""

    display_name = LineField(
        lazy("Name shown to others"),
        validators=[InputRequired(lazy("Enter the name others will see."))],
        max_length=120,
        render_kw={"autocomplete": "name"},
    )
    language = language_field()
    time_zone = ChoiceField(
        lazy("Time zone"),
        description=lazy("Hours on pages are shown on this clock."),
        blank=None,
        validators=[InputRequired(lazy("Choose a time zone."))],
    )

    def to_command(self) -> ChangeOwnAccount:
        return ChangeOwnAccount(
            display_name=self.display_name.data,
            language=self.language.data,
            time_zone=self.time_zone.data,
            version=self.version_number,
        )


class RoleForm(BaseForm):
    """A role and what it is bound to."""

    role = ChoiceField(
        lazy("Role"), kind="role", codes=Role, validators=[InputRequired(lazy("Choose a role."))]
    )
    seat = ChoiceField(
        lazy("Seat on the committee"), kind="seat", codes=Seat, description=lazy("For a committee member.")
    )
    partner = NumberChoiceField(lazy("Partner"), description=lazy("For a person of an implementing partner."))
    donor = NumberChoiceField(lazy("Donor"), description=lazy("For a person of a donor."))

    def offer(self, partners: Any, donors: Any) -> None:
        """The bodies of the mission, read by the route."""
        self.partner.offer(partners)
        self.donor.offer(donors)

    def to_role(self) -> RoleGiven:
        return RoleGiven(self.role.data, self.seat.data, self.partner.data, self.donor.data)


class InviteForm(RoleForm):
    """Whom to invite."""

    display_name = LineField(
        lazy("Name of the person"),
        description=lazy("As others will see it. The person chooses the name to sign in with."),
        validators=[InputRequired(lazy("Enter the name of the person."))],
        max_length=120,
    )
