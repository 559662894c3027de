"""``netmeet practice map`` and ``netmeet practice group``: read, handed on, forgotten; several side by side."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netmeet_tui import places
from netmeet_tui.cli import netmeet
from netmeet_tui.cli.practice.map import NOTHING
from netmeet_tui.practice import handed_map
from netmeet_tui.practice.readiness import aliases, keep
from netmeet_tui.report.file import write
from tests.practice.small import BEGUN, PACK, STORIES, practised

MARKS = re.compile(r"\d ?%|\d of \d|score|rank|best|total|streak|average|ahead of|behind", re.IGNORECASE)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "data" / "practice" / "practice.db"
    monkeypatch.setattr(places, "practice_file", lambda: file)
    monkeypatch.setattr(places, "policy_folder", lambda: tmp_path / "policy")
    monkeypatch.setattr("netmeet_tui.practice.read.shipped", lambda: STORIES)
    monkeypatch.chdir(tmp_path)
    return file


def shown(*words: str | Path, typed: str = "") -> Result:
    result = CliRunner().invoke(netmeet, ["practice", "map", *map(str, words)], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def side_by_side(*words: str | Path, columns: int = 80) -> Result:
    result = CliRunner().invoke(netmeet, ["practice", "group", *map(str, words)], env={"COLUMNS": str(columns)})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def both(book: Path) -> None:
    """Two who practised, one of them in two stories."""
    keep(book, practised("T-02", datetime(2025, 11, 7)))
    keep(book, practised("T-01", BEGUN, steps=("danger", "left"), clauses=("C-22",), outcomes=("gp",)))
    keep(book, practised("T-01", BEGUN, alias="Robin", outcomes=()))


def test_before_anything_was_practised_it_says_so_and_makes_nothing(book: Path) -> None:
    result = shown()
    assert (result.exit_code, result.output) == (0, f"{NOTHING}\n")
    for words in (["--forget", "--yes"], ["--export", "m.json"], ["--alias", "Wren"]):
        result = shown(*words)
        assert result.exit_code == (0 if words[0] == "--alias" else 2), words
        assert "Nothing has been practised on this computer yet" in result.output
    assert not book.parent.exists()


def test_a_map_is_shown_in_three_lists_with_the_month_and_the_stories_and_no_mark(book: Path) -> None:
    both(book)
    result = shown()
    assert result.exit_code == 0
    assert result.output.splitlines()[1:3] == ["  Robin", "  Wren"]
    result = shown("--alias", "wREN")
    assert result.exit_code == 0
    rows = result.output.splitlines()
    assert rows[0] == "What Wren has practised, and when last. Nothing here is a mark."
    assert f"  + March 2026      {PACK.steps['danger'].words.short} (T-01, T-02)" in rows
    assert f"  + November 2025   {PACK.steps['talk'].words.short} (T-02)" in rows
    assert f"  - not yet         {PACK.steps['stay'].words.short}" in rows
    assert f"  + March 2026      C-22  {PACK.clauses['C-22'].says} (T-01)" in rows
    assert f"  - not yet         C-25  {PACK.clauses['C-25'].says}" in rows
    assert f"  + March 2026      {PACK.words.outcomes['gp']} (T-01)" in rows
    listed = [row for row in rows if row.startswith(("  + ", "  - "))]
    served = {clause for step in PACK.steps.values() for clause in step.serves}
    assert len(listed) == len(PACK.steps) + len(served) + len(PACK.words.outcomes) - 1
    suggested = rows[rows.index("If you like, next:") + 1 : rows.index("Steps") - 1]
    assert [row for row in suggested[::2] if not re.match(r"  T-0[123]  Sorrel", row)] == []
    assert [row for row in suggested[1::2] if not row.startswith("      You ")] == []
    assert len(suggested) in (2, 4, 6)
    assert not MARKS.search(result.output)
    assert shown("--alias", "Nobody").exit_code == 2
    assert "There are maps of: Robin, Wren." in shown("--alias", "Nobody").output


def test_a_map_is_handed_on_with_a_name_with_another_or_with_none(book: Path, tmp_path: Path) -> None:
    both(book)
    assert "There are several names" in shown("--export", "m.json").output
    result = shown("--alias", "wren", "--export", "m.json")
    assert result.exit_code == 0
    assert "with the name Wren" in result.output
    told = json.loads((tmp_path / "m.json").read_text())
    assert told == {
        "format": "netmeet practice map",
        "version": 1,
        "name": "Wren",
        "steps": {"danger": "2026-03-04", "talk": "2025-11-07", "left": "2026-03-04"},
        "clauses": {"C-12": "2025-11-07", "C-15": "2025-11-07", "C-22": "2026-03-04"},
        "outcomes": {"gp": "2026-03-04", "self": "2025-11-07"},
    }
    before = (tmp_path / "m.json").read_bytes()
    taken = shown("--alias", "wren", "--export", "m.json", "--no-name")
    assert (taken.exit_code, (tmp_path / "m.json").read_bytes()) == (2, before)
    assert "With --force it is replaced." in taken.output
    for words, name in ((["--no-name"], ""), (["--as", " Fourth  table "], "Fourth table")):
        assert shown("--alias", "wren", "--export", "m.json", "--force", *words).exit_code == 0
        assert handed_map.read(tmp_path / "m.json").name == name
    for words in (["--as", "x" * 25], ["--as", "a", "--no-name"], ["--forget"]):
        assert shown("--alias", "wren", "--export", "n.json", *words).exit_code == 2
    assert shown("--alias", "wren", "--export", "n.txt").exit_code == 2
    assert shown("--alias", "wren", "--export", "no/n.json").exit_code == 2
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["data", "m.json"]


def test_a_name_is_forgotten_only_when_it_was_said_once_more(book: Path) -> None:
    both(book)
    assert shown("--forget", "--yes").exit_code == 2
    result = shown("--alias", "wren", "--forget", typed="n\n")
    assert (result.exit_code, aliases(book)) == (2, ("Robin", "Wren"))
    assert "Nothing was forgotten." in result.output
    result = shown("--alias", "wren", "--forget", typed="y\n")
    assert (result.exit_code, aliases(book)) == (0, ("Robin",))
    assert shown("--forget", "--yes").exit_code == 0
    assert shown().output == f"{NOTHING}\n"


def test_a_book_that_cannot_be_read_is_told_in_a_sentence(book: Path) -> None:
    book.parent.mkdir(parents=True)
    book.write_bytes(b"garbage" * 999)
    for words in ([], ["--alias", "Wren"], ["--forget"], ["--export", "m.json"]):
        result = shown(*words)
        assert result.exit_code == 2
        assert re.fullmatch(
            r"Error: The file practice\.db in the folder [^\n]* is damaged[^\n]*\.\n", result.output
        )


# -- several side by side ------------------------------------------------------------------------------------


def map_file(folder: Path, name: str, **days: dict[str, str]) -> Path:
    """A map that somebody handed on."""
    lists = {sort: days.get(sort, {}) for sort in ("steps", "clauses", "outcomes")}
    file = folder / f"{len(list(folder.iterdir()))}.json"
    write(file, json.dumps({"format": handed_map.FORMAT, "version": 1, "name": name, **lists}).encode())
    return file


def test_people_stand_in_the_order_of_the_files_and_what_nobody_has_practised_is_told(tmp_path: Path) -> None:
    files = [
        map_file(tmp_path, "Wren", steps={"danger": "2026-03-04"}, clauses={"C-22": "2025-12-31"}),
        map_file(tmp_path, "", steps={"danger": "2025-11-01", "left": "2026-01-01"}),
        map_file(tmp_path, "Abelard of the river", outcomes={"gp": "2026-10-10"}),
    ]
    result = side_by_side(*files)
    rows = result.output.splitlines()
    assert (result.exit_code, result.stderr) == (0, "")
    assert rows[:4] == ["+ and a month: practised, and when last.  -: not yet.", "  1 Wren", "  2 no name",
                        "  3 Abelard of the river"]  # fmt: skip
    assert f"{'Steps':30}  1 Wren      2 no name   3 Abelard…" in rows
    assert f"{PACK.steps['danger'].words.short:30}  + Mar 2026  + Nov 2025  -" in rows
    assert f"{PACK.steps['left'].words.short:30}  -           + Jan 2026  -" in rows
    assert any(row.startswith("C-22 ") and row.endswith("  + Dec 2025  -           -") for row in rows)
    told = f"{PACK.words.outcomes['gp'][:20]}"
    assert any(row.startswith(told) and row.endswith("  -           -           + Oct 2026") for row in rows)
    steps = rows[rows.index("Steps that nobody has practised yet:") + 1 :]
    nobody = steps[: steps.index("")]
    assert nobody == [f"  {step.words.short}" for step in PACK.steps.values() if step.id not in ("danger", "left")]
    assert not MARKS.search(result.output)


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_with_more_people_than_there_is_room_for_the_others_follow_below(tmp_path: Path, columns: int) -> None:
    files = [map_file(tmp_path, f"Person {number}", steps={"talk": "2026-03-04"}) for number in range(7)]
    result = side_by_side(*files, columns=columns)
    table = result.output[: result.output.index("Steps that nobody")]
    talks = [row for row in table.splitlines() if row.startswith(f"{PACK.steps['talk'].words.short:30}")]
    assert sum(row.count("+ Mar 2026") for row in talks) == 7
    assert len(talks) == -(-7 // ((columns - 30) // 12))
    assert max(map(len, table.splitlines())) <= columns


HOSTILE: dict[str, tuple[Callable[[str], str | bytes], str]] = {
    "empty": (lambda _: "", "it is not valid JSON"),
    "no JSON": (lambda text: text[:-9], "it is not valid JSON"),
    "deep": (lambda _: '{"x": ' + "[" * 50_000, "it is not valid JSON"),
    "no text": (lambda _: b"\xff\xfe\x00{}", "it is not valid JSON"),
    "a list": (lambda _: "[]", "this is no map of what was practised."),
    "something else": (lambda _: '{"format": "x", "version": 1}', "format: this is no map of what was practised."),
    "no version": (lambda text: text.replace('"version": 1,', ""), "version: it is missing."),
    "newer": (lambda text: text.replace('"version": 1', '"version": 2'), "version: this map is of another netmeet"),
    "no outcomes": (lambda text: text.replace('"outcomes": {}', '"version": 1'), "outcomes: it is missing."),
    "more": (
        lambda text: text.replace("{", '{"\\u001b[2Jmore": 1, ', 1),
        "\N{REPLACEMENT CHARACTER}[2Jmore: no map",
    ),
    "a type": (lambda text: text.replace('"Wren"', "3"), "name: this cannot stand there."),
    "a day": (lambda text: text.replace("2026-03-04", "2026-13-04"), "steps: what stands there is no day."),
    "a number": (lambda text: text.replace('"2026-03-04"', "5"), "steps: what stands there is no day."),
    "a name to obey": (lambda text: text.replace("Wren", "\\u001b]0;x\\u0007"), "name: it has to be one line"),
    "a long name": (lambda text: text.replace("Wren", "W" * 25), "name: it has to be one line of at most 24"),
    "5 MB": (lambda text: text + " " * 5_000_000, "it is larger than 100,000 bytes"),
}


@pytest.mark.parametrize("wrong", HOSTILE)
def test_a_wrong_file_is_told_with_its_place_and_the_others_are_shown(tmp_path: Path, wrong: str) -> None:
    good = map_file(tmp_path, "Robin", steps={"danger": "2026-03-04"})
    bad = map_file(tmp_path, "Wren", steps={"talk": "2026-03-04"})
    change, says = HOSTILE[wrong]
    changed = change(bad.read_text())
    bad.write_bytes(changed if isinstance(changed, bytes) else changed.encode())
    result = side_by_side(bad, good)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{bad}: {says}"), result.stderr
    assert result.stderr.count("\n") == 1
    assert "  1 Robin\n" in result.stdout
    assert "\x1b" not in result.output


def test_what_is_no_file_is_told_and_what_is_of_another_policy_is_left_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    result = side_by_side(tmp_path / "pipe", tmp_path, tmp_path / "none")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        f"{tmp_path / 'pipe'}: this is no file.",
        f"{tmp_path}: this is no file.",
        f"{tmp_path / 'none'}: there is no such file.",
    ]
    other = map_file(tmp_path, "Wren", steps={"\x1b[2J": "2026-03-04", "elsewhere": "2026-03-04"})
    result = side_by_side(other)
    assert (result.exit_code, result.stderr) == (
        0,
        "Some of what was practised is of another policy, and left out here.\n",
    )
    assert "elsewhere" not in result.stdout
    assert "\x1b" not in result.stdout
