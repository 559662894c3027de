"""Where a meeting's events live: encrypted, durable, erasable. Records are bytes here; their meaning is not.

``vault.py`` is the door: one folder, one key, the register of open meetings, what is kept of others. ``meeting.py``
is the journal of one open meeting, ``slots.py`` says who may open the vault, ``files.py`` writes what is whole or
not there, and serves the other rooms as well. No word of the policy, of a meeting or of a screen may be here, and
no error that is not one plain sentence (``errors.py``). Begin with ``vault.py``.
"""
