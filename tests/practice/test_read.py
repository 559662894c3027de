"""Stories from files: what is read, and what is said of a file that cannot be."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from importlib import resources
from pathlib import Path

import pytest

from netmeet_tui.policy.written import LARGEST
from netmeet_tui.practice.read import TOUR, StoryError, files, find, ids, read, shipped
from netmeet_tui.practice.story import Verdict
from netmeet_tui.practice.texts import LONGEST, texts

BLANK = (resources.files("netmeet_tui.practice") / "blank.toml").read_text(encoding="utf-8")

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(content: str | bytes) -> Path:
        file = tmp_path / "ours.toml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return written


def told(file: Path) -> tuple[str, ...]:
    """What is wrong with a file."""
    with pytest.raises(StoryError) as error:
        read(file)
    for problem in error.value.problems:
        assert problem.isprintable(), "it is shown on one line, and nothing in it is obeyed"
    return error.value.problems


def other(before: str, after: str) -> str:
    """The blank story with one thing written otherwise."""
    assert BLANK.count(before) >= 1, before
    return BLANK.replace(before, after, 1)


# -- which there are -------------------------------------------------------------------------------------------


def test_a_story_is_read(write: Write) -> None:
    story = read(write(BLANK))
    assert (story.id, story.title, story.nation, story.mode) == ("OUR-1", "The bus", "ENG", "in-person")
    assert story.at == datetime(2026, 11, 24, 14)
    assert (story.person[0].word, story.line[1].id, story.injection[0].id) == ("Sam", "sam-laughs", "driver")
    assert story.course[0].verdict is Verdict.INSIDE
    assert not story.forbidden[1].seen
    assert (story.facilitators, story.settings) == (2, {})


def test_a_file_from_another_editor_is_read(write: Write) -> None:
    assert read(write(b"\xef\xbb\xbf" + BLANK.replace("\n", "\r\n").encode())).id == "OUR-1"


def test_stories_come_in_order_and_without_the_tour() -> None:
    stories = shipped()
    assert [story.id for story in stories] == list(ids()) == sorted(ids())
    assert {"V-01", "V-20"} <= set(ids())
    assert TOUR not in ids()
    folder = resources.files("netmeet_tui.practice") / "stories"
    assert len(files()) == len(ids()) + 1 == len(list(folder.iterdir())), "each file has an id of its own"


@pytest.mark.parametrize(
    ("name", "story"),
    [("V-03", "V-03"), ("v-3", "V-03"), ("3", "V-03"), (" 03 ", "V-03"), ("3-OFF", "V-03-off"), ("tour", TOUR)],
)
def test_a_story_is_found_by_its_id(name: str, story: str) -> None:
    assert read(find(name)).id == story


def test_a_story_is_found_by_its_path(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(BLANK)
    assert read(find(str(file))).id == "OUR-1"
    monkeypatch.chdir(file.parent)
    assert read(find("ours.toml")).id == "OUR-1"


@pytest.mark.parametrize("name", ["V-99", "", "30", "talk", "V-0", "\x1b[2J"])
def test_a_story_that_there_is_not(name: str) -> None:
    with pytest.raises(StoryError) as error:
        find(name)
    (problem,) = error.value.problems
    assert problem.startswith("there is no story '")
    assert "expected is one of: TOUR, V-01, V-02" in problem
    assert problem.isprintable()


# -- files that are none ---------------------------------------------------------------------------------------


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert told(tmp_path / "none.toml") == ("none.toml: there is no such file",)
    assert told(tmp_path) == (f"{tmp_path.name}: there is no such file",)


def test_an_empty_file_lacks_everything(write: Write) -> None:
    problems = told(write(""))
    assert "ours.toml, id: it is missing; write it at the top of the file" in problems
    assert "ours.toml, line: it is missing; write at least one [[line]], with two brackets" in problems
    needed = {"id", "title", "note", "nation", "at", "setting", "clauses", "learning"}
    needed |= {"person", "line", "permitted", "forbidden", "course"}
    assert {problem.split(": ")[0] for problem in problems} == {f"ours.toml, {key}" for key in needed}
    assert len(problems) == len(needed)


def test_what_is_no_text(write: Write) -> None:
    assert told(write(b"\xff\xfe\x00")) == ("ours.toml: it is not UTF-8 text; save it as UTF-8",)
    (problem,) = told(write("id = \n"))
    assert problem.startswith("ours.toml: it is not valid TOML: Invalid value (at line 1, column 6)")


def test_five_megabytes_are_no_story_and_are_not_read(write: Write) -> None:
    file = write(BLANK)
    os.truncate(file, 5_000_000)
    assert told(file) == (f"ours.toml: it is larger than {LARGEST:,} bytes, and so no story",)
    assert read(write(f"{BLANK}{'#' * (LARGEST - len(BLANK.encode()))}")).id == "OUR-1"


@pytest.mark.parametrize(
    "text", ["title = " + "[" * 50_000, "a = " + "{a=" * 50_000, "[" + "a." * 50_000 + "a]", "a = " + "9" * 9000]
)
def test_deep_tables_and_long_numbers(write: Write, text: str) -> None:
    (problem,) = told(write(text))
    assert problem.startswith(("ours.toml: it is not valid TOML: ", "ours.toml: a line of it has more dots than"))
    assert len(problem) < 500


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may read everything reads this, too")
def test_a_file_that_may_not_be_read(write: Write) -> None:
    file = write(BLANK)
    file.chmod(0)
    assert told(file) == ("ours.toml: it cannot be read (Permission denied)",)


# -- tables and keys -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('title = "The bus"', 'titel = "The bus"', "ours.toml: there is no key 'titel'; 'title' may be meant"),
        ('title = "The bus"', "", "ours.toml, title: it is missing; write it at the top of the file"),
        ('title = "The bus"', "title = 5", "ours.toml, title: it has to be text in quotes; there is 5"),
        ('nation = "ENG"', "nation = true", "ours.toml, nation: it has to be text in quotes; there is true"),
        (
            "at = 2026-11-24T14:00:00",
            "at = 2026-11-24",
            "ours.toml, at: it has to be a date and a time without a zone, like 2026-11-24T14:00:00; there is "
            "a date or a time",
        ),
        (
            "at = 2026-11-24T14:00:00",
            "at = 2026-11-24T14:00:00Z",
            "ours.toml, at: it has to be a date and a time without a zone, like 2026-11-24T14:00:00; the zone "
            "is the nation's own",
        ),
        (
            "at = 2026-11-24T14:00:00",
            "at = 9999-12-31T23:59:00",
            "ours.toml, at: it has to be a date and a time without a zone",
        ),
        (
            'never = ["danger=yes", "danger=unsure", "left=danger-now"]',
            'never = "danger=yes"',
            'ours.toml, never: it has to be a list of texts, like ["…", "…"]; there is \'danger=yes\'',
        ),
        (
            'never = ["danger=yes", ',
            'never = ["danger=yes", 5, ',
            'ours.toml, never: it has to be a list of texts, like ["…", "…"]; there is 5, as number 2',
        ),
        (
            'mode = "in-person"',
            'settings = {nation = 5}\nfacilitators = "2"',
            "ours.toml, settings: it has to be a table of its own, [settings], with every value in quotes; there "
            "is 5, as nation",
        ),
        (
            'mode = "in-person"',
            'settings = {nation = 5}\nfacilitators = "2"',
            "ours.toml, facilitators: it has to be a number without quotes; there is '2'",
        ),
        (
            'verdict = "inside"',
            'verdict = "fine"',
            "ours.toml, [[course]] 1, verdict: it has to be one of: inside, outside, discuss; there is 'fine'",
        ),
        (
            "[[person]]",
            "[person]",
            "ours.toml, [[person]]: write it as [[person]], with two brackets; there is a t",
        ),
        ('seat = "A"\n', "", "ours.toml, [[person]] 1, seat: it is missing; write it in this table"),
        (
            'when = [">sam-laughs"]',
            'wen = [">sam-laughs"]',
            "ours.toml, [[line]] 3: there is no key 'wen'; 'when' may be meant",
        ),
        (
            'when = ["begin"]',
            "when = []",
            "ours.toml, [[line]] 1, when: there is no moment at which it is said; write",
        ),
        (
            'does = "Sam laughs, then sees that you were worried."',
            "",
            "ours.toml, [[line]] 3: nobody says or does anything; write words, or does, or both",
        ),
        (
            'who = "A"',
            'who = "B"',
            "ours.toml, [[line]] 1, who: there is no seat 'B'; expected is one of: A; leave it out for what",
        ),
        (
            'seat = "A"',
            'seat = "B"',
            "ours.toml, [[person]] 1, seat: the seats are lettered A, B, C and so on; write 'A' instead of 'B'",
        ),
        ('id = "OUR-1"', 'id = "our 1"', "ours.toml, id: 'our 1' is no id; write a capital letter, then letters,"),
        (
            'id = "driver"',
            'id = "Driver!"',
            "ours.toml, [[injection]] 1, id: 'Driver!' is no id; write small letters",
        ),
        (
            'id = "asked"',
            'id = "offered"',
            "ours.toml, [[course]] 2, id: 'offered' is the id of [[course]] 1, too; w",
        ),
        (
            'when = [">sam-laughs"]',
            'id = "sam-laughs"\nwhen = ["end"]',
            "ours.toml, [[line]] 3, id: 'sam-laughs' is the id of [[line]] 2, too; write another one",
        ),
        (
            'clauses = ["C-13", "C-15", "C-21"]',
            "clauses = []",
            "ours.toml, clauses: there is none; a story needs at",
        ),
        (
            'outcomes = ["open"]',
            'outcomes = [""]',
            "ours.toml, [[course]] 3, outcomes: '' cannot be a name; write one",
        ),
        (
            'nation = "ENG"',
            f'nation = "{"E" * 99}"',
            f"ours.toml, nation: '{'E' * 99}' cannot be a name; write one of the policy's",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(write: Write, before: str, after: str, problem: str) -> None:
    problems = told(write(other(before, after)))
    assert any(one.startswith(problem) for one in problems), problems


def test_everything_is_told_at_once_but_not_more_than_anybody_reads(write: Write) -> None:
    text = other('title = "The bus"', "title = 5").replace('who = "A"', 'who = "Z"')
    assert told(write(text)) == ("ours.toml, title: it has to be text in quotes; there is 5",), "the shape first"
    assert len(told(write(BLANK.replace('who = "A"', 'who = "Z"')))) == BLANK.count('who = "A"')
    many = BLANK + "\n".join(f'[[forbidden]]\nword{number} = "x"' for number in range(18))
    problems = told(write(many))
    assert len(problems) == 41
    assert problems[-1] == "ours.toml: and 14 more"


@pytest.mark.parametrize(
    ("table", "most"), [("person", 8), ("line", 80), ("injection", 9), ("discuss", 20), ("course", 20)]
)
def test_there_may_not_be_any_number_of_them(write: Write, table: str, most: int) -> None:
    there = BLANK.count(f"\n[[{table}]]")
    problems = told(write(BLANK + f"\n[[{table}]]" * (most + 1 - there)))
    assert f"ours.toml, [[{table}]]: there are {most + 1} of them; {most} are the most" in problems


def test_lists_may_not_be_of_any_length(write: Write) -> None:
    many = '"time=5", '
    text = other('path = ["flag', f'path = [{many * 130}"flag')
    assert told(write(text)) == ("ours.toml, [[course]] 1, path: there are 136 of them; 120 are the most",)
    text = other('    "Asking straight', '    "Good.",' * 9 + '\n    "Asking straight')
    assert told(write(text)) == ("ours.toml, learning: there are 10; 9 are the most",)


# -- texts -----------------------------------------------------------------------------------------------------

ENDED = 'teaches = "One plain question was enough."'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it is empty; write something, in one line"),
        ("  ", "it is empty; write something, in one line"),
        (
            "One\\nand another.",
            "there is a character in it that cannot be shown, or a new line; write it on one line",
        ),
        ("\\u001b[2JGone.", "there is a character in it that cannot be shown, or a new line"),
        ("Read \\u202eme.", "there is a character in it that cannot be shown, or a new line"),
        ("A\\u0000.", "there is a character in it that cannot be shown, or a new line"),
        ("A\\u2066b\\u200b.", "there is a character in it that cannot be shown, or a new line"),
        (" Blank first.", "there are blanks around it; take them out"),
        ("[red]Now[/red]", "write it without square brackets"),
        ("One [/] more.", "write it without square brackets"),
        ("[@click=app.quit]here", "write it without square brackets"),
        ("a" * 161, "it has 161 characters, and 160 fit on the screen; make it shorter"),
        ("Ring 116 123 now.", "it looks like a number to dial, and a practice shows none; write it in words"),
        ("Ring 0161 496 0000.", "it looks like a number to dial"),
        ("Ring 07 70 09 00.", "it looks like a number to dial"),
        ("Ring 999 8.", "it looks like a number to dial"),
        ("Ring 1119.", "it looks like a number to dial"),
        ("Ring ١١٦.", "it looks like a number to dial"),
    ],
)
def test_what_no_screen_can_show(write: Write, text: str, problem: str) -> None:
    problems = told(write(other(ENDED, f'teaches = "{text}"')))
    assert any(one.startswith(f"ours.toml, [[course]] 1, teaches: {problem}") for one in problems), problems


@pytest.mark.parametrize(
    "text",
    ["At 14:00, or 9.30. She is 17.", "“Not 999,” he says.", "111 is there all night.", "a" * 160, "1, 2 or 3?"],
)
def test_what_may_be_said(write: Write, text: str) -> None:
    assert read(write(other(ENDED, f'teaches = "{text}"'))).course[0].teaches == text


def test_each_text_has_its_bound() -> None:
    """No text can be written without one, and none of those that come with the program is at its end by chance."""
    seen = {text.part for story in (read(find("3")), read(find("20"))) for text in texts(story)}
    assert seen == LONGEST.keys()


def test_hostile_names_are_told_so_that_they_can_be_shown(write: Write) -> None:
    text = other('title = "The bus"', '"\\u001b[2J\\u202e" = 1\ntitle = "The bus"')
    assert told(write(text))[0].startswith("ours.toml: there is no key '\ufffd[2J\ufffd'; expected is one of: id")
    text = other('when = ["begin"]', 'when = ["\\u001b[2J"]')
    assert told(write(text))[0].startswith("ours.toml, [[line]] 1, when: '\ufffd[2J' cannot be a name")
