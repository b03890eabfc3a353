"""The application for a WSGI server and for `flask --app wsgi`."""

from config import settings
from qip_tracker.app import create_app

app = create_app(settings)
