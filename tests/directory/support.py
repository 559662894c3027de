"""An organisation's own file, for the tests to write and to spoil."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from netmeet_tui.directory import book
from netmeet_tui.directory.book import Directory

DAY, AGAIN = date(2026, 11, 1), date(2027, 5, 1)

OWN = """\
# Whom we ring. Robin looks after this file.
[[service]]
id = "duty-desk"   # the council's
label = "Children’s services, by day"
number = "020 7946 0958"
recipient = "children"
nations = ["ENG", "WLS"]
say = "Ask for the duty desk."
only = "a child, by day"
hours = { mon = "09:00-17:00", tue = "09:00-17:00", wed = "09:00-17:00", thu = "09:00-17:00", fri = "09:00-16:30", \
sat = "closed", sun = "closed", bank_holidays = "closed" }
who = { may_call = ["individual", "worried-other"], professional_handover = "yes" }
without_consent = true
vouched_by = "Robin Reed"
verified_on = 2026-11-01
verify_again_by = 2027-05-01

[[service]]
id = "night-text"
label = "Crisis team, at night"
number = "85258"
by = "text"
recipient = "urgent-health"
nations = ["SCT"]
hours = "weekdays after six"
vouched_by = "Sam Sand"
verified_on = 2026-11-01
verify_again_by = 2027-05-01

[confirmed.lifeline]
by = "Robin Reed"
on = 2026-11-20
"""


def values(**change: Any) -> dict[str, Any]:  # noqa: ANN401
    """An entry as a form would give it; None takes a key out."""
    entry = {
        "id": "crisis",
        "label": "Crisis team",
        "number": "020 7946 0123",
        "recipient": "urgent-health",
        "nations": ["ENG"],
        "vouched_by": "Robin Reed",
        "verified_on": DAY,
        "verify_again_by": AGAIN,
        **change,
    }
    return {key: value for key, value in entry.items() if value is not None}


def read(path: Path, text: str | bytes = OWN) -> Directory:
    """The directory with this text as the organisation's own file."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return book.read(path)
