"""What the doctor judges: every finding there can be, from what a computer would have said.

What this very computer is like may change no answer. Begin with ``test_examine.py``.
"""
