"""The real program in a real terminal: what somebody at the keys can do, kill, unplug and look for afterwards.

The program may not be reached other than by its terminal, its files and its end. ``facilitator.py`` presses the
keys and knows what has to be seen; ``trainee.py`` does so in practice. Begin with ``test_main_job.py``.
"""
