"""Practice: stories of invented people, played in the very session and under the very policy of a live meeting.

Nothing here knows the screens or where live meetings are kept: a story is played over a journal in memory.
"""
