"""What stands in this folder is imported by a program before anything of its own.

Nothing else may be here, for all of it would be imported. Begin with ``sitecustomize.py``.
"""
