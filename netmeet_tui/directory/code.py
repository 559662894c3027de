"""A number as a code that a phone's camera reads, so that nobody has to type it. A person rings, not netmeet (D-8).

It is drawn with half blocks: two modules of the code in each cell. What is *light* in the code is drawn, so that it
reads dark on light on a dark terminal without colours as well; a screen gives it black and white all the same.
"""

from __future__ import annotations

from typing import Final

QUIET: Final = 4
"""Light modules around a code: the standard asks for them, and cameras need them."""

_BLOCKS: Final = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
"""What is drawn for two modules, the upper and the lower; true is light."""


def code(uri: str, *, large: bool = False) -> tuple[str, ...]:
    """What ``Service.code`` answers, as lines of half blocks; or, ``large``, twice as wide and as high.

    Empty where there is nothing to ring or text. Raises ValueError for more than any number could be.
    """
    if not uri:
        return ()
    light = _light(uri)
    if large:
        return tuple("".join("██" if module else "  " for module in row) for row in light)
    below = [*light[1:], [True] * len(light)]
    return tuple(
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in list(zip(light, below, strict=True))[::2]
    )


def _light(uri: str) -> list[list[bool]]:
    import segno

    if len(uri) > LONGEST:
        raise ValueError("this is no number that can be rung or texted")
    # Low correction keeps it at its smallest, and larger modules are read from further away; a screen has no dirt.
    made = segno.make_qr(uri, error="l", boost_error=True)
    return [[not module for module in row] for row in made.matrix_iter(border=QUIET)]


LONGEST: Final = 40
"""Characters of the longest that a number can be."""
