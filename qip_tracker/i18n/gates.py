"""What each line of a checklist says when it is met; what is missing is said by `i18n.refusals`."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy

GATES: Final[Mapping[str, Lazy]] = {
    "need.not_stated": lazy("The need is written in the community's own words"),
    "need.nobody_heard": lazy("Groups that were heard are named"),
    "partner.missing": lazy("A partner is chosen"),
    "partner.not_assessed": lazy("The partner's capacity has been assessed"),
    "partner.suspended": lazy("The partner is in good standing"),
    "project.objective_missing": lazy("Whose confidence it builds is said"),
    "project.start_missing": lazy("Start and duration are planned"),
    "project.too_long": lazy("The duration is within the programme's limit"),
    "budget.empty": lazy("There is a budget"),
    "budget.over_ceiling": lazy("The amount is within the ceiling"),
    "budget.overhead": lazy("Overhead is within the limit"),
    "milestones.too_few": lazy("There are enough milestones"),
    "milestones.not_hundred": lazy("The weights of the milestones add up to 100"),
    "milestones.open": lazy("Every milestone is done or dropped"),
    "coowners.side_missing": lazy("State and society both have a co-owner"),
    "coowners.no_consent_design": lazy("The co-owners agreed to the design"),
    "coowners.no_consent_handover": lazy("The co-owners agreed to the handover"),
    "harm.not_considered": lazy("Who might be harmed has been considered"),
    "maintenance.nobody": lazy("Somebody will look after the result"),
    "screening.incomplete": lazy("All opinions of the screening are given"),
    "screening.failed": lazy("No opinion of the screening is negative"),
    "conditions.open": lazy("The committee's conditions are cleared"),
    "visits.no_final": lazy("The final visit is recorded"),
    "visits.too_few": lazy("The mission has visited often enough"),
    "tranches.unpaid": lazy("All tranches are paid"),
    "handover.missing": lazy("The handover to the owner is recorded"),
    "photos.missing": lazy("There is a photo from a visit"),
    "rounds.no_completion": lazy("The panel has scored the project at completion"),
    "rounds.open": lazy("No scoring round is open"),
}


def gate_words(code: str) -> str:
    """The short positive words for a gate; KeyError for a code that is none."""
    return str(GATES[code])
