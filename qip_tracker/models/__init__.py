"""All tables; importing this package registers every one of them."""

from qip_tracker.models.agreement import Agreement, Handover, Tranche
from qip_tracker.models.audit import AuditEvent, AuditHead
from qip_tracker.models.base import Base
from qip_tracker.models.coownership import Consent, Contribution, CoOwner, DesignChange
from qip_tracker.models.decision import Attendance, Condition, Decision, ScreeningOpinion
from qip_tracker.models.evaluation import Ballot, OpenComment, RollEntry, Round
from qip_tracker.models.milestone import Milestone, Photo, Visit
from qip_tracker.models.need import Need, NeedGroup
from qip_tracker.models.panel import MemberCard, Panel, PanelStratum
from qip_tracker.models.partner import Partner
from qip_tracker.models.person import (
    FirstStart,
    FormToken,
    Grant,
    Invitation,
    Person,
    SignInSession,
    Throttle,
)
from qip_tracker.models.programme import (
    BudgetYear,
    Donor,
    FieldOffice,
    Fund,
    Mission,
    PlanGoal,
    PolicyNumber,
    Sector,
)
from qip_tracker.models.project import (
    BudgetLine,
    ExpectedResult,
    HarmConsideration,
    Hold,
    Project,
    ProjectEvent,
    Proposal,
)
from qip_tracker.models.report import ReportSnapshot

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
