"""What the pages of the proposals room compute before they are drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from qip_tracker.access.permissions import permission_named
from qip_tracker.adapters import clock
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.gates import ChecklistLine
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.project.moves import MOVES
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import EDITABLE_STATES
from qip_tracker.domain.project.vocabulary import FundedBy
from qip_tracker.domain.selection.vocabulary import ScreeningOutcome
from qip_tracker.extensions import db
from qip_tracker.i18n import _, current_language, formats, isolated
from qip_tracker.i18n.labels import label
from qip_tracker.queries.portfolio.gates import checklist_of
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.queries.selection import decisions
from qip_tracker.queries.selection import proposals as queries
from qip_tracker.queries.selection.proposals import ProposalRead
from qip_tracker.weblib.pages.frame import allowed, local_datetime
from qip_tracker.weblib.pages.gates import GateRow, gate_rows
from qip_tracker.weblib.pages.project_page import STATE_KINDS


@dataclass(frozen=True, slots=True)
class Gate:
    """The checklist of one move."""

    rows: list[GateRow]

    @property
    def is_open(self) -> bool:
        """Whether nothing is missing."""
        return all(row.is_met for row in self.rows)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a project stands, with the checklists its page shows, read before the page is drawn."""

    state: str
    checklists: Mapping[str, list[ChecklistLine]]
    project_id: int
    partner_id: int | None

    def gate(self, action: str) -> Gate:
        """The checklist of a move now; KeyError for one the page did not ask for."""
        return Gate(gate_rows(self.checklists[action], self.project_id, self.partner_id))

    def may(self, action: str) -> bool:
        """Whether the reader may make a move that starts from here; the checklist says whether it would go through."""
        move = MOVES[action]
        return self.state in move.sources and allowed(permission_named(move.permission))


def standing(read: ProposalRead, action: str) -> Standing:
    """Where a project stands, with the checklist of one move."""
    session, main = db.session(), read.main
    lines = checklist_of(session, main.id, action, rules_of(read))
    return Standing(main.state, {action: lines}, main.id, main.partner_id)


def rules_of(read: ProposalRead) -> Rules:
    """The policy numbers of the project's mission in force today."""
    return rules_on(db.session(), read.main.mission_id, clock.now().date())


def is_editable(state: str) -> bool:
    """Whether the proposal is in its author's hands."""
    return state in EDITABLE_STATES


def sector(read: ProposalRead) -> str:
    """The sector in the language of the request."""
    name: str = getattr(read.main, f"name_{current_language()}")
    return name


def has_dollars(read: ProposalRead) -> bool:
    """Whether dollars are known: without a rate they are not."""
    return read.main.exchange_rate is not None or read.main.local_currency == "USD"


def money_lines(read: ProposalRead) -> list[dict[str, str]]:
    """The budget as it is printed: local currency first, dollars beside it."""
    currency = read.main.local_currency
    return [
        {
            "what": part.words,
            "category": label("budget_category", part.code),
            "funded_by": label("funded_by", part.more or FundedBy.QIP),
            "local": formats.money(part.first, currency),
            "usd": formats.money(part.second, "USD") if has_dollars(read) else "–",
        }
        for part in read.lines
    ]


def money_total(read: ProposalRead) -> dict[str, str]:
    """What QIP funds are asked for: the sum of their lines in both currencies."""
    main = read.main
    return {
        "what": _("Asked for from QIP funds"),
        "category": "",
        "funded_by": "",
        "local": formats.money(main.requested_local_minor, main.local_currency),
        "usd": formats.money(main.requested_usd_minor, "USD"),
    }


def milestone_rows(read: ProposalRead) -> list[dict[str, str]]:
    """The weighted plan."""
    return [
        {"title": part.words, "day": formats.date(part.day), "weight": formats.percent(part.first or 0)}
        for part in read.milestones
    ]


def group_rows(read: ProposalRead, is_inside: bool) -> list[dict[str, str]]:
    """Who was heard; small numbers stay in the mission, where people cannot be found by them."""
    rows = []
    for part in read.groups:
        row = {"group": label("consulted_group", part.code)}
        if is_inside:
            row |= {"women": formats.number(part.first or 0), "men": formats.number(part.second or 0)}
        rows.append(row)
    return rows


def opinion_rows(given: dict[str, decisions.OpinionGiven]) -> list[dict[str, Any]]:
    """The opinions of the screening with a state shape each."""
    kinds: Mapping[str, str] = {
        ScreeningOutcome.PASSED: "done",
        ScreeningOutcome.PASSED_WITH_CONDITIONS: "waiting",
        ScreeningOutcome.FAILED: "late",
        ScreeningOutcome.NOT_APPLICABLE: "closed",
    }
    return [
        {
            "check": label("screening_check", opinion.check),
            "outcome": label("screening_outcome", opinion.outcome),
            "kind": kinds[opinion.outcome],
            "note": opinion.note or "",
            "by": opinion.given_by,
            "at": local_datetime(opinion.given_at),
        }
        for opinion in given.values()
    ]


def history_rows(moves: list[decisions.MoveMade]) -> list[tuple[str, str, str | None, str]]:
    """The moves for the timeline, the latest first, each with its reason."""
    rows = []
    for move in moves:
        words = label("project_event", move.action)
        what = f"{_('%(what)s:', what=words)} {isolated(move.reason)}" if move.reason else words
        rows.append((local_datetime(move.happened_at), what, move.by, STATE_KINDS[move.to_state]))
    return rows


def whole_proposal(read: ProposalRead) -> dict[str, Any]:
    """Everything the page of a proposal shows; outside the mission it shows less."""
    session, main = db.session(), read.main
    # The right to see what a community said is the mission's own; partners and donors do not hold it.
    is_inside = allowed(CommunityPermission.RESULTS_VIEW)
    project_id = main.id
    may_edit = is_editable(main.state) and allowed(ProjectPermission.PROJECT_EDIT)
    return {
        "read": read,
        "main": main,
        "is_inside": is_inside,
        "may_edit": may_edit,
        "edit": {
            screen: url_for(f"proposals.{screen}", project_id=project_id) if may_edit else None
            for screen in ("need", "plan", "people")
        },
        "sector": sector(read),
        "lines": money_lines(read),
        "total": money_total(read),
        "milestones": milestone_rows(read),
        "groups": group_rows(read, is_inside),
        "opinions": opinion_rows(decisions.opinions(session, project_id)) if is_inside else [],
        "decisions": decisions.decisions(session, project_id),
        "history": history_rows(decisions.history(session, project_id)),
        "standing": standing(read, "submit"),
    }


def proposal(project_id: int) -> ProposalRead:
    """The proposal of a project the guard has let through."""
    return queries.read(db.session(), project_id)
