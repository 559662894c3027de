"""One meeting: what can happen, the state that it folds into, and the session through which all is done.

This room knows the policy and is given a journal; it never opens one. What is done is decided by the policy,
durable in the journal, and only then shown. No screen, no file, no clock of its own, and no rule of the policy may
be here. ``trail.py`` is what an organisation may keep of it. Begin with ``events.py``, then ``session.py``.
"""
