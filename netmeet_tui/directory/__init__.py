"""Whom to ring: services by nation, what to say first, when a practice is likely to answer, and how that is known.

``services.toml`` is what comes with netmeet, each entry with its source, how good that is and when it was read
(N-11). An organisation adds its own in ``directory.toml`` beside its settings. 999 and 112 are compiled in
(``emergency.py``): no file can take them away, change them or stand before them (I-3, I-15). Nothing here rings,
and no number may be here that nobody read on a page. Begin with ``service.py``, then ``book.py``.
"""
