"""Pieces that more than one screen shows.

A piece is given what to show and says what was pressed; it may not know the keeper's vault, nor lead to another
screen. Begin with ``rows.py``, which most lists are made of.
"""
