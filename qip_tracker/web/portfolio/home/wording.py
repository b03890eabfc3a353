"""Each kind of task in words: what to do, what waits behind it, and the page where one press leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qip_tracker.domain.people.roles import Role
from qip_tracker.i18n import Lazy, lazy


@dataclass(frozen=True, slots=True)
class Wording:
    """`verb` may name %(number)s or %(note)s; `part` is the parameter that takes the task's part; `labels` the kind of
    label when the note is a code; `is_of_project` False when the address has no project in it."""

    verb: Lazy
    endpoint: str
    blocks: Lazy | None = None
    part: str | None = None
    labels: str | None = None
    is_of_project: bool = True


WORDS: Final[Mapping[str, Wording]] = {
    "finish_draft": Wording(lazy("Finish the proposal"), "proposals.show", lazy("the screening")),
    "answer_return": Wording(
        lazy("Revise the returned proposal"), "proposals.show", lazy("a second screening")
    ),
    "record_consent_design": Wording(
        lazy("Record the co-owners' agreement to the design"), "coownership.index", lazy("the agreement")
    ),
    "request_tranche": Wording(
        lazy("Request tranche %(number)s"),
        "tranches.request",
        lazy("the partner's money"),
        "tranche_id",
    ),
    "see_milestone": Wording(
        lazy("Look at a milestone that is due: %(note)s"), "milestones.visit", lazy("the mission's key")
    ),
    "confirm_milestone": Wording(
        lazy("Record the co-owner's word: %(note)s"),
        "milestones.confirm",
        lazy("the second key of the milestone"),
        "milestone_id",
    ),
    "visit": Wording(lazy("Visit the site"), "milestones.visit", lazy("knowing whether the works go on")),
    "hand_over": Wording(lazy("Record the handover"), "handover.record", lazy("closing the file")),
    "record_consent_handover": Wording(
        lazy("Record the co-owners' agreement at handover"), "coownership.index", lazy("closing the file")
    ),
    "screen": Wording(lazy("Screen the proposal"), "proposals.screening", lazy("the committee")),
    "assess_partner": Wording(
        lazy("Assess the partner %(note)s"),
        "partners.assess",
        lazy("screening and agreement"),
        "partner_id",
        is_of_project=False,
    ),
    "clear_condition": Wording(
        lazy("Clear the committee's condition: %(note)s"), "proposals.show", lazy("the agreement")
    ),
    "sign_agreement": Wording(
        lazy("Record the signed agreement"), "agreement.sign", lazy("the first payment")
    ),
    "clear_tranche": Wording(
        lazy("Clear tranche %(number)s"), "tranches.index", lazy("the certifying officer")
    ),
    "resume": Wording(lazy("Resume the works or keep them on hold"), "overview.show", lazy("the works")),
    "complete": Wording(lazy("Declare the works completed"), "completion.complete", lazy("the handover")),
    "close": Wording(lazy("Close the file"), "completion.close", lazy("the end of the project")),
    "release_report": Wording(
        lazy("Release the %(note)s"), "reports.show", lazy("the donor"), "report_id", "report_kind"
    ),
    "decide": Wording(
        lazy("Decide on the project"), "proposals.decision", lazy("agreement and first payment")
    ),
    "look_at_late": Wording(lazy("Late: see why"), "overview.show", lazy("the handover")),
    "look_at_held": Wording(lazy("On hold: see why"), "overview.show", lazy("the works")),
    "certify_tranche": Wording(
        lazy("Certify tranche %(number)s"), "tranches.index", lazy("the approving officer")
    ),
    "approve_tranche": Wording(lazy("Approve tranche %(number)s"), "tranches.index", lazy("the payment")),
    "pay_tranche": Wording(
        lazy("Record the payment of tranche %(number)s"),
        "tranches.pay",
        lazy("the works"),
        "tranche_id",
    ),
    "form_panel": Wording(lazy("Form an advisory panel"), "panels.form", lazy("every scoring round")),
    "open_baseline": Wording(
        lazy("Open the round before the works"),
        "evaluations.open_round",
        lazy("comparing before and after"),
        "panel_id",
    ),
    "open_completion": Wording(
        lazy("Open the round at completion"), "evaluations.open_round", lazy("closing the file"), "panel_id"
    ),
    "open_six_months": Wording(
        lazy("Open the round six months after"),
        "evaluations.open_round",
        lazy("knowing what lasts"),
        "panel_id",
    ),
    "close_round": Wording(
        lazy("Close the round: %(note)s"),
        "evaluations.round",
        lazy("the panel's results"),
        "round_id",
        "round_stage",
    ),
    "release_summary": Wording(
        lazy("Release what was heard: %(note)s"),
        "evaluations.heard",
        lazy("telling the community what was heard"),
        "round_id",
        "round_stage",
    ),
    "with_screening": Wording(lazy("Waits for screening"), "proposals.show"),
    "with_committee": Wording(lazy("Waits for the committee"), "proposals.show"),
    "with_finance": Wording(lazy("Tranche %(number)s waits for the next signature"), "tranches.index"),
    "second_key": Wording(lazy("Waits for the co-owner's word: %(note)s"), "milestones.index"),
    "round_running": Wording(
        lazy("The round is open: %(note)s"), "evaluations.round", None, "round_id", "round_stage"
    ),
    "read_report": Wording(lazy("Read the %(note)s"), "reports.show", None, "report_id", "report_kind"),
    "own_project": Wording(lazy("See the project: %(note)s"), "overview.show", None, None, "project_state"),
}
# What usually comes next, where nothing waits; the first role held speaks.
COMES_NEXT: Final[Mapping[str, Lazy]] = {
    Role.PROGRAMME_OFFICER: lazy(
        "A visit, a tranche or a returned proposal will stand here. A new project begins with a community's need."
    ),
    Role.PROGRAMME_MANAGER: lazy(
        "Proposals to screen, conditions, agreements and tranches to clear will stand here."
    ),
    Role.COMMITTEE_MEMBER: lazy("Screened projects will stand here until the committee has decided."),
    Role.HEAD_OF_MISSION: lazy("Late projects, projects on hold and reports to release will stand here."),
    Role.CERTIFYING_OFFICER: lazy(
        "Cleared tranches will stand here to be certified, and approved ones to be paid."
    ),
    Role.APPROVING_OFFICER: lazy("Certified tranches will stand here until they are approved."),
    Role.FACILITATOR: lazy(
        "Panels to form, rounds to open or close and summaries to release will stand here."
    ),
    Role.PARTNER: lazy("Your projects will stand here as soon as the mission has logged them."),
    Role.DONOR: lazy("A report of a project you pay is listed here as soon as the mission releases it."),
    Role.AUDITOR: lazy(
        "Nothing is asked of auditors; the audit trail shows who did what, and proves itself."
    ),
    Role.ADMINISTRATOR: lazy("Invitations that nobody has used yet will stand here."),
}
LEADS_ON: Final[Mapping[str, tuple[Lazy, str]]] = {
    Role.PROGRAMME_OFFICER: (lazy("New project"), "proposals.new"),
    Role.AUDITOR: (lazy("Read the audit trail"), "programme.audit"),
    Role.ADMINISTRATOR: (lazy("People and roles"), "accounts.people"),
    Role.FACILITATOR: (lazy("All projects"), "project_list.index"),
}
