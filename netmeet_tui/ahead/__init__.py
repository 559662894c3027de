"""Meetings that are to come: when, where and in what way, and not a word of what they are about (C-04).

``coming.py`` says what is known of one, ``written.py`` reads what a person types, ``calendar.py`` a calendar file.
"""
