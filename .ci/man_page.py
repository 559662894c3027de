"""Puts the manual page into the wheel: made from the commands when that is built, so that it is kept nowhere."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManPage(BuildHookInterface[Any]):
    """Has hatchling install ``share/man/man1/netmeet.1``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the page into a folder of its own, and say where it goes."""
        del version
        self._folder = TemporaryDirectory(prefix="netmeet-man-")
        page = Path(self._folder.name) / "netmeet.1"
        page.write_text(self._page(), encoding="ascii", newline="\n")
        build_data["shared_data"][str(page)] = "share/man/man1/netmeet.1"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear up."""
        del version, build_data, artifact_path
        self._folder.cleanup()

    def _page(self) -> str:
        sys.dont_write_bytecode = True
        sys.path.insert(0, self.root)
        import click

        from netmeet_tui.cli import netmeet
        from netmeet_tui.cli.manual import page

        return page(click.Context(netmeet, info_name="netmeet"))
