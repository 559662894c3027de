"""Practice: stories of invented people, played in the very session and under the very policy of a live meeting.

A story is a file (``stories``): who is there, what they say and do when, and what the policy says of the ways
through it. ``play.py`` plays one over a journal in memory, ``debrief.py`` looks back on it, ``readiness.py`` keeps
what was practised, and ``check.py`` says whether a story is in order. Nothing here knows the screens or where live
meetings are kept, and nothing may be here that grades anybody. Begin with ``story.py``, then ``play.py``.
"""
