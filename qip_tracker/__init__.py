"""QIP Tracker: monitoring and evaluation of quick impact projects of peace operations."""
