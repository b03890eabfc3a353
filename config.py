"""Reads the environment into Settings, once. Imported only by wsgi.py and migrations/env.py."""

import os
import sys
from pathlib import Path

from qip_tracker.settings import SettingsError, load_settings

try:
    settings = load_settings(os.environ, Path(__file__).resolve().parent)
except SettingsError as error:
    sys.exit(str(error))
