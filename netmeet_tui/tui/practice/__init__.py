"""Practice on the screens of a live meeting, in a program of its own: it never runs in the same process.

``app.py`` is the same app with a frame round every page; ``keeper.py`` is the same keeper over a journal in memory,
with no vault at all; ``voice.py`` and ``talk.py`` are what the people of a story say; ``tour.py`` shows somebody
the keys. Nothing that can be rung may be here but on the 999 card and the page of support, and nothing of a story
is kept. Begin with ``app.py``.
"""
