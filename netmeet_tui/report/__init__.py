"""What leaves the program on purpose: paper, made from the policy or from what the facilitators agreed to keep.

Nothing here decides what may leave; it is given what to set down, and writes it where it is told.
"""
