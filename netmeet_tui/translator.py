"""What a translator works with: every sentence there is with where it is shown, and what a translation still lacks.

The sentences are read off the source, and off the files of words that come with netmeet; no list of them is kept.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import polib

from netmeet_tui import translation
from netmeet_tui.policy import tongue

PACKAGE: Final = Path(__file__).parent
IN_ENGLISH: Final = ("cli", "doctor")
"""The rooms that speak English in this version: what is printed, and not what the screens say."""

STANDARD: Final = "policy/packs/standard"


def _files() -> Mapping[str, tongue.IsWord]:
    """The files that hold words, and which of their texts these are."""
    from netmeet_tui.directory.service import is_word  # imported late: what it says has its language by then

    return {
        **{f"{STANDARD}/{file}": is_word_there for file, is_word_there in tongue.PACK.items()},
        **{f"{STANDARD}/{file}": lambda path, _: path == ("title",) for file in _plans()},
        "directory/services.toml": is_word,
        "doctor/questions.toml": lambda path, _: path[-1] in ("short", "asks"),
    }


def _plans() -> Iterator[str]:
    """The plans, by the files that they are in: their titles are shown where a changed setting changes one."""
    standard = PACKAGE / STANDARD
    return (path.relative_to(standard).as_posix() for path in sorted((standard / "plans").rglob("*.toml")))


LONGEST: Final = 1.3
"""How much longer than the English a sentence may be and still fit every screen."""

_SAYS: Final = re.compile(r"\b(?:_|many)\(")
_HEADING: Final = re.compile(r"# ([^-\s].*)")
_CAPS: Final = re.compile(
    r"`[^`]*`|\b(?:Esc|Enter|Space|Tab|Home|End|Ctrl\+\w|F\d+)\b|[←↑→↓]|(?<!\S)[b-hj-z](?![^\s.,:;)])"
)
"""Keys, and what is typed: commands between backticks, and letters that stand alone."""


class NotWritten(ValueError):
    """A sentence that is not written out where it is said, so that no translator would see it."""


class Said(NamedTuple):
    """A sentence, where it stands, and where it is shown."""

    english: str
    more: str
    """The sentence for more than one; empty where there is none."""
    file: str
    line: int
    """0 where the file is one of words."""
    shown: str


# -- what there is to say --------------------------------------------------------------------------------------


def every(package: Path = PACKAGE) -> Iterator[Said]:
    """Every sentence, file by file. Raises NotWritten."""
    for path in sorted(package.rglob("*.py")):
        inner = path.relative_to(package)
        if inner.parts[0] not in IN_ENGLISH and _SAYS.search(source := path.read_text(encoding="utf-8")):
            yield from in_source(source, inner.as_posix())
    for file, is_word in _files().items():
        tables = tomllib.loads((package / file).read_text(encoding="utf-8"))
        for place, text in tongue.words(tables, is_word):
            yield Said(text, "", file, 0, ".".join(place))


def in_source(source: str, file: str) -> Iterator[Said]:
    """Every sentence of a file of source. Raises NotWritten."""
    tree = ast.parse(source)
    headings = [
        (number, found[1])
        for number, line in enumerate(source.splitlines(), start=1)
        if file.endswith(("text.py", "words.py")) and (found := _HEADING.fullmatch(line))
    ]
    keys = {id(part): told for node in ast.walk(tree) for part, told in _of_key(node)}
    for call, within in _calls(tree, ast.get_docstring(tree) or ""):
        wanted = call.args[: 1 if _called(call) == "_" else 2]
        written = [part.value for part in wanted if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if len(written) != len(wanted) or not all(written):
            raise NotWritten(f"{file}, line {call.lineno}: a sentence has to be written out where it is said")
        shown = keys.get(id(call)) or next((h for number, h in reversed(headings) if number < call.lineno), within)
        yield Said(written[0], "".join(written[1:]), file, call.lineno, shown)


def _called(node: ast.AST) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def _of_key(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """What a key says, and that it is a key's."""
    if _called(node) == "Key" and isinstance(node, ast.Call) and isinstance(node.args[0], ast.Constant):
        for part, place in zip(node.args[2:4], ("in the key bar, beside", "in the help, of the key"), strict=False):
            yield part, f"{place} {node.args[0].value!s}"


def _calls(node: ast.AST, within: str) -> Iterator[tuple[ast.Call, str]]:
    """Every sentence that is said, with the first line of the docstring of what says it."""
    for child in ast.iter_child_nodes(node):
        here = within
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            here = ast.get_docstring(child) or within
        if isinstance(child, ast.Call) and _called(child) in ("_", "many"):
            yield child, within.partition("\n")[0]
        yield from _calls(child, here)


def template(sentences: Iterable[Said], version: str) -> polib.POFile:
    """A file to translate: each sentence once, with every place where it is shown."""
    file = polib.POFile(wrapwidth=100)
    file.metadata = {
        "Project-Id-Version": f"netmeet {version}",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    entries: dict[tuple[str, str], polib.POEntry] = {}
    for said in sentences:
        entry = entries.get((said.english, said.more))
        if entry is None:
            forms = {"msgid_plural": said.more, "msgstr_plural": {0: "", 1: ""}} if said.more else {}
            entry = entries[said.english, said.more] = polib.POEntry(msgid=said.english, msgstr="", **forms)
            file.append(entry)
        place = (said.file, str(said.line) if said.line else "")
        if place not in entry.occurrences:
            entry.occurrences.append(place)
        shown = entry.comment.splitlines()
        if said.shown and said.shown not in shown:
            entry.comment = "\n".join((*shown, said.shown))
    return file


# -- what a translation lacks ----------------------------------------------------------------------------------


class Lack(NamedTuple):
    """Something about a sentence of a translation."""

    line: int
    english: str
    problem: str
    unfit: bool
    """Whether the sentence is shown in English because of it."""


def lacks(file: polib.POFile, sentences: Iterable[Said]) -> Iterator[Lack]:
    """What is missing, cannot be used, or may not fit."""
    there = {(said.english, said.more) for said in sentences}
    seen = set()
    for entry in file:
        if entry.obsolete:
            continue
        name = (entry.msgid, entry.msgid_plural)
        seen.add(name)
        yield from (Lack(entry.linenum, entry.msgid, *found) for found in _of(entry, name in there))
    for english, _ in sorted(there - seen):
        yield Lack(0, english, "it is not in this file", True)


def _of(entry: polib.POEntry, said: bool) -> Iterator[tuple[str, bool]]:
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not said:
        yield "netmeet does not say this", False
    elif not all(forms):
        yield "it is not translated yet", True
    elif entry.fuzzy:
        yield "somebody should look at it again: it is marked fuzzy", True
    else:
        for fault in translation.faults(entry):
            yield fault, True
        longest = max(len(entry.msgid), len(entry.msgid_plural))
        for form in forms:
            gone = sorted({cap for cap in _CAPS.findall(entry.msgid) if form.count(cap) < entry.msgid.count(cap)})
            if gone:
                yield f"these keys or commands are missing: {' '.join(gone)}", False
            if len(form) > max(longest * LONGEST, longest + 3):
                yield f"it is {len(form) - longest} characters longer than the English, and may not fit", False
