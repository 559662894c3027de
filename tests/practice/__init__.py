"""Stories: what is refused in one, how one is played, and what is remembered of it.

Small stories are in ``small.py``; no screen here: the shipped ones are played on theirs in ``tests/tui``. Begin
with ``test_play.py``.
"""
