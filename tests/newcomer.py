"""What a newcomer does first with a netmeet that is installed: ``python -m tests.newcomer PATH/TO/netmeet``.

An empty home, a first meeting with a concern and its first step, the end; then a story of practice, and back. The
program is the installed one alone: nothing of this checkout is on its path. Not on Windows: it needs a terminal.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.e2e.facilitator import Facilitator, files_in, vault_of
from tests.e2e.trainee import Trainee

STORY, COURSE = "V-20", "quietly"
"""A story, and the shortest way through it."""

ALONE = {"PYTHONPATH": ""}


def meeting(program: Path, home: Path) -> None:
    """The first start, up to the end of the first meeting."""
    with Facilitator(home, command=[program], env=ALONE) as newcomer:
        newcomer.first_start()
        newcomer.flag("own-life")
        newcomer.choose("danger", "no")
        newcomer.end("They want to think it over")
        newcomer.terminal.press("q")
        assert newcomer.terminal.wait_exit() == 0
    assert sorted(files_in(vault_of(home))) == ["vault.db", "vault.json"], "the meeting has left something"


def story(program: Path, home: Path) -> None:
    """A story, to the end of looking back on it."""
    with Trainee(home, program=[program], env=ALONE) as trainee:
        trainee.take(STORY)
        trainee.begin(STORY)
        trainee.course(COURSE)
        trainee.look_back("I am well")
        trainee.finish()
        trainee.leave()


def main() -> None:
    """Walk through the program whose path is given."""
    program = Path(sys.argv[1]).absolute()
    with TemporaryDirectory(prefix="netmeet-newcomer-") as folder:
        home = Path(folder) / "home"
        home.mkdir()
        meeting(program, home)
        story(program, home)
    print(f"{program}: a first meeting and {STORY}, as a newcomer goes through them.")


if __name__ == "__main__":
    main()
