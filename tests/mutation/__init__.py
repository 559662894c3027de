"""How many small mistakes in the shipped policy the plans and the proof would notice: see ``__main__.py``.

A mistake that nothing notices is a rule or a plan that is missing, or it is explained, one by one, in
``explained.py``. Begin with ``mutants.py``.
"""
