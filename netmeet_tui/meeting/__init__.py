"""One meeting: what can happen, the state that it folds into, and the session through which all is done.

This room knows the policy and is given a journal; it never opens one.
"""
