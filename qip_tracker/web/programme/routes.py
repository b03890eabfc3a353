"""Routes of the programme room."""

from flask import Blueprint

blueprint = Blueprint("programme", __name__)
