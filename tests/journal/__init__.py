"""The vault and what is in it: what is durable, what is gone, and what is noticed when somebody changed it.

Real databases, and files of earlier versions in ``fixtures``, which are never made anew. Begin with
``test_meeting.py``.
"""
