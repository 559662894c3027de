"""The tests mirror the rooms; what is nobody's room looks at all of it. ``README.md`` tells how to work with them.

Fixtures make real vaults, real meetings and, in ``e2e``, real terminals. No test may sleep, hold a stopwatch to the
program, or need another one to have run before it. Begin with ``walks.py``, the ways through the policy that most
tests take.
"""
