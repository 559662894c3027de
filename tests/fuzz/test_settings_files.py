"""Settings and records of adoptions that somebody mangled: said in words, and there always is a policy."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from importlib import resources
from pathlib import Path
from random import Random
from typing import Any

import pytest

from netmeet_tui import adoption
from netmeet_tui.adoption import Checked, adopt, begun_under, history, live
from netmeet_tui.adoption_records import unbroken
from netmeet_tui.packfiles import PACK_FILES, Files
from netmeet_tui.policy.load import load, shipped
from netmeet_tui.policy.pack import Pack
from netmeet_tui.settings import SettingsError, read, write
from tests.fuzz.changes import Change, from_json, from_toml, of_bytes, of_tree, of_words, to_json, to_toml
from tests.fuzz.hunt import LONG_RUN, a_sentence, hunt
from tests.journal.support import snapshot

pytestmark = LONG_RUN

STANDARD = resources.files("netmeet_tui.policy") / "packs" / "standard"
SHIPPED = shipped()
LONGEST = 1000

SETTINGS = b"""\
# of this computer
theme = "light"
keyring = false
lock_after_minutes = 30

[policy]
own_life_exception = "off"
under_18s_attend = "yes"
facilitators_to_agree = "2"
third_party_adult = "emergency-only"
nation = "SCT"
records = "disclosures"
"""

DECIDED = b"""\
organisation.name = "Heron House"  # all of it
policy = { nation = "NIR" }

[decided.records]
by = "Robin"  # who asked twice
on = 2026-03-01
advice = "a letter"

[[decided.other]]
x = [1, 2]
"""


# -- settings ------------------------------------------------------------------------------------------------------


def test_mangled_settings_are_refused_in_words_or_are_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    accepted = []

    def attempt(_name: str, data: bytes) -> None:
        file.write_bytes(data)
        try:
            settings = read(file)
        except SettingsError as error:
            a_sentence(error, longest=LONGEST + len(str(file)))
            assert str(file) in str(error) and str(error).endswith(".")
        else:
            accepted.append(settings)
            assert settings.theme in ("dark", "light") and isinstance(settings.keyring, bool)
        assert file.read_bytes() == data

    seeds = {"whole": SETTINGS, "short": b'theme = "dark"\n', "none": b""}
    hunt("settings", seeds, (of_bytes, of_words, of_tree(from_toml, to_toml)), attempt, 2500)
    assert len(accepted) > 200


CHANGES: dict[tuple[str, ...], Any] = {
    ("theme",): "dark",
    ("lock_after_minutes",): 5,
    ("policy", "nation"): "ENG",
    ("policy", "records"): None,
    ("decided", "records", "by"): "Robin",
    ("organisation", "lead"): "Lead",
}


def test_mangled_settings_are_changed_rightly_or_not_at_all(tmp_path: Path) -> None:
    """The file says what it said, with the changes and no others; or there is a sentence, and it is as it was."""
    file = tmp_path / "settings.toml"
    changed = []

    def attempt(_name: str, data: bytes) -> None:
        file.write_bytes(data)
        try:
            write(file, CHANGES)
        except SettingsError as error:
            a_sentence(error, longest=LONGEST + len(str(file)))
            assert file.read_bytes() == data
        else:
            expected = tomllib.loads(data.decode())
            for (*above, name), value in CHANGES.items():
                here = expected
                for part in above:
                    here = here.setdefault(part, {})
                if value is None:
                    here.pop(name, None)
                else:
                    here[name] = value
            assert tomllib.loads(file.read_text(encoding="utf-8")) == expected
            for comment in (b"# of this computer", b"# who asked twice"):
                assert file.read_bytes().count(comment) == data.count(comment)
            changed.append(data)
        assert list(tmp_path.iterdir()) == [file]

    seeds = {"whole": SETTINGS, "decided": DECIDED, "none": b""}
    hunt("settings that are changed", seeds, (of_bytes, of_words, of_tree(from_toml, to_toml)), attempt, 600)
    assert len(changed) > 100


@pytest.mark.parametrize("number", ["0x" + "f" * 5000, "9" * 5000, "-1", "601", "1e3", "nan"])
def test_a_number_that_will_not_do_is_said_however_long_it_is(tmp_path: Path, number: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"lock_after_minutes = {number}\n")
    with pytest.raises(SettingsError) as told:
        read(file)
    a_sentence(told.value, longest=LONGEST)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(path)


def a_huge_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 30)


@pytest.mark.parametrize("put", [a_folder, a_pipe, a_huge_file])
def test_what_is_no_file_of_settings_is_said_at_once(tmp_path: Path, put: Callable[[Path], None]) -> None:
    put(tmp_path / "settings.toml")
    with pytest.raises(SettingsError) as told:
        read(tmp_path / "settings.toml")
    a_sentence(told.value, longest=LONGEST)
    assert "settings.toml" in str(told.value)


# -- adoptions -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of adoptions with two policies in it, the second one a little other."""
    folder = tmp_path_factory.mktemp("adopted") / "policy"
    for number, title in enumerate(("Heron House", "Wren House")):
        data = {name: (STANDARD / name).read_bytes() for name in PACK_FILES}
        line = b'title = "The confidentiality policy, as written"'
        assert line in data["pack.toml"]
        data["pack.toml"] = data["pack.toml"].replace(line, f'title = "{title}"'.encode())
        files = Files(data, "ours")
        when = datetime(2026, 3, 4 + number, tzinfo=UTC)
        adopt(folder, Checked(files, load(files)), folder.parent / "ours", "Robin Facilitator", when)
    return folder


@pytest.fixture
def loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack with files that were read before is not read again: only the records are mangled here."""
    packs: dict[str, Pack] = {}

    def once(files: Files, _translate: object = None) -> Pack:
        if files.hash not in packs:
            packs[files.hash] = load(files)
        return packs[files.hash]

    monkeypatch.setattr(adoption, "load", once)
    monkeypatch.setattr(adoption, "shipped", lambda _translate=None: SHIPPED)


def checked_again(change: Change, line: bytes) -> bytes:
    """A record whose line was changed by somebody who knows that its checksum belongs to it."""
    changed = change(line)
    return changed + b"\n" + sha256(changed.partition(b"\n")[0]).hexdigest().encode() + b"\n"


def of_records(chance: Random, data: bytes) -> Change:
    """Half of the changes come with a checksum that fits."""
    line = data.partition(b"\n")[0]
    tree = of_tree(from_json, lambda one: to_json(one).replace(b"\n", b""))
    inner = chance.choice((of_bytes, of_words, tree))(chance, line)
    return lambda whole: checked_again(inner, whole.partition(b"\n")[0])


@pytest.mark.usefixtures("loaded_once")
def test_with_mangled_records_there_still_is_a_policy(adopted: Path) -> None:
    records = {path.name: path.read_bytes() for path in adopted.glob("adoption-*.json")}
    assert len(records) == 2
    known = {"Heron House", "Wren House", SHIPPED.title}
    noted = [f"{pack.name} {pack.version}" for pack in (SHIPPED, live(adopted).pack)]
    told: list[str] = []

    def attempt(name: str, data: bytes) -> None:
        for file, sound in records.items():
            (adopted / file).write_bytes(data if file == name else sound)
        found = live(adopted)
        assert found.pack.title in known
        assert found.notice.isprintable() and len(found.notice) < 2000
        told.append(found.notice)
        entries = history(adopted)
        assert [entry.file for entry in entries] == sorted(records, reverse=True)
        assert all(entry.problem.isprintable() for entry in entries)
        unbroken(entries)
        assert all(begun_under(adopted, name) is not None for name in noted)
        assert (adopted / name).read_bytes() == data

    hunt("adoption", records, (of_bytes, of_words, of_records, of_records), attempt, 500)
    assert "" in told and any("damaged" in notice for notice in told)
    for file, sound in records.items():
        (adopted / file).write_bytes(sound)


@pytest.mark.usefixtures("loaded_once")
def test_a_mangled_copy_of_a_policy_is_not_run(adopted: Path) -> None:
    newest = live(adopted).adopted
    assert newest is not None
    copy = adopted / newest.hash
    sound: Mapping[str, bytes] = {path.name: path.read_bytes() for path in copy.iterdir()}
    before = snapshot(adopted)

    def attempt(name: str, data: bytes) -> None:
        (copy / name).write_bytes(data)
        found = live(adopted)
        (copy / name).write_bytes(sound[name])
        same = data.replace(b"\r\n", b"\n") == sound[name]
        assert found.pack.title == ("Wren House" if same else "Heron House")
        assert same or "changed or damaged" in found.notice

    hunt("adopted copy", sound, (of_bytes, of_words), attempt, 60, 2000)
    assert snapshot(adopted) == before
