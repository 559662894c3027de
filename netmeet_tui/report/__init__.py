"""What leaves the program on purpose: paper, made from the policy or from what the facilitators agreed to keep.

Nothing here decides what may leave; it is given what to set down, and writes it where it is told. Each thing is
told in words first (``record.py``, ``debrief.py``, ``card.py``) and set afterwards (``..._paper.py``, over
``a4.py``). No name and no typed word of a meeting may be here, and no other room prints. Begin with
``record.py``.
"""
