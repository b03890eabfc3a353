"""Forms of the accounts room."""

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from qip_tracker.i18n import lazy
from qip_tracker.services.accounts import SignIn
from qip_tracker.weblib.forms import BaseForm


class SignInForm(BaseForm):
    """A name and a passphrase."""

    name = StringField(
        lazy("Name"),
        validators=[InputRequired(lazy("Enter the name you sign in with.")), Length(max=60)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    passphrase = PasswordField(
        lazy("Passphrase"),
        validators=[InputRequired(lazy("Enter your passphrase.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()

    def to_command(self, address: str) -> SignIn:
        return SignIn(name=self.name.data, passphrase=self.passphrase.data, address=address)
