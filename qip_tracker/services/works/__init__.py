"""Milestones, visits, completion and handover."""
