"""``netmeet vault passphrase``, ``recovery --check`` and ``info``; and without a terminal, none of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from netmeet_tui.cli import netmeet
from netmeet_tui.journal.keychain import Keychain
from netmeet_tui.journal.vault import Vault
from tests.cli.vault import PASSPHRASE, SEVENS, Typist
from tests.journal.support import filled, snapshot
from tests.journal.test_slots import Keyring

NEW = "fünf neue Bäume"


@pytest.mark.parametrize("way", [PASSPHRASE, SEVENS])
def test_the_passphrase_is_changed_by_the_passphrase_or_the_code(typist: Typist, way: str) -> None:
    told = typist.run("passphrase", typed=(way, NEW, NEW))
    assert told.status == 0 and "the recovery code opened the vault as well, and still does" in told.words
    assert [asked.split(":")[0] for asked in told.asked][1:] == ["New passphrase", "The same again"]
    assert typist.run("verify", typed=(PASSPHRASE, NEW)).status == 0
    assert typist.run("verify", typed=(SEVENS,)).status == 0


def test_the_keyring_opens_it_for_somebody_who_has_forgotten_the_passphrase(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    keychain = Keychain(Keyring())
    Vault.unlock(typist.folder, PASSPHRASE, keychain).close()
    monkeypatch.setattr(Keychain, "find", lambda: keychain)
    assert "The keyring does not open it." in typist.run("verify", typed=("", PASSPHRASE)).err, "it is turned off"
    (typist.place / "settings.toml").unlink()
    told = typist.run("passphrase", typed=("", NEW, NEW))
    assert told.status == 0 and "the recovery code or the keyring opened" in told.words
    assert typist.run("verify", typed=(PASSPHRASE, NEW)).status == 0
    assert typist.run("verify", typed=("",)).status == 0


@pytest.mark.parametrize(("typed", "said"), [(("", "x"), "empty"), ((NEW, "other"), "not the same")])
def test_a_new_passphrase_that_cannot_be_meant_changes_nothing(
    typist: Typist, typed: tuple[str, str], said: str
) -> None:
    before = snapshot(typist.folder)
    told = typist.run("passphrase", typed=(PASSPHRASE, *typed[: 1 if typed[0] == "" else 2]))
    assert (told.status, told.out) == (2, "") and said in told.err
    assert snapshot(typist.folder) == before


def test_a_code_that_is_written_down_is_checked_without_opening_anything(typist: Typist) -> None:
    before = snapshot(typist.folder)
    vault = Vault.unlock(typist.folder, PASSPHRASE)
    numbered = " ".join(f"{number}. {word}" for number, word in enumerate(SEVENS.split(), 1))
    told = typist.run("recovery", "--check", typed=(numbered,))
    assert (told.status, told.out) == (0, "This code opens the vault.\n")
    vault.close()
    told = typist.run("recovery", "--check", typed=(SEVENS.replace("yellow", "wave"),))
    assert told.status == 1 and "not the twelve words" in told.words
    told = typist.run("recovery", "--check", typed=("abandon " * 11 + "about",))
    assert told.status == 1 and "not the one of this vault" in told.words
    told = typist.run("recovery", "--check", typed=(PASSPHRASE,))
    assert told.status == 1, "the passphrase is not the code"
    assert snapshot(typist.folder) == before


def test_without_a_code_there_is_none_to_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    someone = Typist(tmp_path / "v", monkeypatch)
    filled(someone.folder)
    told = someone.run("recovery", "--check")
    assert (told.status, told.asked) == (1, ()) and "There is no recovery code" in told.words


def test_info_tells_what_can_be_told_without_a_key(typist: Typist) -> None:
    before = snapshot(typist.folder)
    told = typist.run("info")
    assert (told.status, told.err, told.asked) == (0, "", ())
    assert f"The vault is in {typist.folder} " in told.words
    assert "the passphrase (Argon2id: 19 MiB of memory, 2 rounds, 1 lanes)" in told.words
    assert "the recovery code (128 random bits, as twelve words)" in told.words
    assert "  1 meeting open\n" in told.out and "2026" not in told.out
    assert snapshot(typist.folder) == before


@pytest.mark.parametrize("created", ["", "\x1b]0;title\x07", "2026-99-99"])
def test_a_file_that_says_anything_gets_nothing_onto_the_terminal(typist: Typist, created: str) -> None:
    path = typist.folder / "vault.json"
    said = json.loads(path.read_bytes())
    path.write_text(json.dumps(said | {"created": created}), encoding="utf-8")
    told = typist.run("info")
    assert told.status == 0 and "made on a time that is not known" in told.out and "\x1b" not in told.out


def test_info_of_a_damaged_or_missing_vault(typist: Typist) -> None:
    (typist.folder / "vault.json").write_bytes(b"{")
    told = typist.run("info")
    assert (told.status, told.out) == (1, "") and "vault.json" in told.err
    for path in sorted(typist.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    told = typist.run("info")
    assert (told.status, told.out) == (2, "") and "There is no vault" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ("backup", "b.nmb"),
        ("restore", "b.nmb"),
        ("verify",),
        ("passphrase",),
        ("recovery",),
        ("recovery", "--check"),
    ],
)
def test_without_a_terminal_nothing_is_asked_and_nothing_changes(
    typist: Typist, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(typist.place)
    before = snapshot(typist.place)
    told = CliRunner().invoke(netmeet, ["vault", *words], input=f"{PASSPHRASE}\n{NEW}\n{NEW}\n")
    assert (told.exit_code, told.stdout) == (2, "") and "terminal" in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1
    assert snapshot(typist.place) == before
