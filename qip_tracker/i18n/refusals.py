"""What a refusal code says to a person: what is wrong and what to do."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, gettext, lazy

REFUSALS: Final[Mapping[str, Lazy]] = {
    "need.not_stated": lazy("Write down what the community said it needs, in its own words."),
    "need.nobody_heard": lazy("Say which groups were heard, and how many women and men."),
    "partner.missing": lazy("Choose the partner who will do the work."),
    "partner.not_assessed": lazy("The partner's capacity has not been assessed, or the assessment failed."),
    "partner.suspended": lazy("The partner is suspended or barred."),
    "partner.name_taken": lazy("This mission already has a partner with this name."),
    "project.objective_missing": lazy(
        "Say whose confidence the project is to build: mission, mandate or peace process."
    ),
    "project.start_missing": lazy("Give the planned start and the duration in weeks."),
    "project.too_long": lazy("The project takes longer than the programme allows."),
    "project.not_from_here": lazy("This step is not possible from the state the project is in now."),
    "project.reason_missing": lazy("Give the reason."),
    "project.not_editable": lazy("The proposal can be changed only while it is a draft or returned to you."),
    "budget.empty": lazy("Add at least one budget line that the project pays."),
    "budget.over_ceiling": lazy(
        "The amount asked for is missing or over the ceiling; above it, give the reason for an exception."
    ),
    "budget.overhead": lazy("Administration and overhead take a larger share than the programme allows."),
    "milestones.too_few": lazy("Add milestones with dates: the programme asks for at least three."),
    "milestones.not_hundred": lazy("The weights of the milestones must add up to 100."),
    "milestones.open": lazy("Every milestone must be done, with both keys, or dropped with a reason."),
    "coowners.side_missing": lazy(
        "Name at least one co-owner on the side of the state and one on the side of society."
    ),
    "coowners.no_consent_design": lazy("Record that the co-owners agreed to the design."),
    "coowners.no_consent_handover": lazy("Record that the co-owners agreed to the handover."),
    "coowners.body_taken": lazy("This co-owner is already listed."),
    "harm.not_considered": lazy("Fill in at least one row of the do-no-harm table."),
    "maintenance.nobody": lazy("Name who will look after the result."),
    "screening.incomplete": lazy("Some opinions of the screening are still missing."),
    "screening.failed": lazy("One of the opinions of the screening is negative."),
    "conditions.open": lazy("The committee's conditions must be cleared first."),
    "decision.no_quorum": lazy(
        "The committee has no quorum. Members without an interest needed: %(quorum)s; present: %(present)s."
    ),
    "decision.seat_missing": lazy("A seat that the quorum needs is empty or has declared an interest."),
    "decision.author_votes": lazy(
        "Whoever wrote or runs the project declares an interest and does not vote on it."
    ),
    "decision.reason_missing": lazy("Give the reason for the decision, also when it is an approval."),
    "decision.amount_missing": lazy("Give the amount approved."),
    "decision.amount_over_request": lazy("The committee cannot approve more than was asked for."),
    "decision.condition_missing": lazy("Write down the condition, or approve without conditions."),
    "tranche.not_from_here": lazy("This tranche is not at this step any more."),
    "tranche.same_person": lazy("Somebody else has to sign here: each step takes another person."),
    "tranche.project_ended": lazy("The project was ended early: this tranche is not paid any more."),
    "tranche.project_not_running": lazy(
        "Money moves only while the agreement is in force and the project is not on hold."
    ),
    "tranche.earlier_unpaid": lazy("The tranche before this one has not been paid."),
    "tranche.no_visit": lazy("Nobody has visited since the last payment."),
    "tranche.milestones_open": lazy("The last tranche waits until every milestone is done."),
    "tranche.over_approved": lazy("Paying this would exceed the amount approved."),
    "tranche.reference_missing": lazy("Give the payment reference."),
    "tranches.unpaid": lazy("Not all tranches have been paid."),
    "visits.no_final": lazy("Record the final visit."),
    "visits.too_few": lazy("There were fewer visits than the programme asks for."),
    "visit.in_future": lazy("The visit cannot lie in the future."),
    "photos.missing": lazy("Add at least one photo from a visit."),
    "photo.not_a_picture": lazy("This file is not a picture we can read (JPEG, PNG or WebP)."),
    "photo.too_large": lazy("This picture is too large: at most 10 MB and 25 megapixels."),
    "photo.already_there": lazy("This picture has been added before."),
    "milestone.same_person": lazy(
        "The mission's visit and the co-owner's confirmation must be recorded by different people."
    ),
    "milestone.not_open": lazy("This milestone is already done or dropped."),
    "handover.missing": lazy("Record the handover to the owner."),
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
    "account.unknown": lazy("The name or the passphrase is not right."),
    "account.throttled": lazy("Too many tries. Minutes to wait: %(minutes)s."),
    "account.name_taken": lazy("Somebody already signs in with this name."),
    "account.weak_passphrase": lazy(
        "Use at least 15 characters that are not a common phrase; five words are good."
    ),
    "account.invitation_over": lazy("This invitation has been used or is too old. Ask for a new one."),
    "policy.bad_value": lazy("This value is outside what the programme can work with."),
    "programme.code_taken": lazy("This code is already used."),
    "programme.dates": lazy("The end must come after the start."),
    "report.not_pbf": lazy("This report exists only for projects paid by the Peacebuilding Fund."),
    "report.nothing_approved": lazy("A report needs a project the committee has approved."),
    "import.bad_rows": lazy("The file has rows that cannot be stored; nothing was stored."),
    "account.bad_name": lazy("Use 3 to 60 letters, figures, dots, hyphens or underscores, without spaces."),
    "account.wrong_passphrase": lazy("This is not your passphrase."),
    "account.seat_missing": lazy("Choose the seat this person has on the committee."),
    "account.partner_missing": lazy("Choose the partner this person works for."),
    "account.donor_missing": lazy("Choose the donor this person reads for."),
    "account.role_held": lazy("This person already holds this role here."),
    "account.last_administrator": lazy(
        "A mission keeps at least one administrator. Give somebody else the role first."
    ),
    "account.not_yourself": lazy("Nobody does this to their own account. Ask another administrator."),
    "account.works_elsewhere": lazy(
        "This person also works in a mission where you are not administrator. End the roles they hold here instead."
    ),
    "account.no_role_here": lazy("This person has no open role here, or is disabled."),
    "policy.day_taken": lazy("There is already a value from this day on. Choose a later day."),
    "policy.in_past": lazy(
        "A number that has been in force is not changed afterwards. Choose today or a later day."
    ),
    "policy.contradicts": lazy("This does not fit with another number in force on that day: %(other)s."),
    "programme.name_taken": lazy("This name is already used."),
    "programme.bad_code": lazy("Use 2 to 20 letters, figures or hyphens."),
    "programme.currency_unknown": lazy("There is no such currency."),
    "programme.donor_missing": lazy("Choose a donor of this mission."),
    "programme.pbf_number_missing": lazy("A project of the Peacebuilding Fund needs its number."),
    "partner.note_missing": lazy("Say what the conditions are, or why the assessment failed."),
    "form.already_sent": lazy("This form was saved before with other answers."),
    "agreement.starts_unsigned": lazy("The agreement cannot start before it is signed."),
    "agreement.split_not_allowed": lazy("The programme does not allow this division into tranches."),
    "agreement.amount_unknown": lazy(
        "The approved amount must be known in local currency and in dollars before it can be divided."
    ),
    "tranche.paid_too_early": lazy("The payment cannot be dated before it was approved."),
    "hold.before_start": lazy("A hold cannot begin before the first payment."),
    "hold.none_open": lazy("The project is not on hold."),
    "completion.before_start": lazy("The works cannot have ended before the first payment."),
    "completion.visit_too_early": lazy("The final visit must be on the day the works ended or after it."),
    "result.not_countable": lazy(
        "What was delivered can be recorded once money has been paid and until the file is closed."
    ),
    "handover.too_early": lazy("The handover cannot be dated before the works were completed."),
    "handover.not_now": lazy(
        "A handover is recorded when the works are completed and before the file is closed."
    ),
    "visit.project_not_running": lazy(
        "Visits are recorded once the agreement is signed and until the file is closed."
    ),
    "visit.nobody_was_there": lazy(
        "A milestone is seen on the spot; a visit from a distance cannot say that it is done."
    ),
    "photo.caption_missing": lazy("Say what the photo shows."),
    "photo.too_many": lazy("A visit has at most %(most)s photos."),
    "milestone.rested_on": lazy(
        "This confirmation can no longer be withdrawn: the last tranche has been requested, or the works do not run."
    ),
    "milestone.not_confirmed": lazy("No co-owner has confirmed this milestone."),
    "milestone.project_not_running": lazy(
        "Milestones move once the agreement is signed and until the file is closed."
    ),
    "milestone.not_late": lazy("This milestone is not late."),
    "coowners.unknown": lazy("Choose a co-owner of this project."),
    "coownership.project_ended": lazy(
        "The project has ended; what is on record about its owners stays as it is."
    ),
    "consent.too_early": lazy("This step has not come yet, so nobody can have agreed to it."),
    "consent.reason_missing": lazy("Write down what was said against it."),
    "contribution.delivered_too_early": lazy("It cannot have been delivered before it was promised."),
    "date.in_future": lazy("This date lies in the future."),
    "need.group_twice": lazy("A group stands here twice. Put its numbers into one row."),
    "need.group_empty": lazy("Say how many women or men of each group were heard."),
    "project.not_a_draft": lazy(
        "Only a draft that was never sent can be discarded. Withdraw the proposal instead."
    ),
    "coowners.in_use": lazy(
        "A co-owner who has agreed, contributed or changed the design stays on the file."
    ),
    "screening.not_now": lazy("Opinions are given while the proposal is being screened."),
    "screening.note_missing": lazy("Say why in a note."),
    "decision.before_project": lazy("The meeting cannot have been before the project was logged."),
    "decision.condition_unfitting": lazy('Conditions go with the outcome "Approved with conditions".'),
    "condition.cleared_before": lazy("This condition has been cleared before."),
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
    "database.refused": lazy(
        "The record does not fit with what is stored (%(constraint)s). Nothing was saved."
    ),
}


def refusal_message(code: str, details: Mapping[str, object] | None = None) -> str:
    """The words for a code in the current language; an unknown code raises KeyError."""
    return gettext(REFUSALS[code].message, **(details or {}))
