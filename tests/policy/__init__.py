"""The policy: its small language, its lanes, its proof, and for every rule a policy that breaks it.

Those are in ``defects.py``. No session and no screen here. Begin with ``test_lane.py``, then ``test_rules.py``.
"""
