"""What is printed: each page is read back, its words, where they stand, and that all is black.

What may leave is not decided here, nor tried. Begin with ``test_paper.py``.
"""
