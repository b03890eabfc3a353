"""What an officer fills in about a visit, a co-owner's word, a step dropped or late."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, Form, SelectChoice, SelectMultipleField
from wtforms.fields import FieldList, FormField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from qip_tracker.adapters import photos
from qip_tracker.adapters.photos import Prepared
from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.domain.works.milestones import MOST_PHOTOS
from qip_tracker.i18n import _, lazy
from qip_tracker.i18n.refusals import refusal_message
from qip_tracker.services.works.milestones import (
    ConfirmMilestone,
    DropMilestone,
    ExplainDelay,
    WithdrawConfirmation,
)
from qip_tracker.services.works.visits import NewPhoto, RecordVisit
from qip_tracker.weblib.forms.base import BaseForm, EditForm
from qip_tracker.weblib.forms.fields import (
    ChoiceField,
    DayField,
    IntegerNumberField,
    LineField,
    NumberChoiceField,
    OneOfField,
    ParagraphField,
)

_MOST_PEOPLE = 100_000


class Ticks(SelectMultipleField):
    """Several rows of the plan, each a checkbox."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PhotoRow(Form):
    """A picture and what it shows; a row without both is ignored."""

    file = FileField(lazy("Picture"), render_kw={"accept": "image/jpeg,image/png,image/webp"})
    caption = LineField(lazy("What it shows"), max_length=200)
    prepared: Prepared | None = None

    @property
    def is_empty(self) -> bool:
        return not self.file.data and not self.caption.data

    def validate(self, extra_validators: Any = None) -> bool:
        is_sound = bool(super().validate(extra_validators))
        if self.is_empty:
            return is_sound
        if not self.file.data:
            self.file.errors = [_("Choose the picture, or empty the words beside it.")]
            return False
        if not self.caption.data and not self.caption.errors:
            self.caption.errors = [refusal_message("photo.caption_missing")]
            is_sound = False
        try:
            # One byte more than allowed is enough to know; the rest stays where the server put it.
            self.prepared = photos.prepare(self.file.data.stream.read(photos.MOST_BYTES + 1))
        except Refused as refused:
            self.file.errors = [refusal_message(line.code) for line in refused.refusals]
            is_sound = False
        return is_sound


class WithPhotos:
    """What the two forms that carry photos share."""

    photos: FieldList

    @property
    def new_photos(self) -> list[tuple[Prepared, str]]:
        """The pictures that were read, each with its caption."""
        rows = [entry.form for entry in self.photos.entries]
        return [(row.prepared, row.caption.data) for row in rows if row.prepared is not None]

    @property
    def lost_files(self) -> bool:
        """Whether files were sent that a browser will not send again by itself."""
        return any(entry.form.file.data for entry in self.photos.entries)


def photo_rows() -> FieldList:
    """As many rows as a visit may have photos."""
    return FieldList(FormField(PhotoRow), lazy("Photos"), min_entries=MOST_PHOTOS, max_entries=MOST_PHOTOS)


def as_new(photo: Prepared, caption: str) -> NewPhoto:
    """A stored file as the service takes it."""
    return NewPhoto(photo.media_key, photo.original_sha256, photo.width, photo.height, caption)


class VisitForm(BaseForm, WithPhotos):
    """A visit of the mission."""

    purpose = ChoiceField(
        lazy("Purpose"), [InputRequired(lazy("Choose why somebody went."))], kind="visit_purpose"
    )
    visited_on = DayField(lazy("Day of the visit"), [InputRequired(lazy("Enter the day of the visit."))])
    with_engineer = BooleanField(lazy("An engineer was there"))
    observations = ParagraphField(
        lazy("What was seen and heard"),
        [InputRequired(lazy("Write down what was seen."))],
        max_length=4000,
        description=lazy(
            "Quantities, quality, receipts, what people said. No names of people from the community."
        ),
    )
    women_met = IntegerNumberField(lazy("Women met"), maximum=_MOST_PEOPLE)
    men_met = IntegerNumberField(lazy("Men met"), maximum=_MOST_PEOPLE)
    seen = Ticks(
        lazy("Milestones seen as done"),
        coerce=int,
        description=lazy(
            "Each one ticked gets the mission's key. It is done when a co-owner confirms it too."
        ),
    )
    recommendation = OneOfField(
        lazy("Recommendation"),
        [InputRequired(lazy("Say what should happen next."))],
        kind="visit_recommendation",
    )
    photos = photo_rows()

    def offer_steps(self, steps: Iterable[tuple[int, str]]) -> None:
        """The milestones that can still be seen."""
        self.seen.choices = [SelectChoice(value=str(number), label=words) for number, words in steps]

    def to_command(self, project_id: int) -> RecordVisit:
        return RecordVisit(
            project_id=project_id,
            purpose=self.purpose.data,
            visited_on=self.visited_on.data,
            observations=self.observations.data,
            recommendation=self.recommendation.data,
            with_engineer=bool(self.with_engineer.data),
            women_met=self.women_met.data,
            men_met=self.men_met.data,
            seen=tuple(self.seen.data or ()),
            photos=tuple(as_new(*photo) for photo in self.new_photos),
        )


class PhotosForm(BaseForm, WithPhotos):
    """More photos of a visit."""

    photos = photo_rows()

    def validate(self, extra_validators: Any = None) -> bool:
        is_sound = bool(super().validate(extra_validators))
        if is_sound and not self.new_photos:
            self.photos.errors = [*self.photos.errors, _("Choose at least one picture.")]
            return False
        return is_sound


class ConfirmForm(EditForm):
    """A co-owner's word that a step is done."""

    stored_as = MappingProxyType({"co_owner_id": "confirmed_by_co_owner_id", "method": "confirmation_method"})

    co_owner_id = NumberChoiceField(
        lazy("Which co-owner confirmed it"), [InputRequired(lazy("Choose a co-owner of this project."))]
    )
    confirmed_on = DayField(lazy("Day"), [InputRequired(lazy("Enter the day on which it was confirmed."))])
    method = OneOfField(
        lazy("How"), [InputRequired(lazy("Say how it was confirmed."))], kind="confirmation_method"
    )

    def to_command(self, project_id: int, milestone_id: int) -> ConfirmMilestone:
        return ConfirmMilestone(
            project_id,
            milestone_id,
            self.co_owner_id.data,
            self.confirmed_on.data,
            self.method.data,
            self.version_number,
        )


class DropForm(EditForm):
    """A step that will not be done."""

    stored_as = MappingProxyType({"reason": "dropped_reason"})

    reason = ParagraphField(
        lazy("Why it will not be done"), [InputRequired(lazy("Give the reason."))], max_length=500
    )

    def to_command(self, project_id: int, milestone_id: int) -> DropMilestone:
        return DropMilestone(project_id, milestone_id, self.reason.data, self.version_number)


class WithdrawForm(EditForm):
    """A co-owner's word that was written down by mistake."""

    reason = ParagraphField(
        lazy("What was the mistake"), [InputRequired(lazy("Give the reason."))], max_length=500
    )

    def to_command(self, project_id: int, milestone_id: int) -> WithdrawConfirmation:
        return WithdrawConfirmation(project_id, milestone_id, self.reason.data, self.version_number)


class DelayForm(EditForm):
    """Why a step is late."""

    delay_reason = OneOfField(
        lazy("Why it is late"), [InputRequired(lazy("Choose the reason."))], kind="delay_reason"
    )

    def to_command(self, project_id: int, milestone_id: int) -> ExplainDelay:
        return ExplainDelay(project_id, milestone_id, self.delay_reason.data, self.version_number)
