"""What facilitators learn from a meeting: a note about the work, never about the people (C-05, T-19).

``check.py`` looks in it for what may point to somebody, with the lists beside it; ``note.py`` is the note itself.
Nothing here is tied to a meeting: a note knows the month in which it was written, and no more. Begin with
``note.py``.
"""
