"""What the organisation has set: read from its file, looked at again, changed, and what a change would change.

Called on the keeper's thread only, but for ``difference``, which has a thread of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from netmeet_tui.policy.difference import Difference, Differences
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.policy.plan import Plan
    from netmeet_tui.settings import Changes, Organisation, Settings
    from netmeet_tui.tui.policies import Policies

T = TypeVar("T")


class Settled:
    """The settings that hold, and the file that they come from."""

    def __init__(self, file: Path, policies: Policies) -> None:
        self.file = file
        self.settings: Settings | None = None
        """What the file said when it could last be used; None where it never could."""
        self.trouble = ""
        """Why the file cannot be used, in a sentence."""
        self.theme = "dark"
        self.lock_after = 0
        """After how many minutes without a key the room locks; 0 for never."""
        self.review_after_months = 12
        self.keyring = True
        """Whether the system's keyring may open the vault."""
        self.chosen: Mapping[str, str] = {}
        """The settings of the policy that the next meeting begins under, as far as they are not as shipped."""
        self._seen: bytes | None = None
        """The file as it was when it could last be used."""
        self._policies = policies
        self._comparing = Lock()
        self._differences: Differences | None = None
        self._plans: tuple[Plan, ...] = ()

    @property
    def organisation(self) -> Organisation:
        """What the organisation says about itself; nothing where the settings cannot be used."""
        from netmeet_tui.settings import Organisation

        return Organisation() if self.settings is None else self.settings.organisation

    def look_first(self) -> None:
        """Read the settings when the program begins. Where they cannot be used, the most careful ones hold."""
        from netmeet_tui.settings import Settings, careful

        self.look_again()
        if self.trouble:
            self._wear(Settings(policy=careful(self._pack.settings)))

    def look_again(self) -> None:
        """Read the settings: they hold from now on. Where they cannot be used, those before hold."""
        from netmeet_tui.settings import SettingsError, fit, look

        try:
            settings, seen = look(self.file)
            fit(self.file, self._pack, settings)
        except SettingsError as error:
            self.trouble = str(error)
        else:
            self.settings, self._seen, self.trouble = settings, seen, ""
            self._wear(settings)

    def mask(self) -> None:
        """For practice: the number of the organisation's lead is one that nobody can ring."""
        if self.settings is not None and self.settings.organisation.lead_phone:
            import msgspec

            from netmeet_tui.directory.masked import NUMBER

            masked = msgspec.structs.replace(self.settings.organisation, lead_phone=NUMBER)
            self.settings = msgspec.structs.replace(self.settings, organisation=masked)

    def change(self, changes: Changes) -> None:
        """Change settings in their file; they hold from now on. Raises Trouble, and then nothing is changed."""
        from netmeet_tui.settings import SettingsChanged, SettingsError, fit, write
        from netmeet_tui.tui.trouble import Trouble

        try:
            if self.trouble:
                raise SettingsError(self.trouble)
            write(self.file, changes, self._seen, partial(fit, self.file, self._pack))
        except SettingsChanged as error:
            self.look_again()
            raise Trouble(str(error)) from None
        except SettingsError as error:
            raise Trouble(str(error)) from None
        self.look_again()

    async def difference(self, setting: str, value: str) -> Difference:
        """What it changes when a setting of the policy takes a value (N-09).

        It takes seconds, and nothing waits for it: it has a thread of its own.
        """
        return await _aside(lambda: self._difference(setting, value))

    @property
    def _pack(self) -> Pack:
        """The policy in force. Only asked for once it has been read."""
        assert self._policies.in_force is not None
        return self._policies.in_force

    def _wear(self, settings: Settings) -> None:
        self.theme, self.chosen, self.keyring = settings.theme, dict(settings.policy), settings.keyring
        self.lock_after, self.review_after_months = settings.lock_after_minutes, settings.review_after_months

    def _difference(self, setting: str, value: str) -> Difference:
        from netmeet_tui.policy.difference import Differences

        pack = self._pack
        with self._comparing:
            if self._differences is None:
                self._differences, self._plans = Differences(pack), self._policies.plans()
            before = {setting: pack.settings[setting].values[0], **self.chosen}
            return self._differences.between(before, {**before, setting: value}, self._plans)


async def _aside(call: Callable[[], T]) -> T:
    """Do something that takes its time on a thread of its own, for which not even the end of the program waits."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(answer: T | None, fault: BaseException | None) -> None:
        if done.cancelled():
            return
        if fault is None:
            done.set_result(cast("T", answer))
        else:
            done.set_exception(fault)

    def work() -> None:
        answer: T | None = None
        fault: BaseException | None = None
        try:
            answer = call()
        except BaseException as error:
            fault = error
        with suppress(RuntimeError):  # the program has ended meanwhile
            loop.call_soon_threadsafe(tell, answer, fault)

    Thread(target=work, daemon=True, name="aside").start()
    return await done
