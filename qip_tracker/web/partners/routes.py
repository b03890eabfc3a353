"""Routes of the partners room."""

from flask import Blueprint

blueprint = Blueprint("partners", __name__)
