"""Every right there is, as NOUN_VERB. A page declares exactly one."""

from enum import StrEnum, auto


class Permission(StrEnum):
    """A right; who holds it is in `access.rules`."""

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[str]) -> str:
        return name

    PUBLIC_READ = auto()
    OWN_ACCOUNT_USE = auto()
    HOME_VIEW = auto()
    MISSION_VIEW = auto()
    DASHBOARD_VIEW = auto()
    PEOPLE_EDIT = auto()
    PROGRAMME_VIEW = auto()
    PROGRAMME_EDIT = auto()
    PARTNER_VIEW = auto()
    PARTNER_EDIT = auto()
    PARTNER_ASSESS = auto()
    PROJECT_LIST = auto()
    PROJECT_VIEW = auto()
    PROJECT_LOG = auto()
    PROJECT_EDIT = auto()
    PROJECT_IMPORT = auto()
    PROJECT_SUBMIT = auto()
    PROJECT_SCREEN = auto()
    PROJECT_DECIDE = auto()
    PROJECT_WITHDRAW = auto()
    PROJECT_HOLD = auto()
    PROJECT_COMPLETE = auto()
    PROJECT_HAND_OVER = auto()
    PROJECT_CLOSE = auto()
    PROJECT_TERMINATE = auto()
    CONDITION_CLEAR = auto()
    AGREEMENT_SIGN = auto()
    TRANCHE_REQUEST = auto()
    TRANCHE_CLEAR = auto()
    TRANCHE_CERTIFY = auto()
    TRANCHE_APPROVE = auto()
    TRANCHE_PAY = auto()
    VISIT_RECORD = auto()
    MILESTONE_CONFIRM = auto()
    PHOTO_VIEW = auto()
    COOWNERSHIP_EDIT = auto()
    PANEL_VIEW = auto()
    PANEL_FORM = auto()
    CARD_ISSUE = auto()
    ROUND_OPEN = auto()
    ROUND_CLOSE = auto()
    RESULTS_VIEW = auto()
    COMMENTS_READ = auto()
    BALLOT_CAST = auto()
    REPORT_VIEW = auto()
    REPORT_FREEZE = auto()
    REPORT_RELEASE = auto()
    AUDIT_VIEW = auto()
