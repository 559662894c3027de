"""Judging the language: whether what was asked for is spoken, and whether all of its sentences can be used."""

from __future__ import annotations

from netmeet_tui.doctor.finding import Finding, look, note, ok
from netmeet_tui.translation import Found


def language(found: Found | None) -> Finding:
    """What the screens speak. ``found`` is None where nothing but English was asked for."""
    if found is None:
        return ok("language", "The screens speak English.")
    if found.broken is not None:
        return look(
            "language",
            f"The translation in {found.broken} cannot be read, so the screens speak English.",
            f"Run `netmeet language check {found.broken}`, or ask who translated it.",
        )
    if found.words is None:
        asked = " or ".join(f"'{code}'" for code in found.wanted)
        return note(
            "language", f"This computer asks for {asked}, and netmeet has no such translation: it speaks English."
        )
    if found.unfit:
        count = "one of its sentences" if found.unfit == 1 else f"{found.unfit} of its sentences"
        return look(
            "language",
            f"The screens speak '{found.language}', and say {count} in English: the translation does not fit.",
            f"Run `netmeet language check` with the file {found.language}.po, or ask who translated it.",
        )
    return ok("language", f"The screens speak '{found.language}'; what is printed is in English.")
