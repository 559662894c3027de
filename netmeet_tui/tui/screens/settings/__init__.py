"""Settings: what is set on this computer, what a change changes, and whose name is to it (N-09, N-10).

Only from the first screen: a meeting that is open has settings of its own, and keeps them. ``value.py``,
``sign.py`` and ``change.py`` are asked one after the other where one is changed; ``questions.py`` has what only the
organisation can answer. What the pages share is in ``shared.py``. Nothing may be saved here before it was said what
it changes. Begin with ``every.py``, the list of them all.
"""
