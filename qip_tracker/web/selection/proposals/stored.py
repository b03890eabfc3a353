"""The stored answers of each screen, under the names of its fields."""

from typing import Any

from qip_tracker.domain.community.vocabulary import CoOwnerSide
from qip_tracker.queries.selection.proposals import ProposalRead


def _same(main: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(main, name) for name in names}


def need_values(read: ProposalRead) -> dict[str, Any]:
    """The stored answers of the first screen."""
    names = (
        "version statement confidence_gap method heard_on raised_locally title place admin_area country"
        " field_office_id fund_id sector_code plan_goal_id sponsoring_section"
    )
    groups = [{"code": part.code, "women": part.first, "men": part.second} for part in read.groups]
    return {**_same(read.main, *names.split()), "groups": groups}


def plan_values(read: ProposalRead) -> dict[str, Any]:
    """The stored answers of the second screen."""
    names = (
        "version partner_id confidence_objective mandate_pillar summary change_expected beneficiaries_women"
        " beneficiaries_men beneficiaries_note planned_start_on planned_weeks local_currency exchange_rate"
        " exchange_rate_on exception_reason"
    )
    lines = [
        {
            "category": part.code,
            "description": part.words,
            "local_minor": part.first,
            "funded_by": part.more,
        }
        for part in read.lines
    ]
    return {
        **_same(read.main, *names.split()),
        "lines": lines,
        "results": [{"planned": p.first, "unit": p.more, "description": p.words} for p in read.results],
        "milestones": [
            {"title": p.words, "planned_on": p.day, "weight_pct": p.first} for p in read.milestones
        ],
    }


def people_values(read: ProposalRead) -> dict[str, Any]:
    """The stored answers of the third screen; one row waits on each side when nobody is named yet."""
    names = (
        "version benefits_security_forces gender_marker maintenance_owner maintenance_plan"
        " maintenance_yearly_usd_minor maintenance_funded management_body management_women management_men"
    )
    owners = [{"side": part.code, "body": part.words, "role": part.more} for part in read.co_owners]
    return {
        **_same(read.main, *names.split()),
        "co_owners": owners or [{"side": CoOwnerSide.STATE}, {"side": CoOwnerSide.SOCIETY}],
        "harms": [{"effect": p.code, "who": p.words, "mitigation": p.more} for p in read.harms],
    }
