"""One screen a file, named for what a facilitator is doing, with its stylesheet beside it.

There is one screen for all steps of the policy (``step.py``): the pack says what it shows. A screen may not decide
what the policy decides, hold a sentence outside the catalogue, block, or cover the 999 card. What two of them show
is a widget, or lines. Begin with ``home.py``, a small one, then ``step.py``.
"""
