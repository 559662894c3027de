"""Whom to ring: the directory, read once and then kept, and the organisation's own services in it (I-15, N-11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netmeet_tui.directory.book import Directory
    from netmeet_tui.tui.keeper import Keeper


async def read_directory(keeper: Keeper) -> Directory:
    """What comes with netmeet, and the organisation's own. Raises nothing (I-15)."""

    return await keeper.do(lambda: read_now(keeper))


def read_now(keeper: Keeper) -> Directory:
    """The same, on the keeper's thread."""
    from netmeet_tui.directory.book import DirectoryError, read, spared

    if keeper.directory is None:
        try:
            keeper.directory, keeper.directory_trouble = read(_own(keeper)), ""
        except DirectoryError as error:
            keeper.directory, keeper.directory_trouble = spared(), str(error)
    return keeper.directory


async def keep_service(keeper: Keeper, values: Mapping[str, Any]) -> None:
    """Add or change a service of the organisation's own. Raises Trouble, EntryError; then all is as before."""

    def put_in(path: Path) -> Directory:
        from netmeet_tui.directory.book import read
        from netmeet_tui.directory.change import new_id, put

        return put(path, {"id": new_id(str(values.get("label", "")), read(path)), **values})

    await _change(keeper, put_in)


async def remove_service(keeper: Keeper, service: str) -> None:
    """Take out a service of the organisation's own. Raises Trouble, and then nothing is changed."""

    def take_out(path: Path) -> Directory:
        from netmeet_tui.directory.change import remove

        return remove(path, service)

    await _change(keeper, take_out)


async def _change(keeper: Keeper, deed: Callable[[Path], Directory]) -> None:
    def change() -> None:
        from netmeet_tui.directory.book import DirectoryError
        from netmeet_tui.tui import text
        from netmeet_tui.tui.trouble import Trouble

        if keeper.practice:
            raise Trouble(text.NOT_IN_PRACTICE)
        try:
            keeper.directory, keeper.directory_trouble = deed(_own(keeper)), ""
        except DirectoryError as error:
            raise Trouble(str(error)) from None

    await keeper.do(change)


def _own(keeper: Keeper) -> Path:
    """Where the organisation's own services are: beside the settings."""
    from netmeet_tui.directory.book import FILE

    return keeper.settled.file.with_name(FILE)
