"""Who says what when: the people of a story talk one after the other, as long as somebody needs to say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.message_pump import MessagePump
from textual.timer import Timer

from netmeet_tui.practice.story import Line


class Talk:
    """What was said last in a story, and how much of it has been told."""

    def __init__(self, app: MessagePump, pace: Callable[[Line], float], told_more: Callable[[], None]) -> None:
        """``told_more`` is called whenever somebody has begun the next line."""
        self._app, self._told_more = app, told_more
        self.pace = pace
        """How many seconds somebody takes to say a line."""
        self._lines: tuple[Line, ...] = ()
        self._told = 0
        self._timer: Timer | None = None
        self._still = False
        self.folded = False
        """Whether it is folded away, so that the page has all the room."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """What has been told, the newest last."""
        return self._lines[: self._told]

    @property
    def goes_on(self) -> bool:
        """Whether somebody has not said all yet."""
        return self._told < len(self._lines)

    def say(self, lines: Sequence[Line], *, after: bool = False) -> None:
        """Say these one after the other. What was said before makes room for them; with ``after`` it stays."""
        before = self._lines if after else ()
        self._lines, self._told, self.folded = (*before, *lines), self._told if before else 1, False
        self._await_next()

    def said(self, lines: Sequence[Line]) -> None:
        """These have been said already."""
        self._lines, self._told = tuple(lines), len(lines)
        self._stop()

    def say_all(self) -> None:
        """All that is left at once."""
        self.said(self._lines)

    def fold(self) -> None:
        """Fold it away, or bring it back."""
        self.folded = not self.folded

    def stand_still(self) -> None:
        """Nobody goes on talking."""
        self._still = True
        if self._timer is not None:
            self._timer.pause()

    def go_on(self) -> None:
        """Whoever was to talk next talks, once the line before has had its time."""
        self._still = False
        self._await_next()

    def _await_next(self) -> None:
        self._stop()
        if self.goes_on:
            pace = self.pace(self._lines[self._told - 1])
            if pace <= 0:
                self._told = len(self._lines)
            else:
                self._timer = self._app.set_timer(pace, self._say_next, pause=self._still)

    def _say_next(self) -> None:
        self._told += 1
        self._await_next()
        self._told_more()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
