"""Checking files for people: one call from paths to a report, and the report in words."""
