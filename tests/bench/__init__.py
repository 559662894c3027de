"""How quick netmeet is, beside the least that a program like it takes: ``python -m tests.bench``.

What is measured is looked at by people, and not by a test: ``test_bench.py`` only sees that each table is made.
Begin with ``__main__.py``.
"""
