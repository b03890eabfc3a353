"""All tables; importing this package registers every one of them."""

from qip_tracker.models.community.coownership import Consent, Contribution, CoOwner, DesignChange
from qip_tracker.models.community.evaluation import Ballot, OpenComment, RollEntry, Round
from qip_tracker.models.community.panel import MemberCard, Panel, PanelStratum
from qip_tracker.models.kernel.audit import AuditEvent, AuditHead
from qip_tracker.models.kernel.base import Base
from qip_tracker.models.money.agreement import Agreement, Handover, Tranche
from qip_tracker.models.people.person import (
    FirstStart,
    FormToken,
    Grant,
    Invitation,
    Person,
    SignInSession,
    Throttle,
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
from qip_tracker.models.works.milestone import Milestone, Photo, Visit

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
    "FieldOffice",
    "FirstStart",
    "FormToken",
    "Fund",
    "Grant",
    "Handover",
    "HarmConsideration",
    "Hold",
    "Invitation",
    "MemberCard",
    "Milestone",
    "Mission",
    "Need",
    "NeedGroup",
    "OpenComment",
    "Panel",
    "PanelStratum",
    "Partner",
    "Person",
    "Photo",
    "PlanGoal",
    "PolicyNumber",
    "Project",
    "ProjectEvent",
    "Proposal",
    "ReportSnapshot",
    "RollEntry",
    "Round",
    "ScreeningOpinion",
    "Sector",
    "SignInSession",
    "Throttle",
    "Tranche",
    "Visit",
]
