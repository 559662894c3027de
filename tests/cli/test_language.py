"""``netmeet language``: a file to translate, and what a translation still lacks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner

from netmeet_tui import translation, translator
from netmeet_tui.cli import netmeet
from tests.languages import entry, written


def test_a_template_is_a_catalogue_in_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "netmeet_tui", "language", "template"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        cwd=Path(__file__).parents[2],
    )
    path = tmp_path / "cy.po"
    path.write_bytes(done.stdout)
    file = translation.parsed(path)
    assert {"Start a meeting now", "Talk with them"} <= {one.msgid for one in file}
    assert not file.translated_entries()
    assert done.stderr == b""


@pytest.fixture(scope="module", autouse=True)
def said() -> Iterator[list[translator.Said]]:
    """Every sentence there is, looked for once."""
    found = list(translator.every())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translator, "every", lambda: iter(found))
        yield found


@pytest.fixture
def whole(tmp_path: Path, said: list[translator.Said]) -> Path:
    """Everything, translated into itself."""
    path = tmp_path / "cy.po"
    file = translator.template(said, "1.0")
    for one in file:
        if one.msgid_plural:
            one.msgstr_plural = {0: one.msgid, 1: one.msgid_plural}
        else:
            one.msgstr = one.msgid
    file.save(str(path))
    return path


def test_a_whole_translation_is_told_to_be_one(whole: Path) -> None:
    done = CliRunner().invoke(netmeet, ["language", "check", str(whole)])
    assert done.exit_code == 0
    count = len(polib.pofile(str(whole)))
    assert done.stdout == f"{count} of {count} sentences can be used; the others are shown in English.\n"


def test_what_cannot_be_used_is_told_with_its_line(whole: Path) -> None:
    file = translation.parsed(whole)
    for one in file:
        if one.msgid == "To: {route}":
            one.msgstr = "I: {llwybr}"
        if one.msgid == "Not now":
            one.msgstr = "Nid ar hyn o bryd"
    file.save(str(whole))
    lines = whole.read_text(encoding="utf-8").splitlines()
    done = CliRunner().invoke(netmeet, ["language", "check", str(whole)])
    assert done.exit_code == 1
    told = done.stdout.splitlines()
    (first,) = [one for one in told if "“To: {route}”: what is filled in has to be {route}, and is {llwybr}" in one]
    line = int(first.removeprefix("line ").partition(":")[0])
    assert 'msgid "To: {route}"' in lines[line - 1 : line + 4]
    assert any("“Not now”: it is 10 characters longer" in one for one in told)
    assert len(told) == 3


def test_a_file_that_lacks_almost_everything_is_no_fault(tmp_path: Path) -> None:
    done = CliRunner().invoke(netmeet, ["language", "check", str(written(tmp_path, entry("Not now", "Nid nawr")))])
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1].startswith("1 of ")
    assert "it is not in this file" in done.stdout


def test_a_file_that_is_none_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "cy.po"
    path.write_bytes(b"\xff\xfe\x00 not text")
    done = CliRunner().invoke(netmeet, ["language", "check", str(path)])
    assert done.exit_code == 2
    assert f"{path} cannot be used (" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_printed_is_in_english_whatever_the_screens_speak(tmp_path: Path) -> None:
    languages = tmp_path / "languages"
    languages.mkdir()
    written(languages, entry("Ring 999 now, on a phone", "Ffoniwch 999 nawr"))
    code = (
        "import sys; from pathlib import Path; from netmeet_tui import translation\n"
        f"translation.FOLDER = Path({str(languages)!r}); sys.argv = ['netmeet', '999']\n"
        "from netmeet_tui import catalogue; catalogue.speak(('cy',))\n"
        "assert catalogue.language() == 'cy'\n"
        "from netmeet_tui.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ring 999 now, on a phone" in done.stdout
