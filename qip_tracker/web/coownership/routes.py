"""Routes of the coownership room."""

from flask import Blueprint

blueprint = Blueprint("coownership", __name__)
