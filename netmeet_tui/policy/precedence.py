"""Which concern comes first (section 8): an order of lanes, by what is happening in them, and never of people.

The order is in the flow as ``[[precedence]]``. As on a road, the first band whose condition holds is taken, and the
last one has none: every lane falls in exactly one. A pack from before there was such a table has no order.
"""

from __future__ import annotations

from typing import Final

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.lane import Given, Lane
from netmeet_tui.policy.pack import Pack

BANDS: Final = ("life-now", "person-now", "child", "own-life", "harm-other", "other")
"""The six of section 8, in their order."""


def band(pack: Pack, lane: Lane, given: Given) -> str:
    """The band that a lane falls in; nothing in a pack without an order."""
    here = lanes.world(lane.situation, given)
    return next((band.id for band in pack.precedence if band.when.holds(here)), "")


def place(pack: Pack, lane: Lane, given: Given) -> int:
    """Where that band comes in the order."""
    ids = [band.id for band in pack.precedence]
    return ids.index(band(pack, lane, given)) if ids else 0
