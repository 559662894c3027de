"""The directory: what it holds, what it refuses, and when practices are shut.

No number may stand here that anybody could ring by mistake, other than those that are shipped. Begin with
``test_services.py``.
"""
