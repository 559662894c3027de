"""Settings: what is set on this computer, what a change changes, and whose name is to it (N-09, N-10).

Only from the first screen: a meeting that is open has settings of its own, and keeps them. ``every`` has the list
of them all; ``value``, ``sign`` and ``change`` are asked one after the other where one is changed; ``questions``
has what only the organisation can answer. What the pages share is in ``shared``.
"""
