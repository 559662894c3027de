"""The confidentiality policy as data, and what may happen next: pure functions over immutable values.

Nothing here knows a screen, a store, a clock or another room.
"""
