"""Tests of texts and pages."""
