"""Starting the full-screen program, or saying in one sentence why this terminal cannot show it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from netmeet_tui.catalogue import _

if TYPE_CHECKING:
    from netmeet_tui.logind import Listener
    from netmeet_tui.practice.story import Line
    from netmeet_tui.tui.app import NetmeetApp

    App = TypeVar("App", bound=NetmeetApp)

EMERGENCY = _("In an emergency ring 999; `netmeet 999` shows what they will ask.")


def full_screen(*, plain: bool = False) -> int:
    """Open the program, full screen or ``plain`` in lines; the exit status. 2 when the terminal cannot show it."""
    if trouble := unfit_terminal(plain=plain):
        print(f"{trouble} {EMERGENCY}", file=sys.stderr)
        return 2

    from netmeet_tui import places
    from netmeet_tui.tui.app import NetmeetApp
    from netmeet_tui.tui.guard import run_guarded
    from netmeet_tui.tui.keeper import Keeper

    keeper = Keeper(places.vault_folder(), places.settings_file(), adoptions=places.policy_folder())
    app = NetmeetApp(keeper, _listen)
    return _after(run_guarded(_in_lines(app) if plain else app), app.then, plain=plain)


def practice(
    story: str = "", mode: str = "", *, tour: bool = False, back: bool = False, plain: bool = False
) -> int:
    """Open practice, with a story by its id or file; the exit status. 2 when the terminal cannot show it.

    ``back``: whether leaving it leads to the program itself. That begins anew then, in this one's place: a live
    meeting and a practice are never in one process. ``plain``: in lines.
    """
    if trouble := unfit_terminal(plain=plain):
        print(f"{trouble} {EMERGENCY}", file=sys.stderr)
        return 2

    from netmeet_tui import catalogue, places

    catalogue.speak(catalogue.wanted(os.environ))  # what is printed is in English, what is on a screen need not be
    from netmeet_tui.tui.guard import run_guarded
    from netmeet_tui.tui.practice.app import PracticeApp
    from netmeet_tui.tui.practice.keeper import PracticeKeeper

    keeper = PracticeKeeper(places.settings_file(), adoptions=places.policy_folder())
    asked = "TOUR" if tour else story
    app = PracticeApp(keeper, places.practice_file(), story=asked, mode=mode, back=back)
    if plain:
        app.talk.pace = _at_once
    return _after(run_guarded(_in_lines(app) if plain else app), app.then, plain=plain)


def _at_once(_line: Line) -> float:
    """No seconds between two lines of a story: who reads line by line has the pace in hand."""
    return 0.0


def _in_lines(app: App) -> App:
    """The same app, told in lines instead of drawn."""
    from netmeet_tui.tui.plain.driver import LineDriver

    app.driver_class = LineDriver
    return app


def _after(status: int, then: str, *, plain: bool) -> int:
    """What comes after the screens: nothing mostly, or the other program in place of this one."""
    if status or not then:
        return status
    more = [*(["practice", "--back"] if then == "practice" else []), *(["--plain"] if plain else [])]
    arguments = [sys.executable, "-P", "-m", "netmeet_tui", *more]
    if os.name != "nt":
        os.execv(arguments[0], arguments)  # noqa: S606 (our own program, by its full name)
    import subprocess  # Windows would come back to the shell at once

    return subprocess.run(arguments, check=False).returncode  # noqa: S603


def _listen(on_lock: Callable[[], None]) -> Listener | None:
    """Listen to what the system tells of its screen and of sleep. Imported once the first screen is up."""
    from netmeet_tui.logind import listen

    return listen(on_lock)


def unfit_terminal(*, plain: bool = False) -> str:
    """Why this terminal cannot show the screens, or lines at least, in one sentence; empty when it can."""
    # A stream that was closed before the program began is None.
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return _("netmeet shows its screens on a terminal only, and this is not one: please use a terminal window.")
    if plain:
        return ""
    if os.environ.get("TERM", "") in ("dumb", "unknown") or (os.name != "nt" and not os.environ.get("TERM")):
        return _(
            "This terminal cannot show full screens (TERM is 'dumb' or not set): please use another window, "
            "or `netmeet --plain`."
        )
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding != "utf8":
        return _(
            "This terminal is not set to UTF-8, so the screens would be garbled: "
            "please run `LANG=C.UTF-8 netmeet`, or `netmeet --plain`."
        )
    return ""
