"""Meetings that are to come: what may be known of one, and what of a calendar file is not even read.

No vault here: ``tests/journal`` has that. Begin with ``test_coming.py``.
"""
