"""Words for what every form may say."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy

REFUSALS: Final[Mapping[str, Lazy]] = {
    "form.already_sent": lazy("This form was saved before with other answers."),
    "date.in_future": lazy("This date lies in the future."),
    "database.refused": lazy(
        "The record does not fit with what is stored (%(constraint)s). Nothing was saved."
    ),
}
