"""The command line, as somebody types it, in this process, or on a terminal where it asks for something.

What a room answers is not tried here, but in the tests of that room: here it is how that is told. Begin with
``commands.py``.
"""
