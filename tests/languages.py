"""A translator's file, as small as a test needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netmeet_tui import catalogue

HEAD = """
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"
"""

THREE = "nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2);"
"""A rule unlike the English one."""


def entry(english: str, translated: str) -> str:
    """A sentence and its translation."""
    return f'msgid "{english}"\nmsgstr "{translated}"\n'


def written(folder: Path, *entries: str, code: str = "cy", plural: str = THREE) -> Path:
    """A file with these entries."""
    path = folder / f"{code}.po"
    path.write_text("\n".join((HEAD.format(code=code, plural=plural), *entries)), encoding="utf-8")
    return path


@contextmanager
def spoken(folder: Path, code: str = "cy") -> Iterator[None]:
    """Speak what is in this folder, for what is said meanwhile; then English again."""
    catalogue.speak((code,), folder)
    try:
        yield
    finally:
        catalogue.speak(())
