"""The one catalogue of what netmeet says: every sentence goes through ``_`` on its way to a screen.

English is what stands in the source, so it needs no file and costs nothing.
"""

from __future__ import annotations


def _(message: str) -> str:
    """A sentence in the language of this computer's user; in English where the catalogue does not have it."""
    return message


def many(one: str, more: str, count: int) -> str:
    """The sentence for so many of something, with ``{count}`` left to be filled in."""
    return one if count == 1 else more
