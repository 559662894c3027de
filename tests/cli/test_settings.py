"""``netmeet settings``: told, changed with what follows, and refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netmeet_tui import places, settings
from netmeet_tui.cli import netmeet
from netmeet_tui.doctor import ledger
from netmeet_tui.doctor.questions import questions
from netmeet_tui.policy import difference
from netmeet_tui.policy.load import shipped
from netmeet_tui.settings_told import items

SIGNED = ("--by", "Robin Reed", "--on", "2026-03-01", "--advice", "a letter")
PACK = shipped()
COMPARED = difference.Differences(PACK)
"""What was once worked out is kept: tests/policy/test_difference.py looks at it each time anew."""


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings of this computer would be; nobody has adopted a policy."""
    path = tmp_path / "config" / "settings.toml"
    monkeypatch.setattr(places, "settings_file", lambda: path)
    monkeypatch.setattr(places, "policy_folder", lambda: tmp_path / "policy")
    monkeypatch.setattr(difference, "Differences", lambda _: COMPARED)
    return path


def run(*words: str, typed: str = "") -> Result:
    result = CliRunner().invoke(netmeet, ["settings", *words], input=typed, env={"COLUMNS": "80"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def flat(result: Result) -> str:
    return " ".join(result.output.split())


def test_every_setting_is_told_by_name_and_in_plain_words(file: Path) -> None:
    told = flat(run("list"))
    assert told.replace(" ", "").startswith(f"{file}(thereisnoneyet:everythingisasnetmeetcomes)")
    for item in items(settings.Settings(), {}, PACK):
        assert (f"{item.name} = {item.now}" if item.now else f"{item.name} is not said") in told
        assert item.asks in told
    run("set", "records", "none", *SIGNED, "--yes")
    told = flat(run("list"))
    assert "records = none What do you keep" in told
    assert "Robin Reed decided on 1 March 2026, on the advice of: a letter." in told
    assert not file.with_name("x").exists()
    file.write_text(f"{file.read_text()}[decided.colour]\n", encoding="utf-8")
    assert "[decided.colour], name nothing that an organisation decides" in flat(run("list"))


def test_what_a_change_changes_is_told_before_it_is_saved(file: Path) -> None:
    result = run("set", "child_threshold", "immediate", *SIGNED, "--review", "2027-03-01", typed="n\n")
    assert result.exit_code == 2
    assert not file.exists()
    result = run("set", "child_threshold", "immediate", *SIGNED, "--review", "2027-03-01", typed="y\n")
    assert result.exit_code == 0
    told = flat(result)
    diff = CliRunner().invoke(
        netmeet, ["policy", "diff", "--set", "child_threshold=immediate"], env={"COLUMNS": "80"}
    )
    assert " ".join(diff.output.split()) in told
    assert told.index("its title: “Is any child in danger") < told.index("Save this?") < told.index("Saved in ")
    read = settings.read(file)
    book = ledger.read(read.decided, PACK.settings, file, read.decided["child_threshold"]["review"])
    assert (read.policy, book.mistakes) == ({"child_threshold": "immediate"}, {})
    assert book.decisions["child_threshold"].value == "immediate"


def test_what_is_so_on_this_computer_needs_no_name(file: Path) -> None:
    for name, value in (("theme", "light"), ("keyring", "false"), ("organisation.lead_phone", "02079460000")):
        assert run("set", name, value, "--yes").exit_code == 0
    read = settings.read(file)
    assert (read.theme, read.keyring, read.organisation.lead_phone) == ("light", False, "020 7946 0000")
    assert run("set", "organisation.lead_phone", "", "--yes").exit_code == 0
    assert settings.read(file).organisation.lead_phone == ""


def test_a_setting_that_does_not_fit_the_policy_is_put_right_by_setting_it(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('[policy]\nnation = "FRA"\n', encoding="utf-8")
    assert run("set", "nation", "SCT", "--yes").exit_code == 0
    assert settings.read(file).policy == {"nation": "SCT"}


WRONG = [
    (("set", "themes", "dark"), "There is no setting “themes”; did you mean theme; there are: theme, keyring, "),
    (("set", "\x1b[2J", "dark"), "There is no setting “�[2J”; there are: "),
    (("set", "theme", "pink"), "theme: Please choose from: dark, light."),
    (("set", "lock_after_minutes", "601"), "lock_after_minutes: Please write a number from 0 to 600."),
    (("set", "organisation.lead_phone", "12"), "organisation.lead_phone: Please look at the number again: "),
    (("set", "theme", "light", *SIGNED), "theme needs nobody's name to it: please leave --by and the like out."),
    (("set", "records", "none"), "The law leaves records open, so please say who decided it with --by, --on and "),
    (("set", "records", "none", "--by", "Robin"), "--advice: Please write on whose advice, on one line: "),
    (("set", "records", "none", *SIGNED, "--on", "2999-01-01"), "--on: That day is still to come: "),
    (("answer", "nspcc", *SIGNED), "There is no question “nspcc”; did you mean nspcc-hours; there are: "),
    (("answer", "nspcc-hours"), "--by: Please write who decided, on one line: "),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(file: Path, words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.output.startswith(f"Error: {said}")
    assert result.output.count("\n") == 1
    assert not file.exists()


@pytest.mark.parametrize("words", [("list",), ("set", "theme", "dark", "--yes"), ("questions",)])
def test_a_file_that_cannot_be_used_is_said_and_left_as_it_is(file: Path, words: tuple[str, ...]) -> None:
    file.parent.mkdir()
    file.write_bytes(b"theme = [/x")
    result = run(*words)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert str(file) in result.output
    assert file.read_bytes() == b"theme = [/x"


def test_a_file_that_is_changed_while_it_is_asked_is_not_written_over(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.parent.mkdir()
    file.write_text('theme = "dark"\n', encoding="utf-8")

    def meanwhile(_: object) -> difference.Differences:
        file.write_text('theme = "light"\n', encoding="utf-8")
        return COMPARED

    monkeypatch.setattr(difference, "Differences", meanwhile)
    result = run("set", "nation", "WLS", "--yes")
    assert result.exit_code == 2
    assert "changed meanwhile by somebody else" in result.output
    assert file.read_text(encoding="utf-8") == 'theme = "light"\n'


def test_every_question_is_told_with_who_answered_it(file: Path) -> None:
    told = flat(run("questions"))
    assert all(f"{name}: {one.short} {one.asks}" in told for name, one in questions().items())
    assert told.count("Nobody's name is to it yet.") == len(questions())
    assert run("answer", "nspcc-hours", *SIGNED).exit_code == 0
    assert settings.read(file).answered["nspcc-hours"]["by"] == "Robin Reed"
    told = flat(run("questions"))
    assert "(UK-17) Robin Reed decided on 1 March 2026, on the advice of: a letter." in told
    assert told.count("Nobody's name is to it yet.") == len(questions()) - 1
