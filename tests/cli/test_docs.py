"""The generated documents say what the program does, and a stale one is noticed."""

from flask import Flask

from qip_tracker.access import RULES
from qip_tracker.cli.docs import documents
from qip_tracker.domain.project.moves import MOVES


def test_every_permission_route_and_move_is_written_down(app: Flask) -> None:
    written = documents(app)
    for permission in RULES:
        assert f"| `{permission}` |" in written["permissions.md"]
    for rule in app.url_map.iter_rules():
        assert f"| `{rule.endpoint}` |" in written["routes.md"]
    for move in MOVES.values():
        assert f"| {move.action} |" in written["workflows.md"]
        for source in move.sources:
            assert f"    {source} --> {move.target}: {move.action}\n" in written["workflows.md"]


def test_two_runs_write_the_same(app: Flask) -> None:
    assert documents(app) == documents(app)
