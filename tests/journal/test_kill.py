"""What was confirmed survives the program being killed at any moment."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from netmeet_tui.journal.vault import Vault
from tests.journal.support import BEGAN, ENV, PASSPHRASE, ROOT, make, record
from tests.scale import times

KILLS = times(10, 100)


def test_no_confirmed_record_is_lost_by_a_kill(tmp_path: Path) -> None:
    vault = make(tmp_path / "v")
    vault.begin("m", BEGAN)
    vault.close()
    chance, confirmed = random.Random(20), 0
    for _ in range(KILLS):
        command = [sys.executable, "-m", "tests.journal.child", str(tmp_path / "v")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=ENV, cwd=ROOT, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            for _ in range(chance.randrange(1, 60)):
                confirmed = int(child.stdout.readline()) + 1
            child.kill()
            # What it had said before it died counts as well; its last line may be cut.
            for line in child.stdout.read().splitlines(keepends=True):
                confirmed = max(confirmed, int(line) + 1) if line.endswith("\n") else confirmed
        vault = Vault.unlock(tmp_path / "v", PASSPHRASE)
        kept = list(vault.resume("m").records())
        assert len(kept) >= confirmed
        assert kept == [record(n) for n in range(len(kept))], "in order, none twice, none changed"
        vault.close()
    assert confirmed >= KILLS
