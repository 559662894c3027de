"""Everything Textual: the app, its screens, its widgets, its theme; and the keeper, which does all that can block.

A page (``page.py``) asks the keeper (``keeper.py``), which asks the session on a thread of its own; then the page
shows the new state. What a page says about a concern is computed in ``lines.py``, and its sentences stand in
``text.py`` and the ``..._text.py`` beside it. No rule of the policy may be here: what is offered comes from the
session. Nothing that the first screen does not need is imported before it is painted. Begin with ``page.py``, then
``keeper.py``.
"""
