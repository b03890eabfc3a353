"""Routes of the milestones room."""

from flask import Blueprint

blueprint = Blueprint("milestones", __name__)
