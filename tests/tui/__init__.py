"""The screens, without a terminal: every key, every page, and what stands on it.

``support.py`` opens the real app, and ``trainee.py`` the app of practice. How each screen looks is kept as text in
``screenshots`` (``tests/looks.py``). No test may know more of a page than somebody could see or press, where that
is enough. Begin with ``test_screens.py``.
"""
