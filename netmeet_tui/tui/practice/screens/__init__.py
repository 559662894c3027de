"""The screens that only practice has: before a story, over one that stands still, and looking back on it.

What a live meeting has too may not be written again here. Pages under which the story waits are made of
``still.py``. Begin with ``choose.py``, the first of them.
"""
