"""Rights over co-owners, panels and rounds. Who holds them is said in `access`."""

from enum import auto

from qip_tracker.domain.kernel.permissions import Permission


class CommunityPermission(Permission):
    """Rights over co-owners, panels and rounds."""

    COOWNERSHIP_EDIT = auto()
    PANEL_VIEW = auto()
    PANEL_FORM = auto()
    CARD_ISSUE = auto()
    ROUND_OPEN = auto()
    ROUND_CLOSE = auto()
    RESULTS_VIEW = auto()
    COMMENTS_READ = auto()
    BALLOT_CAST = auto()
