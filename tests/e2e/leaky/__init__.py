"""A meeting full of one word, the ways in which a program can end, and where the word is looked for afterwards.

No other word may be looked for: it has to be one that stands nowhere else. Begin with ``ways.py``.
"""
