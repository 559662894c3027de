"""netmeet in lines: the very same pages, told one after another, for screen readers and for broken terminals.

``told.py`` reads a page as lines in the order in which it would be read aloud, ``answers.py`` says what a line that
was typed means, ``terminal.py`` is the terminal, and ``driver.py`` puts the three together as a driver for Textual.
The pages, the keys, the session and the policy are those of the full screen, so that nothing is to be had there
alone. What may not be here: a word about the policy, a page of its own, anything that a page does not do. Begin
with ``told.py``.
"""
