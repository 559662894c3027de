"""The disk itself: what was synced stays, what was not may go, and every way of going is met."""

from __future__ import annotations

import random

import pytest

from tests.torture.calls import ROOT, Change, Name, Resize, Sync, Unname, Write
from tests.torture.disk import SECTOR, Disk, Tree

FILE, OTHER = 1, 2
OLD, NEW = b"o" * SECTOR * 3, b"n" * SECTOR * 3


def after(*changes: Change, in_order: bool = True) -> list[Tree]:
    """Two hundred cuts after these changes."""
    disk, chance = Disk(), random.Random(1)
    for change in changes:
        disk.take(change)
    return [disk.after_a_cut(chance, in_order=in_order) for _ in range(200)]


KEPT = (Name(ROOT, "file", FILE), Write(FILE, 0, OLD), Sync(FILE), Sync(ROOT))


def test_what_was_synced_stays() -> None:
    assert {tree.files["file"] for tree in after(*KEPT)} == {OLD}
    assert {tree.files["file"] for tree in after(*KEPT, Write(FILE, 0, NEW), Resize(FILE, 5), Sync(FILE))} == {
        NEW[:5]
    }


def test_a_write_may_be_there_by_sectors_or_torn() -> None:
    seen = {tree.files["file"] for tree in after(*KEPT, Write(FILE, 0, NEW))}
    whole = {bytes(data) for data in ((OLD[0:1] * SECTOR), (NEW[0:1] * SECTOR))}
    sectors = [[data[n : n + SECTOR] for n in range(0, len(data), SECTOR)] for data in seen]
    assert {OLD, NEW} < seen and all(len(data) == len(OLD) for data in seen)
    assert any(set(found) == whole for found in sectors), "some sectors are old and some new"
    assert any(found not in whole for file in sectors for found in file), "a sector is torn"


def test_a_length_may_be_old_or_new() -> None:
    longer = {tree.files["file"] for tree in after(*KEPT, Write(FILE, len(OLD), NEW))}
    assert {OLD, OLD + NEW, OLD + bytes(len(NEW))} <= longer
    assert {OLD, b""} == {tree.files["file"] for tree in after(*KEPT, Resize(FILE, 0))} - {bytes(len(OLD))}


@pytest.mark.parametrize("in_order", [True, False])
def test_a_name_may_be_old_or_new(in_order: bool) -> None:
    moved = (
        *KEPT,
        Name(ROOT, "new", OTHER),
        Sync(OTHER),
        Name(ROOT, "file", OTHER, was="new"),
        Unname(ROOT, "file"),
    )
    names = {tuple(sorted(tree.files)) for tree in after(*moved, in_order=in_order)}
    assert {("file",), ("file", "new"), ()} <= names
    assert (("new",) in names) != in_order, "without an order the removal may come before the move"
    assert {tuple(tree.files) for tree in after(*moved, Sync(ROOT), in_order=in_order)} == {()}


def test_what_lost_its_name_is_still_on_the_disk() -> None:
    assert all(OLD in tree.bodies for tree in after(*KEPT, Unname(ROOT, "file"), Sync(ROOT)))
