"""Mangled files against everything that reads one: the declared errors, and never anything else.

What is found is told as the smallest change that still does it (``hunt.py``). No error may pass here that is not
declared. Begin with ``changes.py``.
"""
