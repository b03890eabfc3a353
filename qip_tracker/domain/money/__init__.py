"""Agreements, tranches and what was paid."""
