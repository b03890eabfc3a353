"""Routes of the proposals room."""

from flask import Blueprint

blueprint = Blueprint("proposals", __name__)
