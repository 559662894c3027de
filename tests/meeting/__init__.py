"""One meeting without a screen: what the session does and refuses, and that it resumes as it was.

Records of earlier versions are in ``fixtures``, and are never made anew. Begin with ``test_session.py``.
"""
