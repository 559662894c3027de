"""Soak: a hundred thousand keys pressed at random in the real program, and nothing lost.

What comes of a key is not known beforehand: each screen is held only to what every screen must have, and what is on
the disk to all that was done. Begin with ``soaked.py``, then ``monkey.py``.
"""
