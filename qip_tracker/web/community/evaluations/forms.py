"""Forms of the evaluations room: shape only."""

from types import MappingProxyType

from wtforms import HiddenField, PasswordField
from wtforms.validators import InputRequired

from qip_tracker.domain.community.disclosure import ABSTENTIONS, DIMENSIONS
from qip_tracker.domain.community.evaluations import LONGEST_COMMENT
from qip_tracker.domain.community.panels import only_digits
from qip_tracker.i18n import _, formats, lazy
from qip_tracker.i18n.labels import KINDS, label
from qip_tracker.services.community.evaluations import CastBallot, OpenRound, WriteHeard
from qip_tracker.weblib.forms.base import BaseForm, EditForm
from qip_tracker.weblib.forms.fields import DayField, LineField, OneOfField, ParagraphField, select_choices

_KEYPAD = {"inputmode": "numeric", "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class OpenRoundForm(BaseForm):
    """Stage and last day of a round."""

    stage = OneOfField(
        lazy("What the panel is asked about"),
        kind="round_stage",
        validators=[InputRequired(lazy("Choose what the panel is asked about."))],
    )
    closes_on = DayField(
        lazy("Last day to answer"),
        validators=[InputRequired(lazy("Give the last day to answer."))],
        description=lazy("This day counts in full. Members need time to come by unseen."),
    )

    def to_command(self, project_id: int, panel_id: int) -> OpenRound:
        return OpenRound(project_id, panel_id, self.stage.data, self.closes_on.data)


class HeardForm(EditForm):
    """What the facilitator heard."""

    stored_as = MappingProxyType({"text": "heard_summary"})

    text = ParagraphField(
        lazy("What we heard"),
        description=lazy("In your own words, so that nobody can be known by theirs. No names, no quotes."),
        max_length=4000,
    )

    def to_command(self, project_id: int, round_id: int, *, release: bool) -> WriteHeard:
        return WriteHeard(project_id, round_id, self.text.data, self.version_number, release)


class SecretForm(BaseForm):
    """The secret of a card; whatever figures a telephone writes."""

    secret = PasswordField(
        lazy("Secret"),
        validators=[InputRequired(lazy("Type the secret on the card."))],
        render_kw=_KEYPAD,
        description=lazy("The longest number on the card."),
    )

    @property
    def secret_digits(self) -> str:
        return only_digits(self.secret.data or "")


class CardForm(SecretForm):
    """A member card: panel, number, secret."""

    panel = LineField(
        lazy("Panel number"),
        validators=[InputRequired(lazy("Type the panel number on the card."))],
        render_kw=_KEYPAD,
        max_length=30,
    )
    number = LineField(
        lazy("Card number"),
        validators=[InputRequired(lazy("Type the card number."))],
        render_kw=_KEYPAD,
        max_length=10,
    )


class AgainForm(SecretForm):
    """The secret once more, for answers that came without a session."""

    class Meta(BaseForm.Meta):
        # The receipt that came along takes the place of the token, which went with the session.
        csrf = False


def _answers() -> list[object]:
    pairs = [(str(face), label("score_face", face)) for face in range(1, 6)]
    return list(select_choices(pairs + [(code, label("abstention", code)) for code in ABSTENTIONS]))


class _BallotForm(BaseForm):
    class Meta(BaseForm.Meta):
        # The receipt takes the place of the token: it outlives the session and nobody else can make it.
        csrf = False

    round = HiddenField()
    receipt = HiddenField()
    comment = ParagraphField(
        lazy("What should change here?"),
        description=lazy("A few words, or nothing. Write no names, not yours and not others'."),
        max_length=LONGEST_COMMENT,
    )

    @property
    def round_id(self) -> int:
        """The round as a number; a mangled one is none."""
        text = self.round.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    @property
    def questions(self) -> list[OneOfField]:
        """The nine questions in their order, each with its place in words."""
        fields = [getattr(self, dimension) for dimension in DIMENSIONS]
        for place, field in enumerate(fields, 1):
            field.description = _(
                "%(now)s of %(all)s", now=formats.number(place), all=formats.number(len(fields))
            )
        return fields

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Everything answered, to be carried through another page."""
        names = ("round", "receipt", "comment", *DIMENSIONS)
        return [(name, str(self[name].data)) for name in names if self[name].data]

    def to_command(self) -> CastBallot:
        given = {dimension: self[dimension].data for dimension in DIMENSIONS}
        return CastBallot(
            self.round_id,
            {
                dimension: int(answer) if answer and answer.isdigit() else answer
                for dimension, answer in given.items()
            },
            self.comment.data,
        )


def _question(dimension: str) -> OneOfField:
    return OneOfField(KINDS["dimension_question"][dimension], choices=_answers)


# The comment stands before the scales, so that they do not put words into anybody's mouth.
BallotForm = type("BallotForm", (_BallotForm,), {dimension: _question(dimension) for dimension in DIMENSIONS})
