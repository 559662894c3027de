"""What is imported when: the first screen waits for nothing it does not show, and the policy knows no screens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LATER = (
    "sqlite_utils",
    "sqlcipher3",
    "keyring",
    "argon2",
    "cryptography",
    "msgspec",
    "netmeet_tui.meeting",
    "netmeet_tui.policy",
    "netmeet_tui.journal",
    "netmeet_tui.directory",
    "holidays",
    "phonenumbers",
    "tomlkit",
    "netmeet_tui.ahead",
    "netmeet_tui.tui.screens.ahead",
    "netmeet_tui.tui.screens.step",
    "netmeet_tui.tui.screens.meeting",
    "netmeet_tui.tui.screens.emergency",
    "netmeet_tui.tui.screens.policy",
    "netmeet_tui.tui.screens.record",
    "netmeet_tui.tui.screens.records",
    "netmeet_tui.tui.screens.settings",
    "netmeet_tui.settings_told",
    "netmeet_tui.tui.screens.check_in",
    "netmeet_tui.tui.screens.found",
    "netmeet_tui.tui.screens.note",
    "netmeet_tui.tui.screens.notes",
    "netmeet_tui.tui.screens.takeaway",
    "netmeet_tui.learning",
    "netmeet_tui.report",
    "reportlab",
    "segno",
    "netmeet_tui.tui.records",
    "netmeet_tui.tui.ahead",
    "netmeet_tui.tui.directory",
    "netmeet_tui.tui.browse",
    "netmeet_tui.tui.tree",
)
"""What the first frame does without."""

SCREENS = ("textual", "rich")

PAINT_HOME = """
import asyncio, json, sys
from pathlib import Path
from netmeet_tui.tui.app import NetmeetApp
from netmeet_tui.tui.keeper import Keeper

async def main():
    keeper = Keeper(Path("vault"), Path("settings.toml"))
    seen = {}
    async def hold():  # what would come after the first frame
        seen.setdefault("modules", sorted(sys.modules))
    keeper.open = hold
    app = NetmeetApp(keeper)
    async with app.run_test() as pilot:
        await pilot.pause()
        painted = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Start a meeting now" in painted, painted
        assert "modules" in seen
    print(json.dumps(seen["modules"]))

asyncio.run(main())
"""

LIST = "import json, sys; print(json.dumps(sorted(sys.modules)))"

EVERY = """
import importlib, json, pkgutil, sys
for name in sys.argv[1:]:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
print(json.dumps(sorted(sys.modules)))
"""


def modules(code: str, *args: str, cwd: Path | None = None) -> list[str]:
    """What a fresh interpreter has imported at the end of this code."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, env=environment, cwd=cwd, check=False
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


def of(names: list[str], packages: tuple[str, ...]) -> list[str]:
    """Those of the names that are these packages, or in them."""
    return [
        name for name in names if any(name == package or name.startswith(f"{package}.") for package in packages)
    ]


def test_home_is_painted_without_the_vault_the_policy_or_the_next_screens(tmp_path: Path) -> None:
    assert of(modules(PAINT_HOME, cwd=tmp_path), LATER) == []


@pytest.mark.parametrize("room", ["policy", "meeting", "journal"])
def test_the_rooms_below_know_no_screens(room: str) -> None:
    found = modules(EVERY, f"netmeet_tui.{room}")
    assert f"netmeet_tui.{room}" in found
    assert of(found, (*SCREENS, "netmeet_tui.tui")) == []


def test_the_999_card_of_the_command_line_needs_no_screens_and_no_vault() -> None:
    code = (
        "import sys; sys.argv = ['netmeet', '999']\n"
        "from netmeet_tui import __main__ as way_in\n"
        "try:\n    way_in.main()\nexcept SystemExit as done:\n    assert not done.code\n" + LIST
    )
    assert of(modules(code), (*SCREENS, *LATER, "netmeet_tui.tui")) == []
