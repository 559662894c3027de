"""Meetings that are to come: when, where and in what way, and not a word of what they are about (C-04).

``coming.py`` says what is known of one, ``written.py`` reads what a person types, ``calendar.py`` a calendar file.
No name, no title and no reason may be here, and no place to keep them: the vault keeps the list, the screens ask
for it. Begin with ``coming.py``.
"""
