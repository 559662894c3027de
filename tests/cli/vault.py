"""Somebody at a terminal, who types what is asked for and sees none of it."""

from __future__ import annotations

import io
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from netmeet_tui import places
from netmeet_tui.cli import netmeet
from netmeet_tui.journal.vault import Vault
from tests.journal.support import PASSPHRASE, filled, quick
from tests.journal.test_recovery import SEVENS

__all__ = ["PASSPHRASE", "SEVENS", "Told", "Typist", "make_vault"]


@dataclass(frozen=True)
class Told:
    """What a command came to."""

    status: int
    out: str
    err: str
    asked: tuple[str, ...]

    @property
    def words(self) -> str:
        """All that it said, in one line."""
        return " ".join(f"{self.out} {self.err}".split())


def make_vault(folder: Path) -> None:
    """A closed vault with an open meeting, a recovery code and a record that is kept."""
    filled(folder)
    vault = Vault.unlock(folder, PASSPHRASE)
    vault.set_recovery(SEVENS)
    vault.keep("before", {1: b"first kept"}, "2026-03-04", "2027-03-04")
    vault.close()


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


class Typist:
    """This computer, and somebody who types at it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.place, self._patch = folder, folder.parent, monkeypatch
        monkeypatch.setattr(places, "vault_folder", lambda: folder)
        monkeypatch.setattr(places, "settings_file", lambda: folder.parent / "settings.toml")
        (folder.parent / "settings.toml").write_text("keyring = false\n", encoding="utf-8")
        # A second of Argon2id for each new passphrase would be most of what these tests take.
        usual = Vault.change_passphrase.__kwdefaults__
        assert usual is not None
        monkeypatch.setitem(usual, "kdf", quick)

    def has(self, vault: Path) -> None:
        """Give them a copy of a vault."""
        shutil.copytree(vault, self.folder)

    def run(self, *words: str | Path, typed: tuple[str, ...] = (), group: str = "vault") -> Told:
        """Run ``netmeet vault``, or another group, and type these when asked. Each has to be asked for."""
        out, err, asked, answers = _Screen(), _Screen(), [], iter(typed)

        def getpass(prompt: str = "", **_: object) -> str:
            asked.append(prompt)
            return next(answers)

        with self._patch.context() as patch:
            patch.setattr("getpass.getpass", getpass)
            patch.setattr(sys, "stdin", _Screen())
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as ended:
                netmeet.main([group, *map(str, words)], prog_name="netmeet")
        assert list(answers) == [], "not all of it was asked for"
        told = Told(int(ended.value.code or 0), out.getvalue(), err.getvalue(), tuple(asked))
        for secret in (PASSPHRASE, SEVENS, *filter(None, typed)):
            assert secret not in told.out + told.err
        return told
