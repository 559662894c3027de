"""Mangled files against everything that reads one: the declared errors, and never anything else."""
