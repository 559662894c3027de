"""``netmeet practice``: which word is what, stories checked, a story to begin with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netmeet_tui import places, start
from netmeet_tui.cli import netmeet
from netmeet_tui.practice import read
from netmeet_tui.practice.story import Course, Expected, Injection, Line, Person, Story

IN_ORDER = "OUR-1 The bus: in order, 3 courses, 6 lines\n"

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No policy that someone has adopted on this machine, and a short way to write a path."""
    monkeypatch.setattr(places, "policy_folder", lambda: tmp_path / "policy")
    monkeypatch.chdir(tmp_path)


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(netmeet, ["practice", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def ours() -> Path:
    """The story to begin with."""
    file = Path("ours.toml")
    assert run("new", file).exit_code == 0
    return file


def other(file: Path, before: str, after: str, name: str = "") -> Path:
    """A story file with something written otherwise."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file = Path(name) if name else file
    file.parent.mkdir(exist_ok=True)
    file.write_text(text.replace(before, after), encoding="utf-8")
    return file


# -- new ---------------------------------------------------------------------------------------------------------


def test_the_story_to_begin_with_is_in_order_as_it_is() -> None:
    made = run("new", "our bus.toml")
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout == (
        "A story is in our bus.toml. Open it in any editor for text; then:\n"
        '  netmeet practice check "our bus.toml"\n'
        '  netmeet practice "our bus.toml"\n'
    )
    checked = run("check", "our bus.toml")
    assert (checked.exit_code, checked.output) == (0, IN_ORDER)


def test_every_key_is_told_in_the_story_to_begin_with(ours: Path) -> None:
    text = ours.read_text(encoding="utf-8")
    for kind in (Story, Person, Line, Injection, Expected, Course):
        for key in kind.__struct_fields__:
            assert f"{key} " in text or f"[[{key}]]" in text, key
    assert max(map(len, text.splitlines())) < 150


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ours.toml", "There already is a file ours.toml, so nothing was written: please choose another name."),
        ("none/ours.toml", "Nothing can be written to none/ours.toml: please see that the folder is there, "),
        ("ours", "Please give the file a name that ends in .toml, like ours.toml."),
    ],
)
def test_no_file_is_written_over(ours: Path, name: str, said: str) -> None:
    ours.write_text("mine", encoding="utf-8")
    result = run("new", name)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {said}")
    assert [path.name for path in Path().iterdir()] == ["ours.toml"]
    assert ours.read_text(encoding="utf-8") == "mine"


# -- check -------------------------------------------------------------------------------------------------------


def test_without_a_file_the_stories_of_the_program_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    known = read.files()
    monkeypatch.setattr(read, "files", lambda: known[-1:])
    result = run("check")
    assert result.exit_code == 0
    assert result.output.startswith(f"{read.read(known[-1]).id} ")
    assert ": in order, " in result.output
    assert result.output.count("\n") == 1


def test_a_story_of_the_program_is_checked_by_its_id() -> None:
    result = run("check", "v-20", "V-99")
    assert result.exit_code == 2
    assert result.stdout.startswith("V-20 A false alarm: in order, ")
    assert result.stderr == "V-99: there is no such file\n"


def test_what_is_not_in_order_is_told_line_by_line(ours: Path) -> None:
    other(ours, "OUR-1", "OUR-2", "more/two.toml")
    wrong = other(ours, 'path = ["flag=own-life@A"', 'path = ["flag=own@A"', "more/wrong.toml")
    other(wrong, "OUR-1", "OUR-3")
    result = run("check", ours, "more", ours)
    assert result.exit_code == 1
    kinds = "expected is one of: ill, own-life, harm-other, child, other-person, unsure"
    assert result.stdout == (
        f"{IN_ORDER}{IN_ORDER.replace('-1', '-2')}"
        f"more/wrong.toml, [[course]] 1, path: there is no kind 'own'; {kinds}\n"
        f"more/wrong.toml, [[course]] 3, path: there is no kind 'own'; {kinds}\n"
    )


def test_what_cannot_be_read_is_told_and_the_rest_is_checked(ours: Path) -> None:
    other(ours, 'title = "The bus"', "title = 5", "more/wrong.toml")
    Path("empty").mkdir()
    result = run("check", "more", "none.toml", "empty", ours)
    assert result.exit_code == 2
    assert result.stdout == IN_ORDER
    assert result.stderr == (
        "empty: there is no story in this folder; their names end in .toml\n"
        "more/wrong.toml, title: it has to be text in quotes; there is 5\n"
        "none.toml: there is no such file\n"
    )


def test_two_stories_with_one_id(ours: Path) -> None:
    other(ours, "The bus", "Another", "two.toml")
    result = run("check", ours, "two.toml")
    assert result.exit_code == 2
    assert result.stderr == "two.toml, id: 'OUR-1' is that of ours.toml, too; each story needs its own\n"


def test_another_policy(ours: Path, tmp_path: Path) -> None:
    assert run("check", "--pack", tmp_path, ours).exit_code == 2
    folder = tmp_path / "pack"
    assert CliRunner().invoke(netmeet, ["policy", "init", str(folder)]).exit_code == 0
    words = folder / "clauses.toml"
    assert run("check", "--pack", folder, ours).output == IN_ORDER
    other(words, "[C-21]", "[C-021]")
    assert "This policy pack cannot be used" in run("check", "--pack", folder, ours).stderr


# -- playing -----------------------------------------------------------------------------------------------------


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the screens were opened with."""
    calls: list[object] = []

    def practice(
        story: str = "", mode: str = "", *, tour: bool = False, back: bool = False, plain: bool = False
    ) -> int:
        calls.append((story, mode, tour, back, plain))
        return 7

    monkeypatch.setattr(start, "practice", practice)
    return calls


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ((), ("", "", False, False, False)),
        (("V-03",), ("V-03", "", False, False, False)),
        (("3", "--mode", "pair"), ("3", "pair", False, False, False)),
        (("--mode", "trainer", "ours.toml"), ("ours.toml", "trainer", False, False, False)),
        (("--mode=solo",), ("", "solo", False, False, False)),
        (("play", "v-03-off"), ("v-03-off", "", False, False, False)),
        (("--back",), ("", "", False, True, False)),
        (("tour",), ("", "", True, False, False)),
        (("V-03", "--plain"), ("V-03", "", False, False, True)),
        (("tour", "--plain"), ("", "", True, False, True)),
    ],
)
def test_what_is_played(played: list[object], words: tuple[str, ...], call: tuple[object, ...]) -> None:
    assert run(*words).exit_code == 7
    assert played == [call]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("chek",),
            "There is no story or command 'chek'; did you mean check? `netmeet practice` shows every story.",
        ),
        (("V-99",), "There is no story or command 'V-99'; did you mean V-09"),
        (("x\x1b[2J",), "There is no story or command 'x\ufffd[2J'. `netmeet practice` shows every story."),
        (("--mode", "duo"), "Invalid value for '--mode': 'duo' is not one of 'solo', 'pair', 'trainer'."),
        (("V-03", "V-04"), "Got unexpected extra argument (V-04)"),
    ],
)
def test_what_is_not_played(played: list[object], words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not played


def test_help_is_help(played: list[object]) -> None:
    for word in ("-h", "--help"):
        assert run(word).output.startswith("Usage: netmeet practice [--mode MODE] [STORY] | COMMAND")
    for command in ("play", "tour", "check", "new", "map", "group"):
        assert f"\n  {command} " in run("-h").output
        assert run(command, "--help").exit_code == 0
    assert not played
