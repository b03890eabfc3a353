"""Words for the way from a need to the decision of the committee."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy, lazy_in

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    "need_method": {
        "community_meeting": lazy_in("need_method", "Community meeting"),
        "focus_groups": lazy_in("need_method", "Focus groups"),
        "key_informants": lazy_in("need_method", "Talks with key informants"),
        "joint_mission": lazy_in("need_method", "Joint field mission"),
        "perception_survey": lazy_in("need_method", "Perception survey"),
        "patrol_report": lazy_in("need_method", "Patrol report"),
        "authority_request": lazy_in("need_method", "Request by an authority"),
    },
    "consulted_group": {
        "women": lazy_in("consulted_group", "Women"),
        "men": lazy_in("consulted_group", "Men"),
        "youth_f": lazy_in("consulted_group", "Young women"),
        "youth_m": lazy_in("consulted_group", "Young men"),
        "elders": lazy_in("consulted_group", "Elders"),
        "displaced": lazy_in("consulted_group", "Displaced people"),
        "returnees": lazy_in("consulted_group", "Returnees"),
        "host": lazy_in("consulted_group", "Host community"),
        "minority": lazy_in("consulted_group", "Minority groups"),
        "persons_with_disabilities": lazy_in("consulted_group", "Persons with disabilities"),
        "pastoralists": lazy_in("consulted_group", "Pastoralists"),
        "farmers": lazy_in("consulted_group", "Farmers"),
        "traders": lazy_in("consulted_group", "Traders"),
        "local_authority": lazy_in("consulted_group", "Local authority"),
        "security_forces": lazy_in("consulted_group", "Security forces"),
    },
    "screening_check": {
        "eligibility": lazy_in("screening_check", "Eligibility"),
        "partner_capacity": lazy_in("screening_check", "Partner capacity"),
        "engineering": lazy_in("screening_check", "Engineering review"),
        "cost_estimate": lazy_in("screening_check", "Cost estimate"),
        "duplication": lazy_in("screening_check", "Duplication with others"),
        "human_rights_due_diligence": lazy_in("screening_check", "Human rights due diligence"),
        "environment": lazy_in("screening_check", "Environment"),
        "gender": lazy_in("screening_check", "Gender"),
        "do_no_harm": lazy_in("screening_check", "Do no harm"),
        "land": lazy_in("screening_check", "Land ownership"),
    },
    "screening_outcome": {
        "passed": lazy_in("screening_outcome", "Passed"),
        "passed_with_conditions": lazy_in("screening_outcome", "Passed with conditions"),
        "failed": lazy_in("screening_outcome", "Failed"),
        "not_applicable": lazy_in("screening_outcome", "Does not apply"),
    },
    "decision_outcome": {
        "approved": lazy_in("decision_outcome", "Approved"),
        "approved_with_conditions": lazy_in("decision_outcome", "Approved with conditions"),
        "deferred": lazy_in("decision_outcome", "Deferred"),
        "returned": lazy_in("decision_outcome", "Returned for revision"),
        "rejected": lazy_in("decision_outcome", "Rejected"),
    },
}

REFUSALS: Final[Mapping[str, Lazy]] = {
    "need.not_stated": lazy("Write down what the community said it needs, in its own words."),
    "need.nobody_heard": lazy("Say which groups were heard, and how many women and men."),
    "partner.missing": lazy("Choose the partner who will do the work."),
    "project.objective_missing": lazy(
        "Say whose confidence the project is to build: mission, mandate or peace process."
    ),
    "project.start_missing": lazy("Give the planned start and the duration in weeks."),
    "project.too_long": lazy("The project takes longer than the programme allows."),
    "project.not_editable": lazy("The proposal can be changed only while it is a draft or returned to you."),
    "budget.empty": lazy("Add at least one budget line that the project pays."),
    "budget.over_ceiling": lazy(
        "The amount asked for is missing or over the ceiling; above it, give the reason for an exception."
    ),
    "budget.overhead": lazy("Administration and overhead take a larger share than the programme allows."),
    "milestones.too_few": lazy("Add milestones with dates: the programme asks for at least three."),
    "milestones.not_hundred": lazy("The weights of the milestones must add up to 100."),
    "coowners.side_missing": lazy(
        "Name at least one co-owner on the side of the state and one on the side of society."
    ),
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
    "need.group_twice": lazy("A group stands here twice. Put its numbers into one row."),
    "need.group_empty": lazy("Say how many women or men of each group were heard."),
    "project.not_a_draft": lazy(
        "Only a draft that was never sent can be discarded. Withdraw the proposal instead."
    ),
    "screening.not_now": lazy("Opinions are given while the proposal is being screened."),
    "screening.note_missing": lazy("Say why in a note."),
    "decision.before_project": lazy("The meeting cannot have been before the project was logged."),
    "decision.condition_unfitting": lazy('Conditions go with the outcome "Approved with conditions".'),
    "condition.cleared_before": lazy("This condition has been cleared before."),
}

GATES: Final[Mapping[str, Lazy]] = {
    "need.not_stated": lazy("The need is written in the community's own words"),
    "need.nobody_heard": lazy("Groups that were heard are named"),
    "partner.missing": lazy("A partner is chosen"),
    "project.objective_missing": lazy("Whose confidence it builds is said"),
    "project.start_missing": lazy("Start and duration are planned"),
    "project.too_long": lazy("The duration is within the programme's limit"),
    "budget.empty": lazy("There is a budget"),
    "budget.over_ceiling": lazy("The amount is within the ceiling"),
    "budget.overhead": lazy("Overhead is within the limit"),
    "milestones.too_few": lazy("There are enough milestones"),
    "milestones.not_hundred": lazy("The weights of the milestones add up to 100"),
    "coowners.side_missing": lazy("State and society both have a co-owner"),
    "harm.not_considered": lazy("Who might be harmed has been considered"),
    "maintenance.nobody": lazy("Somebody will look after the result"),
    "screening.incomplete": lazy("All opinions of the screening are given"),
    "screening.failed": lazy("No opinion of the screening is negative"),
    "conditions.open": lazy("The committee's conditions are cleared"),
}

ACTIONS: Final[Mapping[str, Lazy]] = {
    "condition.cleared": lazy_in("audit_action", "Cleared a condition"),
    "decision.recorded": lazy_in("audit_action", "Recorded the committee's decision"),
    "project.discarded": lazy_in("audit_action", "Discarded a draft"),
    "project.logged": lazy_in("audit_action", "Logged a project"),
    "project.need_changed": lazy_in("audit_action", "Changed the need of a project"),
    "project.people_named": lazy_in("audit_action", "Named the people of a project"),
    "project.planned": lazy_in("audit_action", "Changed the plan of a project"),
    "screening.opinion_given": lazy_in("audit_action", "Gave an opinion in the screening"),
}

OBJECTS: Final[Mapping[str, Lazy]] = {
    "attendance": lazy_in("audit_object", "Attendance"),
    "budget_line": lazy_in("audit_object", "Budget line"),
    "condition": lazy_in("audit_object", "Condition"),
    "decision": lazy_in("audit_object", "Decision"),
    "expected_result": lazy_in("audit_object", "Expected result"),
    "harm_consideration": lazy_in("audit_object", "Do-no-harm row"),
    "need": lazy_in("audit_object", "Need"),
    "need_group": lazy_in("audit_object", "Group heard"),
    "proposal": lazy_in("audit_object", "Proposal"),
    "screening_opinion": lazy_in("audit_object", "Opinion of the screening"),
}
