"""All tables; importing this package registers every one of them."""

from qip_tracker.models.community.coownership import Consent, Contribution, CoOwner, DesignChange
from qip_tracker.models.community.evaluation import Ballot, Instrument, OpenComment, RollEntry, Round
from qip_tracker.models.community.panel import Facilitation, MemberCard, Panel, PanelStratum, ProjectPanel
from qip_tracker.models.kernel.audit import AuditEvent, AuditHead
from qip_tracker.models.kernel.base import Base
from qip_tracker.models.kernel.first_start import FirstStart
from qip_tracker.models.kernel.form_token import FormToken
from qip_tracker.models.kernel.throttle import Throttle
from qip_tracker.models.money.agreement import Agreement, Payment, Tranche, TrancheSignature
from qip_tracker.models.people.person import (
    Grant,
    Invitation,
    Person,
    SignInSession,
)
from qip_tracker.models.programme.partner import Partner
from qip_tracker.models.programme.programme import (
    BudgetYear,
    Donor,
    FieldOffice,
    Fund,
    Mission,
    PlanGoal,
    PolicyNumber,
    Sector,
)
from qip_tracker.models.project.project import (
    BudgetLine,
    ExpectedResult,
    HarmConsideration,
    Hold,
    Project,
    ProjectEvent,
    Proposal,
)
from qip_tracker.models.reporting.report import ReportSnapshot
from qip_tracker.models.selection.decision import Attendance, Condition, Decision, ScreeningOpinion
from qip_tracker.models.selection.need import Need, NeedGroup
from qip_tracker.models.works.handover import Handover
from qip_tracker.models.works.milestone import Milestone, MilestoneKey, Photo, Visit

__all__ = [
    "Agreement",
    "Attendance",
    "AuditEvent",
    "AuditHead",
    "Ballot",
    "Base",
    "BudgetLine",
    "BudgetYear",
    "CoOwner",
    "Condition",
    "Consent",
    "Contribution",
    "Decision",
    "DesignChange",
    "Donor",
    "ExpectedResult",
    "Facilitation",
    "FieldOffice",
    "FirstStart",
    "FormToken",
    "Fund",
    "Grant",
    "Handover",
    "HarmConsideration",
    "Hold",
    "Instrument",
    "Invitation",
    "MemberCard",
    "Milestone",
    "MilestoneKey",
    "Mission",
    "Need",
    "NeedGroup",
    "OpenComment",
    "Panel",
    "PanelStratum",
    "Partner",
    "Payment",
    "Person",
    "Photo",
    "PlanGoal",
    "PolicyNumber",
    "Project",
    "ProjectEvent",
    "ProjectPanel",
    "Proposal",
    "ReportSnapshot",
    "RollEntry",
    "Round",
    "ScreeningOpinion",
    "Sector",
    "SignInSession",
    "Throttle",
    "Tranche",
    "TrancheSignature",
    "Visit",
]
