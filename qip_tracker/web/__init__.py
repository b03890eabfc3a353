"""The rooms of the house: one blueprint a capability, one line a room."""

from flask import Flask

from qip_tracker.web import accounts, home


def register(app: Flask) -> None:
    """Open every room."""
    for room in (accounts, home):
        app.register_blueprint(room.blueprint)
