"""Looking at everything, one thing after the other; what cannot be looked at says so and stops nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from netmeet_tui.doctor import computer, directory, ledger, machine, policy, vault
from netmeet_tui.doctor.finding import Finding, note, ok, unknown, wrong
from netmeet_tui.process import fault_code

if TYPE_CHECKING:
    from netmeet_tui.adoption import Live
    from netmeet_tui.journal.slots import VaultFile
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.settings import Settings

Check: TypeAlias = Callable[["Computer"], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Places:
    """Where netmeet keeps its files."""

    vault: Path
    adoptions: Path
    settings: Path


class Computer:
    """What there is to know about a computer. Everything is read when it is first asked for, and once."""

    def __init__(
        self, places: Callable[[], Places], now: datetime, environ: Mapping[str, str], unfit: str = ""
    ) -> None:
        self._places = places
        self.now = now
        self.environ = environ
        self.unfit = unfit
        """Why this terminal cannot show the screens, if it cannot."""

    @cached_property
    def places(self) -> Places:
        """Where netmeet keeps its files. Raises whatever a system without a home raises."""
        return self._places()

    @cached_property
    def live(self) -> Live:
        """The policy in force. Raises PackError when not even the one that comes with netmeet can be read."""
        from netmeet_tui.adoption import live

        return live(self.places.adoptions)

    @cached_property
    def pack(self) -> Pack | None:
        """The pack in force; None when there is none."""
        from netmeet_tui.policy.load import PackError

        try:
            return self.live.pack
        except PackError:
            return None

    @cached_property
    def settings(self) -> tuple[Settings | None, str]:
        """The settings, or None and a sentence."""
        from netmeet_tui.settings import SettingsError, read

        try:
            return read(self.places.settings), ""
        except SettingsError as error:
            return None, str(error)

    @cached_property
    def vault_file(self) -> VaultFile | None:
        """Who may open the vault; None when there is none, or when it cannot be read."""
        from netmeet_tui.journal.errors import StoreError
        from netmeet_tui.journal.glance import VaultState, look
        from netmeet_tui.journal.slots import load

        if look(self.places.vault).state is not VaultState.LOCKED:
            return None
        try:
            return load(self.places.vault)
        except StoreError:
            return None

    def in_force(self) -> tuple[Pack, dict[str, str], bool] | None:
        """The policy in force, its settings as they are chosen, and whether those are the organisation's own."""
        from netmeet_tui.settings import careful

        if self.pack is None:
            return None
        read, _ = self.settings
        try:
            chosen = {} if read is None else dict(read.policy)
            self.pack.given(chosen)
        except ValueError:
            read = None
        return (self.pack, chosen, True) if read else (self.pack, careful(self.pack.settings), False)


def examine(this: Computer) -> tuple[Finding, ...]:
    """Everything that was found, in the order in which it is told. Raises nothing."""
    return tuple(finding for topic, check in CHECKS.items() for finding in _guarded(topic, check, this))


def _guarded(topic: str, check: Check, this: Computer) -> Iterator[Finding]:
    try:
        yield from check(this)
    except OSError as error:
        said = f"This could not be looked at: the system said “{error.strerror or type(error).__name__}”."
        yield unknown(topic, said, "Ask who looks after this computer.")
    except Exception as error:  # a fault in one check is no reason to be silent about the others
        yield unknown(topic, f"This could not be looked at, because of a fault in netmeet ({fault_code(error)}).")


# -- the vault -----------------------------------------------------------------------------------------------


def _vault(this: Computer) -> Iterator[Finding]:
    from netmeet_tui.journal import keys
    from netmeet_tui.journal.errors import StoreError
    from netmeet_tui.journal.glance import VaultState, look
    from netmeet_tui.journal.slots import load

    folder = this.places.vault
    seen = look(folder)
    if seen.state is VaultState.ABSENT:
        yield note("vault", f"There is no vault yet ({folder}): the first meeting makes one.")
        return
    if seen.state is VaultState.DAMAGED:
        yield wrong("vault", seen.sentence, "Until then, meetings can be held in memory only.")
        return
    try:
        file = load(folder)
    except StoreError as error:
        yield wrong("vault", str(error), "Until then, meetings can be held in memory only.")
        return
    yield ok("vault", f"There is a vault ({folder}), and its files are there.")
    yield from vault.ways_in(file, (keys.FLOOR_KIB, keys.FLOOR_ROUNDS))


def _keyring(this: Computer) -> Iterator[Finding]:
    from netmeet_tui.journal.keychain import look

    settings, _ = this.settings
    file = this.vault_file
    switched_on = settings is None or settings.keyring
    has_slot = None if file is None else bool(file.keyring_slots())
    yield vault.keyring(switched_on, look() if switched_on else None, has_slot)


def _meetings(this: Computer) -> Iterator[Finding]:
    from netmeet_tui.journal.meeting_files import FOLDER, MeetingFiles, found

    folder = this.places.vault
    if (folder / FOLDER).is_dir():
        waiting = [one for one in found(folder) if not MeetingFiles(folder, one).key_is_gone()]
        yield vault.meetings(len(waiting))


def _permissions(this: Computer) -> Iterator[Finding]:
    places = this.places
    deciding = (places.settings.parent, places.settings, places.adoptions)
    shown = dict.fromkeys(right for path in deciding for right in machine.rights(path))
    yield from vault.permissions(machine.rights(places.vault), shown, machine.user())


def _disk(this: Computer) -> Iterator[Finding]:
    folder = this.places.vault
    if not folder.is_absolute():
        yield wrong(
            "place",
            "This computer does not say where your own folder is, so netmeet does not know where its files go.",
            "Set HOME to your own folder, or ask who looks after this computer.",
        )
        return
    found = machine.disk(folder)
    yield vault.place(folder, found.kind)
    yield vault.room(found, folder)


# -- the policy ----------------------------------------------------------------------------------------------


def _settings(this: Computer) -> Iterator[Finding]:
    path = this.places.settings
    settings, trouble = this.settings
    there = settings is not None and path.exists()
    yield policy.settings(path, there, trouble, this.pack, settings.policy if settings else {})


def _policy(this: Computer) -> Iterator[Finding]:
    from netmeet_tui.adoption import history
    from netmeet_tui.policy.load import PackError

    folder = this.places.adoptions
    try:
        live = this.live
    except PackError as error:
        yield policy.unreadable(str(error))
        return
    try:
        entries = history(folder)
    except OSError:
        entries = ()
    yield from policy.in_force(live, entries, folder)


def _contested(this: Computer) -> Iterator[Finding]:
    found = this.in_force()
    if found is None:
        return
    pack, chosen, own = found
    settings, _ = this.settings
    path, today = this.places.settings, this.now.date()
    book = ledger.read(settings.decided, pack.settings, path, today) if settings is not None and own else None
    yield from ledger.contested(pack.settings, chosen, book, path, today)


def _questions(this: Computer) -> Iterator[Finding]:
    from netmeet_tui.doctor import questions

    settings, _ = this.settings
    path, today = this.places.settings, this.now.date()
    answers = decided = None
    if settings is not None:
        answers = questions.read(settings.answered, path, today)
        decided = ledger.read(settings.decided, this.pack.settings if this.pack else {}, path, today)
    yield from questions.told(answers, decided, path, today)


def _organisation(this: Computer) -> Iterator[Finding]:
    settings, _ = this.settings
    if settings is not None:
        yield policy.organisation(settings.organisation, this.places.settings)


def _directory(this: Computer) -> Iterator[Finding]:
    from netmeet_tui.directory.book import FILE, DirectoryError, contents, read, spared

    path, trouble, there = this.places.settings.with_name(FILE), "", False
    try:
        there, found = contents(path) is not None, read(path)
    except DirectoryError as error:
        found, trouble = spared(), str(error)
    told, (settings, _) = this.in_force(), this.settings
    nation = told[1].get("nation", "unset") if told else "unset"
    lead = settings is not None and bool(settings.organisation.lead and settings.organisation.lead_phone)
    yield from directory.directory(found, trouble, there, path, nation, lead, this.now.date())


# -- the computer --------------------------------------------------------------------------------------------


def _terminal(this: Computer) -> Iterator[Finding]:
    window = machine.window(this.environ)
    yield from computer.terminal(window, this.unfit)
    yield from computer.watched(window)


def _language(this: Computer) -> Iterator[Finding]:
    from netmeet_tui.catalogue import wanted
    from netmeet_tui.doctor.language import language
    from netmeet_tui.translation import find

    asked = wanted(this.environ)
    yield language(find(asked) if asked else None)


def _clock(this: Computer) -> Iterator[Finding]:
    from netmeet_tui.policy.load import shipped

    marks: dict[str, datetime] = {}
    file = this.vault_file
    if file is not None and (created := _moment(file.created)):
        marks["the vault's first day"] = created
    live = this.live
    if live.adopted is not None:
        marks["the last adoption of a policy"] = live.adopted.when
    found = this.in_force()
    nation = found[1].get("nation", "unset") if found else "unset"
    yield computer.clock(this.now, date.fromisoformat(shipped().dated), marks, nation)


def _moment(text: str) -> datetime | None:
    """A moment as the vault notes it; None when it does not."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _process(_: Computer) -> Iterator[Finding]:
    yield computer.process(machine.shield())


def _screen_lock(_: Computer) -> Iterator[Finding]:
    yield computer.screen_lock(machine.hears_locks())


def _swap(_: Computer) -> Iterator[Finding]:
    yield from computer.swap(machine.swaps())
    yield computer.disk_encryption()


CHECKS: dict[str, Check] = {
    "vault": _vault,
    "keyring": _keyring,
    "meetings": _meetings,
    "permissions": _permissions,
    "place": _disk,
    "policy": _policy,
    "settings": _settings,
    "contested": _contested,
    "questions": _questions,
    "organisation": _organisation,
    "directory": _directory,
    "terminal": _terminal,
    "language": _language,
    "clock": _clock,
    "process": _process,
    "screen-lock": _screen_lock,
    "disk-encryption": _swap,
}
"""Everything that is looked at, by the id under which it says that it could not be."""
