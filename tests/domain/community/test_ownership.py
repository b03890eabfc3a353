"""Five points, each only for what is on record, each with its reason."""

from dataclasses import replace

import pytest

from qip_tracker.domain.community.ownership import POINTS, REASONS, OwnershipFacts, ownership

FULL = OwnershipFacts(
    raised_locally=True,
    design_changes_by_community=1,
    contributions_promised=2,
    contributions_delivered=1,
    has_management_body=True,
    women_in_management=2,
    has_maintenance_owner=True,
    maintenance_funded=True,
)


def test_nothing_on_record_earns_nothing() -> None:
    found = ownership(OwnershipFacts())
    assert found.index == 0
    assert tuple(point.code for point in found.points) == POINTS
    assert [point.reason for point in found.points] == [
        "raised_elsewhere",
        "design_unchanged",
        "no_contribution",
        "no_management_body",
        "maintenance_open",
    ]


def test_everything_on_record_earns_five() -> None:
    found = ownership(FULL)
    assert found.index == 5
    assert all(point.given and point.reason in REASONS for point in found.points)


@pytest.mark.parametrize(
    ("change", "code", "reason"),
    [
        ({"raised_locally": False}, "raised", "raised_elsewhere"),
        ({"design_changes_by_community": 0}, "design", "design_unchanged"),
        ({"contributions_delivered": 0}, "contribution", "contribution_only_promised"),
        ({"contributions_delivered": 0, "contributions_promised": 0}, "contribution", "no_contribution"),
        ({"women_in_management": 0}, "management", "no_woman_manages"),
        ({"women_in_management": None}, "management", "women_not_recorded"),
        ({"has_management_body": False}, "management", "no_management_body"),
        ({"maintenance_funded": False}, "maintenance", "maintenance_not_funded"),
        ({"maintenance_funded": False, "has_maintenance_owner": False}, "maintenance", "maintenance_open"),
    ],
)
def test_each_point_is_lost_alone_and_says_why(change: dict[str, object], code: str, reason: str) -> None:
    found = ownership(replace(FULL, **change))
    lost = [point for point in found.points if not point.given]
    assert found.index == 4
    assert [(point.code, point.reason) for point in lost] == [(code, reason)]
