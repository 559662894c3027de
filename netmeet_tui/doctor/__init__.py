"""What is in order on this computer and what is not, told so that a facilitator can act on it.

``machine.py`` asks the system and nothing else does; ``vault.py``, ``computer.py``, ``policy.py`` and ``ledger.py``
judge what it said, and are pure; ``examine.py`` puts the two together. Nothing here changes anything, opens a
meeting, or asks for a passphrase. Begin with ``examine.py``.
"""
