"""Notes about the work: what the check finds in a text, and what it leaves alone.

``corpus.txt`` has the sentences, with what is to be found marked in them; nobody's own words may be there. Begin
with ``test_check.py``.
"""
