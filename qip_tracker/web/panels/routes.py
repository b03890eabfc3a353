"""Routes of the panels room."""

from flask import Blueprint

blueprint = Blueprint("panels", __name__)
