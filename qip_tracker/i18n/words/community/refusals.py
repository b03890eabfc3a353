"""What is refused, and what a met gate says: co-owners, panels and rounds."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy

REFUSALS: Final[Mapping[str, Lazy]] = {
    "coowners.no_consent_design": lazy("Record that the co-owners agreed to the design."),
    "coowners.no_consent_handover": lazy("Record that the co-owners agreed to the handover."),
    "coowners.body_taken": lazy("This co-owner is already listed."),
    "rounds.no_completion": lazy("The panel's round at completion must be held and closed."),
    "rounds.open": lazy("A scoring round is still open."),
    "round.exists": lazy("There is already a round for this stage."),
    "round.is_open": lazy("Another round is still open."),
    "round.not_open": lazy("This round is not open."),
    "round.already_voted": lazy("A ballot has already been cast with this card."),
    "round.panel_too_small": lazy("The panel has fewer members than the programme asks for."),
    "round.too_early": lazy("The round closes when its last day has passed or everybody has voted."),
    "panel.exists": lazy("There is already a panel with this name."),
    "card.unknown": lazy("The panel, the number or the secret is not right. Look at the card again."),
    "coowners.unknown": lazy("Choose a co-owner of this project."),
    "coownership.project_ended": lazy(
        "The project has ended; what is on record about its owners stays as it is."
    ),
    "consent.too_early": lazy("This step has not come yet, so nobody can have agreed to it."),
    "consent.reason_missing": lazy("Write down what was said against it."),
    "contribution.delivered_too_early": lazy("It cannot have been delivered before it was promised."),
    "coowners.in_use": lazy(
        "A co-owner who has agreed, contributed or changed the design stays on the file."
    ),
    "round.wrong_time": lazy("This stage cannot be scored while the project stands where it stands now."),
    "round.last_day": lazy("The last day is today or later, at most %(days)s days from now."),
    "round.not_on_roll": lazy(
        "This card was issued after these questions were opened. Ask the person who gave it to you."
    ),
    "round.roll_mismatch": lazy("The ballots do not match the roll. Nothing was closed. Tell the auditor."),
    "ballot.empty": lazy("Nothing is answered yet. Answer at least one question."),
    "ballot.bad_answer": lazy("Choose one of the answers offered."),
    "card.withdrawn": lazy("Card %(number)s has been withdrawn."),
    "panel.no_members": lazy("Say how many members sit for each group."),
    "panel.too_large": lazy("A panel has at most %(most)s members."),
    "heard.missing": lazy("Write down what was heard."),
    "heard.released": lazy("This has been released and is final."),
}

GATES: Final[Mapping[str, Lazy]] = {
    "coowners.no_consent_design": lazy("The co-owners agreed to the design"),
    "coowners.no_consent_handover": lazy("The co-owners agreed to the handover"),
    "rounds.no_completion": lazy("The panel has scored the project at completion"),
    "rounds.open": lazy("No scoring round is open"),
}
