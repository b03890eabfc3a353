"""Routes of the evaluations room."""

from flask import Blueprint

blueprint = Blueprint("evaluations", __name__)
