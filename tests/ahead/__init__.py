"""Meetings that are to come."""
