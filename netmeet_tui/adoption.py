"""Which policy is in force: the one that comes with the program, or one that somebody adopted by name.

The folder of adoptions holds a copy of each adopted pack, in a folder named by its hash, and one small record of
each adoption (``adoption_records.py``). Nothing here is ever written over or removed.

An adoption is in force from the moment when its record has its name: the copy is whole and on the disk by then.
Before a copy is used its hash is taken again. Whatever does not fit is not used: the last one that fits is.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Thread

import msgspec

from netmeet_tui.adoption_records import AdoptionError, Entry, Record, day, entries_in, named, put_in_force
from netmeet_tui.catalogue import _
from netmeet_tui.journal import files as disk
from netmeet_tui.journal.errors import from_os
from netmeet_tui.packfiles import PLANS, SHORT, Files
from netmeet_tui.policy.load import PackError, load, shipped
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.tongue import Translate

PATIENCE = 0.5
"""How many seconds a start waits for the folder that a policy came from: it may be on a network that is down."""

_NOTED = re.compile(rf"@([0-9a-f]{{{SHORT}}}) ")


class _Unfit(Exception):
    """An adoption that cannot be used; the message is the first half of a sentence."""


class Live(msgspec.Struct, frozen=True):
    """The policy in force; what there is to be said about it; and the adoption that put it there, if one did."""

    pack: Pack
    notice: str = ""
    adopted: Record | None = None


class Checked(msgspec.Struct, frozen=True):
    """What proving a pack and running its plans came to. Nothing is adopted while there are findings."""

    files: Files
    pack: Pack
    findings: tuple[str, ...] = ()
    states: int | None = None
    plans: int | None = None


# -- what is in force ------------------------------------------------------------------------------------------


def live(folder: Path, translate: Translate | None = None) -> Live:
    """The policy in force by this folder of adoptions. Whatever is wrong with the folder, there is one.

    ``translate``: for the one that comes with the program. An adopted one has the words that were adopted.
    """
    trouble = ""
    try:
        for entry in entries_in(folder):
            try:
                record, pack = _verified(folder, entry, translate)
            except _Unfit as unfit:
                trouble = trouble or str(unfit)
                continue
            if trouble:
                return Live(pack, _instead(trouble, record), record)
            return Live(pack, _in_time(lambda record=record: _changed_since(record)), record)  # type: ignore[misc]
    except OSError as error:
        unread = _("The adopted policies in {folder} cannot be read ({reason})")
        trouble = trouble or unread.format(folder=folder, reason=error.strerror)
    return Live(shipped(translate), _instead(trouble, None) if trouble else "")


def begun_under(folder: Path, noted: str, translate: Translate | None = None) -> Pack | None:
    """The pack that a meeting noted when it began (``name@hash version``), if its copy still fits; else None."""
    found = _NOTED.search(noted)
    if found is None:
        pack = shipped(translate)
        return pack if noted == f"{pack.name} {pack.version}" else None
    with contextlib.suppress(OSError, _Unfit):
        for copy in folder.iterdir():
            if len(copy.name) == 64 and copy.name.startswith(found[1]):
                return _copied(copy, copy.name)
    return None


def history(folder: Path) -> tuple[Entry, ...]:
    """Every adoption, the newest first. Raises OSError."""
    return tuple(entries_in(folder))


def _verified(folder: Path, entry: Entry, translate: Translate | None) -> tuple[Record, Pack]:
    record = entry.record
    if record is None:
        raise _Unfit(
            _("The record {file} of the policy that was adopted last {problem}").format(
                file=entry.file, problem=entry.problem
            )
        )
    if record.shipped:
        return record, shipped(translate)
    try:
        return record, _copied(folder / record.hash, record.hash)
    except _Unfit as unfit:
        raise _Unfit(
            _("The policy that was adopted on {day} {problem}").format(day=day(record.when), problem=unfit)
        ) from None


def _copied(copy: Path, expected: str) -> Pack:
    """The pack in an adopted copy, once its hash fits. Its name says which of all packs it is."""
    try:
        held = Files.read(copy)
    except FileNotFoundError:
        raise _Unfit(_("is missing")) from None
    except OSError as error:
        raise _Unfit(_("cannot be read ({reason})").format(reason=error.strerror)) from None
    except PackError:
        raise _Unfit(_("has been changed or damaged since")) from None
    if held.hash != expected:
        raise _Unfit(_("has been changed or damaged since"))
    try:
        pack = load(held)
    except PackError as error:
        raise _Unfit(_("cannot be used by this netmeet ({reason})").format(reason=error)) from None
    return replace(pack, name=f"{pack.name}@{expected[:SHORT]}")


def _instead(trouble: str, record: Record | None) -> str:
    """The whole sentence: what is wrong, what is used instead, and what to do."""
    if record is None or record.shipped:
        used = _("the policy that comes with it")
    else:
        used = _("the one that {who} adopted on {day}").format(who=record.who, day=day(record.when))
    return _("{trouble}, so netmeet goes on with {used}: please run `netmeet policy adopt` again.").format(
        trouble=trouble, used=used
    )


def _changed_since(record: Record) -> str:
    """That the folder which was adopted is no longer the same, if it can be read and is not."""
    if record.shipped:
        return ""
    try:
        now = Files.read(Path(record.source))
    except (OSError, PackError, ValueError):
        return ""
    if "pack.toml" not in now.data or now.hash == record.hash:
        return ""
    return _(
        "The policy in {folder} was changed after it was adopted on {day}; netmeet goes on with the adopted one. "
        "Run `netmeet policy adopt` again."
    ).format(folder=record.source, day=day(record.when))


def _in_time(look: Callable[[], str]) -> str:
    """What a look finds, or nothing when it takes too long."""
    found: list[str] = []
    thread = Thread(target=lambda: found.append(look()), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return found[0] if found else ""


# -- adopting --------------------------------------------------------------------------------------------------


def checked(pack: Pack, files: Files) -> Checked:
    """Prove a pack, and run the plans that are among its files. Raises nothing: what is wrong is a finding."""
    from netmeet_tui.policy.plan import Plan, asking, run
    from netmeet_tui.policy.planfile import PlanError, read_all
    from netmeet_tui.policy.prove import prove

    proof = prove(pack)
    findings = [str(finding) for finding in proof.findings]
    plans: tuple[Plan, ...] = ()
    if (files / PLANS).is_dir():
        try:
            plans = read_all(files / PLANS, pack)
        except PlanError as error:
            findings += error.problems
    ask = asking(pack)
    findings += [str(failure) for plan in plans for failure in run(pack, plan, ask)]
    return Checked(files, pack, tuple(findings), proof.situations, len(plans))


def adopt(folder: Path, checked: Checked, source: Path, who: str, when: datetime) -> Record:
    """Put a pack in force that holds. Raises AdoptionError; then what was in force still is."""
    if checked.findings:
        raise AdoptionError("The policy does not hold, so it was not adopted.")
    pack = checked.pack
    record = Record(
        who=named(who),
        when=when,
        hash=checked.files.hash,
        name=pack.name,
        title=pack.title,
        version=pack.version,
        source=str(source.resolve()),
        states=checked.states,
        plans=checked.plans,
    )
    if not record.sound:
        raise AdoptionError("The policy's name, title, version and folder have to be plain text, each on one line.")
    with _told(folder):
        disk.private_folder(folder)
        _sweep(folder)
        _copy(folder, checked.files)
        return put_in_force(folder, record)


def adopt_shipped(folder: Path, files: Files, who: str, when: datetime) -> Record:
    """Go back to the policy that comes with the program. Raises AdoptionError."""
    pack = shipped()
    record = Record(
        who=named(who),
        when=when,
        hash=files.hash,
        name=pack.name,
        title=pack.title,
        version=pack.version,
        shipped=True,
    )
    with _told(folder):
        disk.private_folder(folder)
        return put_in_force(folder, record)


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AdoptionError(f"{from_os(error, folder)} The policy in force is still the one before.") from None


def _copy(folder: Path, files: Files) -> None:
    """Have a whole copy on the disk, under its hash; one that no longer fits is kept beside it."""
    target = folder / files.hash
    if target.exists():
        with contextlib.suppress(_Unfit):
            _copied(target, files.hash)
            disk.sync_folder(folder)
            return
        target.rename(target.with_name(f"{files.hash}.unfit-{secrets.token_hex(4)}"))
    aside = disk.aside(target)
    try:
        aside.mkdir(mode=0o700)
        for name, data in files.data.items():
            path = aside / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _put(path, data)
        for inner in {path.parent for path in aside.rglob("*")}:
            disk.sync_folder(inner)
        aside.rename(target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    disk.sync_folder(folder)


def _put(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sweep(folder: Path) -> None:
    """Remove what a crash left half made; it never had a name."""
    disk.sweep(folder)
    for left in folder.glob(".*.tmp"):
        shutil.rmtree(left, ignore_errors=True)
