"""How many small mistakes in the shipped policy the plans and the proof would notice: see ``__main__.py``."""
