"""The screens that only practice has."""
