"""Judging the computer: its window, its clock, its memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from netmeet_tui.adoption_records import day
from netmeet_tui.doctor.finding import Finding, look, note, ok, wrong

if TYPE_CHECKING:
    from netmeet_tui.doctor.machine import Shield, Window

SMALLEST, USUAL = (60, 20), (80, 24)
"""Columns and rows: without these screens are cut off; with these nothing has to be folded."""

RECORDERS = ("asciinema", "script", "scriptlive", "termrec", "tlog-rec", "tlog-rec-sessio", "ttyrec")
"""Programs that write down what a window shows."""

LASTS = 10
"""Years after which a program is hardly still in use: rather, the clock is wrong."""

CLOCK = "Set the date and the time of this computer, or let it set them by itself."


# -- the window ----------------------------------------------------------------------------------------------


def terminal(window: Window, unfit: str) -> Iterator[Finding]:
    """Whether the screens can be shown here. ``unfit`` says in a sentence why not, if they cannot."""
    if not (window.input and window.output):
        yield note(
            "terminal",
            "This was not started in a window of its own, so the window was not looked at: run `netmeet doctor` in "
            "the one that you use.",
        )
    elif unfit:
        yield wrong("terminal", unfit, "Open another window, or do what this sentence says.")
    else:
        yield _size(window.columns, window.rows)
        yield ok("colours", _colours(window.environ))
    yield note(
        "keys",
        "Letters, digits, Enter, Esc and the arrows arrive in every window. Some windows and laptops keep F-keys "
        "for themselves: in a text field, Esc and then 9 opens the 999 card as F9 does.",
    )


def _size(columns: int | None, rows: int | None) -> Finding:
    if columns is None or rows is None:
        return note("terminal", "This window does not say how large it is.")
    said = f"This window has {columns} columns and {rows} rows"
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        return look("terminal", f"{said}: parts of the screens do not fit.", f"Make it at least {_by(USUAL)}.")
    if columns < USUAL[0] or rows < USUAL[1]:
        return note("terminal", f"{said}. That will do; {_by(USUAL)} is better.")
    return ok("terminal", f"{said}, and shows every letter that netmeet uses.")


def _by(size: tuple[int, int]) -> str:
    return f"{size[0]} columns and {size[1]} rows"


def _colours(environ: Mapping[str, str]) -> str:
    words = "every screen says in words what a colour says"
    if environ.get("NO_COLOR"):
        return f"Colours are switched off (NO_COLOR): {words}."
    if environ.get("COLORTERM", "") in ("truecolor", "24bit") or "WT_SESSION" in environ:
        return "This window has all colours."
    if "256color" in environ.get("TERM", ""):
        return "This window has 256 colours."
    return f"This window has few colours: {words}."


def watched(window: Window) -> Iterator[Finding]:
    """Who else may see or keep what the window shows, as far as that can be told."""
    environ = window.environ
    by = next((name for name in window.ancestors if name in RECORDERS), "")
    if environ.get("ASCIINEMA_REC") or environ.get("ASCIINEMA_SESSION"):
        by = "asciinema"
    elif environ.get("SCRIPT") and not window.ancestors:  # where the system names no ancestors, `script` says so
        by = "script"
    if by:
        yield look(
            "recording",
            f"What this window shows is being written down ({by}).",
            "End the recording, or open another window, before anybody speaks.",
        )
    else:
        yield note(
            "recording",
            "No recording of this window was found. Screen sharing and pictures of the screen cannot be found.",
        )
    shared = [name for name, sign in (("tmux", "TMUX"), ("screen", "STY")) if environ.get(sign)]
    if shared:
        yield note(
            "shared",
            f"This window is inside {shared[0]}. Its history keeps nothing of netmeet's screens, but whoever is "
            "attached to it as well sees them.",
        )
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        yield note(
            "remote", "You work on another computer from here (SSH): the vault is there, and not in your hands."
        )


# -- the clock -----------------------------------------------------------------------------------------------


def clock(now: datetime, made: date, marks: Mapping[str, datetime], nation: str) -> Finding:
    """Whether the date can be right. ``marks``: what happened on this computer, and so was before now."""
    said = f"This computer says that it is {day(now)}, {now:%H:%M}"
    if now.date() < made:
        return wrong("clock", f"{said}, which is before this program was made.", CLOCK)
    # A day's grace: a time zone may have changed.
    for what, when in marks.items():
        if now + timedelta(days=1) < when:
            return wrong("clock", f"{said}, but {what} was on {day(when)}.", CLOCK)
    if now.date() > made + timedelta(days=LASTS * 365):
        return look("clock", f"{said}, and this program is from {day(made)}.", f"{CLOCK} Else get a newer netmeet.")
    if nation != "unset" and now.utcoffset() == timedelta(0) and summer_time(now):
        return look(
            "clock",
            f"{said}, an hour behind the clocks of people in the UK: its time zone is not set to theirs.",
            "Set the time zone of this computer.",
        )
    zone = now.tzname() or "no name"
    return ok("clock", f"{said} (time zone {zone}), which fits what it has seen before.")


def summer_time(now: datetime) -> bool:
    """Whether clocks in the UK are an hour ahead of UTC: from the last Sunday of March to that of October."""
    moment = now.astimezone(UTC)
    starts, ends = (_last_sunday(moment.year, month) for month in (3, 10))
    return starts <= moment < ends


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


# -- the memory ----------------------------------------------------------------------------------------------


def process(found: Shield) -> Finding:
    """Whether what is in memory stays there."""
    if found.core is None:
        return note("process", "What is in memory is protected here by the rights of your profile.")
    if found.core != 0 or found.dumpable:
        return look(
            "process",
            "netmeet could not make this system keep its memory to itself: after a crash, or for other programs of "
            "yours, it may be readable.",
            "Tell who looks after this computer.",
        )
    others = "" if found.dumpable is None else ", and your other programs cannot read it"
    return ok("process", f"A crash leaves nothing of netmeet's memory behind{others}.")


def screen_lock(heard: bool | None) -> Finding:
    """Whether netmeet locks by itself when the screen is locked, and before the computer sleeps."""
    if heard:
        return ok("screen-lock", "This system tells netmeet when the screen is locked and before it sleeps.")
    return note(
        "screen-lock",
        "This system does not tell netmeet when the screen is locked. netmeet locks after a while without a key, "
        "and when it notices that the computer slept; lock it yourself before you go.",
    )


def swap(devices: tuple[str, ...] | None) -> Iterator[Finding]:
    """Whether memory may be written to a disk. Only where the system says it plainly."""
    if devices:
        yield note(
            "swap",
            "This computer may write parts of its memory to the disk (swap). With the whole disk encrypted that is "
            "no matter.",
        )


def disk_encryption() -> Finding:
    """What cannot be told in one way for all systems."""
    return note(
        "disk-encryption",
        "Whether this computer's whole disk is encrypted was not looked at. It should be: BitLocker on Windows, "
        "FileVault on a Mac, LUKS on Linux.",
    )
