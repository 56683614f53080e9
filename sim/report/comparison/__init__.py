"""Scenarios beside one another, on a page."""
