"""A practice looked back on, as a file of text that any program can show (Markdown)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Final

from netmeet_tui.practice.debrief import Debrief
from netmeet_tui.report import debrief
from netmeet_tui.report.debrief import Line, Look, Own

_ANYWHERE: Final = re.compile(r"[\\`*_\[\]<>#|~&$@]|(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
_FIRST: Final = re.compile(r"^(\d*)([-+=.)])")
"""What makes a list, a line or a heading where it comes first, also after a number."""

_LISTED: Final = (Look.TAKEN, Look.OTHER, Look.SHUT)


def markdown(told: Debrief, own: Own, mode: str, day: date) -> str:
    """All of it. No letter of what was typed can become anything but that letter."""
    head, *parts = debrief.in_a_file(told, own, mode, day)
    blocks = [f"**{escaped(debrief.INVENTED)}**", f"# {escaped(debrief.TITLE)}: {escaped(head.title)}"]
    blocks += _blocks(head.lines)
    for part in parts:
        blocks += [f"## {escaped(part.title)}", *_blocks(part.lines)]
    return "\n\n".join(blocks) + "\n"


def escaped(words: str) -> str:
    """Words of which nothing is taken for markup."""
    return _FIRST.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\g<0>", words))


def _blocks(lines: Iterable[Line]) -> Iterator[str]:
    """Each line by itself; choices stand together as a list."""
    for listed, together in groupby(lines, key=lambda line: line.look in _LISTED):
        shown = [f"> {_line(line)}" if line.before else _line(line) for line in together]
        yield from ["\n".join(shown)] if listed else shown


def _line(line: Line) -> str:
    words = escaped(line.words)
    match line.look:
        case Look.HEAD:
            return f"### {line.sign} {words}" if line.sign else f"### {words}"
        case Look.DONE:
            return f"**{words}**"
        case Look.SAID:
            said = debrief.SAID if line.who else debrief.QUOTED
            return escaped(said.format(who=line.who, words=line.words))
        case Look.ROOM:
            return f"*{words}*"
        case Look.TAKEN:
            return f"- **▸ {words}**{_to(line)}"
        case Look.OTHER | Look.SHUT:
            return f"- {words}{_to(line)}"
        case Look.TYPED:
            return f"> {words}"
        case _:
            return words


def _to(line: Line) -> str:
    return f" → {escaped(line.to)}" if line.to else ""
