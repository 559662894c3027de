"""A program that is killed: resumes the meeting ``m`` and adds records, saying each number once it is durable."""

from __future__ import annotations

import sys
from pathlib import Path

from netmeet_tui.journal.vault import Vault
from tests.journal.support import PASSPHRASE, record


def main() -> None:
    """Add records until killed; every third one is settled, so that kills also meet a settling."""
    journal = Vault.unlock(Path(sys.argv[1]), PASSPHRASE).resume("m")
    number = len(journal.records())
    print("ready", flush=True)
    while True:
        journal.append(record(number))
        print(number, flush=True)
        number += 1
        if number % 3 == 0:
            journal.settle()


if __name__ == "__main__":
    main()
