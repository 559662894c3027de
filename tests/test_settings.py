"""Settings that are changed where they stand: what a person wrote is kept, and nothing is changed by halves."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from netmeet_tui.journal import files
from netmeet_tui.policy.load import shipped
from netmeet_tui.settings import (
    LARGEST,
    Organisation,
    Settings,
    SettingsChanged,
    SettingsError,
    fit,
    look,
    read,
    write,
)
from netmeet_tui.settings_told import GROUPS, Item, NotThat, items

WRITTEN = """\
# of this computer
theme = "light"   # for the sun

[policy]
# asked twice
nation = "SCT"   # where we are

[decided.records]
by = "Robin Reed"
on = 2026-03-01
advice = "a letter"   # in the blue folder
review = 2027-03-01
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(WRITTEN, encoding="utf-8", newline="")
    return path


# -- what is written -----------------------------------------------------------------------------------------------


def test_what_somebody_wrote_around_it_stays(file: Path) -> None:
    changes = {
        ("theme",): "dark",
        ("policy", "nation"): "ENG",
        ("policy", "records"): "none",
        ("decided", "records", "review"): None,
        ("decided", "records", "value"): "none",
        ("organisation", "lead"): "Safeguarding “lead”",
        ("answered", "nspcc-hours", "on"): date(2026, 3, 1),
    }
    after = write(file, changes)
    assert after == read(file)
    assert file.read_text(encoding="utf-8") == (
        WRITTEN.replace('"light"', '"dark"')
        .replace('"SCT"   # where we are\n', '"ENG"   # where we are\nrecords = "none"\n')
        .replace("review = 2027-03-01\n", 'value = "none"\n')
        + '\n[organisation]\nlead = "Safeguarding “lead”"\n\n[answered.nspcc-hours]\non = 2026-03-01\n'
    )
    assert after.organisation == Organisation(lead="Safeguarding “lead”")
    assert list(file.parent.iterdir()) == [file]


def test_what_is_taken_out_and_was_not_there_changes_nothing(file: Path) -> None:
    inode = file.stat().st_ino
    assert write(file, {("organisation", "name"): None, ("theme",): "light"}).theme == "light"
    assert (file.read_text(encoding="utf-8"), file.stat().st_ino) == (WRITTEN, inode)


def test_where_there_is_none_one_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    assert look(path) == (Settings(), None)
    write(path, {("policy", "nation"): "SCT", ("decided", "nation", "by"): "Robin"}, None)
    assert path.read_text(encoding="utf-8") == '[policy]\nnation = "SCT"\n\n[decided.nation]\nby = "Robin"\n'
    if os.name == "posix":
        assert [path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777] == [0o600, 0o700]


@pytest.mark.skipif(os.name != "posix", reason="links need a right of their own on Windows")
def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "dotfiles"
    folder.mkdir()
    folder.chmod(0o755)
    file.rename(folder / "netmeet.toml")
    file.symlink_to(folder / "netmeet.toml")
    write(file, {("theme",): "dark"})
    assert file.is_symlink()
    assert read(file).theme == read(folder / "netmeet.toml").theme == "dark"
    assert folder.stat().st_mode & 0o777 == 0o755


# -- what is refused -----------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[bytes, dict[tuple[str, ...], Any]]] = {
    "no UTF-8": (b'theme = "dark"\n# \xff\n', {("theme",): "light"}),
    "a mark before the text": (b'\xef\xbb\xbftheme = "dark"\n', {("theme",): "light"}),
    "no TOML": (b"theme = [/x", {("theme",): "light"}),
    "settings that there are not": (b'colour = "dark"\n', {("theme",): "light"}),
    "of an old netmeet": (b'pack = "/x"\n', {("theme",): "light"}),
    "no table where one is": (b"decided = 3\n", {("decided", "records", "by"): "Robin"}),
    "a table in a table on one line": (b'decided = {x = {by = "a"}}\n', {("decided", "y", "by"): "Robin"}),
    "a value that does not do": (b"", {("theme",): "pink"}),
    "a number that does not do": (b"", {("lock_after_minutes",): 601}),
    "a word for a number": (b"", {("lock_after_minutes",): "soon"}),
    "a line that is none": (b"", {("organisation", "name"): "a\nb"}),
    "a line that never ends": (b"", {("organisation", "name"): "x" * 81}),
    "too much of it": (b"#" * (LARGEST - 10), {("theme",): "light"}),
    "too much already": (b"#" * (LARGEST + 1), {("theme",): "light"}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(tmp_path: Path, name: str) -> None:
    file = tmp_path / "settings.toml"
    data, changes = REFUSED[name]
    file.write_bytes(data)
    with pytest.raises(SettingsError) as told:
        write(file, changes)
    sentence = str(told.value)
    assert str(file) in sentence
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert "Robin" not in sentence
    assert file.read_bytes() == data
    assert list(tmp_path.iterdir()) == [file]


def test_what_the_policy_does_not_have_is_refused(file: Path) -> None:
    def fits(one: Settings) -> None:
        fit(file, shipped(), one)

    for name, value in (("nation", "FRA"), ("colour", "red")):
        with pytest.raises(SettingsError, match="do not fit the policy"):
            write(file, {("policy", name): value}, fits=fits)
    assert file.read_text(encoding="utf-8") == WRITTEN
    write(file, {("policy", "nation"): "WLS"}, fits=fits)
    assert read(file).policy == {"nation": "WLS"}


def test_a_file_that_somebody_else_changed_is_not_written_over(file: Path) -> None:
    seen = look(file)[1]
    file.write_text(WRITTEN.replace("SCT", "NIR"), encoding="utf-8")
    with pytest.raises(SettingsChanged, match="look at them as they are now"):
        write(file, {("theme",): "dark"}, seen)
    assert read(file).policy == {"nation": "NIR"}
    file.unlink()
    with pytest.raises(SettingsChanged):
        write(file, {("theme",): "dark"}, seen)
    assert not file.exists()


def test_nor_one_that_is_changed_at_the_same_moment(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = files.write

    def meanwhile(path: Path, data: bytes, *, fresh: bool) -> None:
        whole(path, data, fresh=fresh)
        file.write_text('theme = "dark"\n', encoding="utf-8")

    monkeypatch.setattr(files, "write", meanwhile)
    with pytest.raises(SettingsChanged, match="at the same moment"):
        write(file, {("policy", "nation"): "ENG"})
    assert file.read_text(encoding="utf-8") == 'theme = "dark"\n'
    assert list(file.parent.iterdir()) == [file]


def fails(*_: object, fresh: bool) -> None:
    assert fresh
    raise OSError(28, "No space left on device")


def writes_something_else(path: Path, data: bytes, *, fresh: bool) -> None:
    assert fresh
    path.write_bytes(data[:-1])


@pytest.mark.parametrize("how", [fails, writes_something_else])
def test_a_disk_that_fails_changes_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[..., None]
) -> None:
    monkeypatch.setattr(files, "write", how)
    with pytest.raises(SettingsError, match="nothing was changed"):
        write(file, {("theme",): "dark"})
    assert file.read_text(encoding="utf-8") == WRITTEN
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_may_only_be_read_is_left_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SettingsError, match="may only be read"):
        write(file, {("theme",): "dark"})
    assert file.read_text(encoding="utf-8") == WRITTEN


# -- what is told --------------------------------------------------------------------------------------------------


def told(**changed: Any) -> dict[str, Item]:  # noqa: ANN401
    return {item.name: item for item in items(msgspec.structs.replace(Settings(), **changed), {}, shipped())}


def test_every_setting_is_a_plain_question_in_its_group() -> None:
    found = told()
    assert [item.group for item in found.values()] == sorted(
        (item.group for item in found.values()), key=GROUPS.index
    )
    organisation = {s.id for s in shipped().settings.values() if s.by == "organisation"}
    of_file = {name for name in Settings.__struct_fields__ if name not in ("policy", "decided", "answered")}
    there = {*organisation, *(of_file - {"organisation"})}
    assert set(found) == there | {f"organisation.{name}" for name in Organisation.__struct_fields__}
    for item in found.values():
        assert item.asks.endswith("?") or item.name == "records"
        assert item.now == item.shipped
        assert set(item.values) & {item.now} or not item.values
        assert not item.values or item.says != item.now


def test_what_is_chosen_or_typed_becomes_what_the_file_says() -> None:
    found = told()
    assert found["keyring"].change("false") == {("keyring",): False}
    assert found["lock_after_minutes"].change(" 0 ") == {("lock_after_minutes",): 0}
    assert found["nation"].change("SCT") == {("policy", "nation"): "SCT"}
    assert found["organisation.lead_phone"].change("02079460000") == {
        ("organisation", "lead_phone"): "020 7946 0000"
    }
    assert found["organisation.name"].change(" ") == {("organisation", "name"): None}
    assert [told(lock_after_minutes=n)["lock_after_minutes"].says for n in (0, 1, 9)] == [
        "never",
        "after 1 minute without a key",
        "after 9 minutes without a key",
    ]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("theme", "pink"),
        ("keyring", "no"),
        ("nation", "FRA"),
        ("lock_after_minutes", "601"),
        ("lock_after_minutes", "1_0"),
        ("lock_after_minutes", "٣"),
        ("lock_after_minutes", ""),
        ("lock_after_minutes", "9" * 5000),
        ("review_after_months", "0"),
        ("organisation.lead_phone", "0207946000"),
        ("organisation.lead_phone", "ring me"),
        ("organisation.name", "a\x1b[2J"),
        ("organisation.disclaimer", "x" * 301),
    ],
)
def test_what_will_not_do_is_one_sentence_that_repeats_nothing(name: str, typed: str) -> None:
    with pytest.raises(NotThat) as error:
        told()[name].change(typed)
    assert str(error.value).endswith(".")
    assert not typed or typed == "0" or typed not in str(error.value)


def test_whatever_the_screen_takes_the_file_takes(tmp_path: Path) -> None:
    """A value that can be chosen can be written, read, and is then what is told."""
    file = tmp_path / "settings.toml"
    for item in told().values():
        for value in item.values:
            write(file, item.change(value))
            after = read(file)
            now = {one.name: one.now for one in items(after, after.policy, shipped())}
            assert now[item.name] == value
    assert tomllib.loads(file.read_text(encoding="utf-8"))["keyring"] is False


def test_a_policy_without_plain_words_is_told_by_its_names() -> None:
    from dataclasses import replace

    pack = shipped()
    bare = {name: replace(setting, asks="", says={}) for name, setting in pack.settings.items()}
    (item,) = (one for one in items(Settings(), {}, replace(pack, settings=bare)) if one.name == "nation")
    assert (item.asks, item.says) == ("nation", "unset")
