"""Every setting as a plain question with its answers, in groups: for the screen and for the command line.

What the policy's own settings ask stands in the pack; what a pack does not say is told by its id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from netmeet_tui.catalogue import _, many
from netmeet_tui.settings import LONGEST_LINE, LONGEST_UNLOCKED, LONGEST_UNREVIEWED, Changes, Settings

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack, Setting

COMPUTER: Final = _("This computer")
KEPT: Final = _("What is kept")
POLICY: Final = _("The policy")
ORGANISATION: Final = _("Your organisation")
GROUPS: Final = (COMPUTER, KEPT, POLICY, ORGANISATION)


class NotThat(ValueError):
    """A setting cannot be this. The message is a sentence, and does not repeat what was typed."""


@dataclass(frozen=True, slots=True)
class Item:
    """A setting: where it stands in the file, what it asks, what it may be, and what it is now.

    ``values`` are ids with their words, the shipped one first; there are none where something is typed.
    """

    path: tuple[str, ...]
    group: str
    asks: str
    now: str
    values: Mapping[str, str]
    shipped: str
    means: str = ""
    """What follows from it, or how it is written."""
    setting: Setting | None = None
    """The policy's setting that this is."""

    @property
    def name(self) -> str:
        """Its name on the command line."""
        return self.path[-1] if self.setting is not None else ".".join(self.path)

    @property
    def contested(self) -> str:
        """What the law leaves open there, as a question to whoever advises the organisation (N-10)."""
        return "" if self.setting is None else self.setting.contested

    @property
    def says(self) -> str:
        """What it is now, in plain words."""
        return self.said(self.now)

    def said(self, value: str) -> str:
        """A value in plain words."""
        if self.path == ("lock_after_minutes",):
            minutes = many("after {count} minute without a key", "after {count} minutes without a key", int(value))
            return minutes.format(count=value) if int(value) else _("never")
        if self.path == ("review_after_months",):
            return many("after {count} month", "after {count} months", int(value)).format(count=value)
        return self.values.get(value, value)

    def change(self, typed: str) -> Changes:
        """The change that makes it what was chosen or typed. Raises NotThat."""
        return {self.path: self._understood(typed.strip())}

    def _understood(self, typed: str) -> Any:  # noqa: ANN401 (as the file has it)
        name = self.path[-1]
        if self.values:
            if typed not in self.values:
                raise NotThat(_("Please choose from: {values}.").format(values=", ".join(self.values)))
            return typed == "true" if name == "keyring" and self.setting is None else typed
        if name in _NUMBERS:
            least, most = _NUMBERS[name]
            # int() would take 1_0, and digits of other scripts
            if not (typed.isascii() and typed.isdigit() and len(typed) < 9 and least <= int(typed) <= most):
                raise NotThat(_("Please write a number from {least} to {most}.").format(least=least, most=most))
            return int(typed)
        most = LONGEST_LINE[name]
        if not typed.isprintable() or len(typed) > most:
            raise NotThat(_("Please write one line of up to {most} characters.").format(most=most))
        return (_number(typed) if name == "lead_phone" else typed) or None


_NUMBERS: Final = {"lock_after_minutes": (0, LONGEST_UNLOCKED), "review_after_months": (1, LONGEST_UNREVIEWED)}


def _number(typed: str) -> str:
    """A telephone number as it is written here. Raises NotThat."""
    from netmeet_tui.directory.number import NoNumber, national

    try:
        return national(typed) if typed else ""
    except NoNumber as error:
        raise NotThat(_("Please look at the number again: {why}.").format(why=error)) from None


def items(settings: Settings, chosen: Mapping[str, str], pack: Pack) -> tuple[Item, ...]:
    """Every setting, in the order of the groups. ``chosen``: those of the policy that are not as shipped."""
    found = [*_computer(settings), *_kept(settings), *_of_policy(chosen, pack), *_organisation(settings)]
    return tuple(sorted(found, key=lambda item: GROUPS.index(item.group)))


def _computer(settings: Settings) -> Iterator[Item]:
    yield Item(
        ("theme",),
        COMPUTER,
        _("Which colours do the screens have?"),
        settings.theme,
        {"dark": _("Light letters on dark"), "light": _("Dark letters on light")},
        "dark",
    )
    yield Item(
        ("keyring",),
        COMPUTER,
        _("May this computer’s keyring open the vault?"),
        "true" if settings.keyring else "false",
        {
            "true": _("Yes: the passphrase is asked for only when the keyring cannot"),
            "false": _("No: the passphrase is asked for each time"),
        },
        "true",
        _(
            "Whoever uses your session on this computer can open what the keyring opens. Without it, you type the "
            "passphrase at each start. What the keyring has learned stays in it, and netmeet does not use it."
        ),
    )
    yield Item(
        ("lock_after_minutes",),
        COMPUTER,
        _("When does netmeet lock by itself?"),
        str(settings.lock_after_minutes),
        {},
        "15",
        _("Minutes without a key, up to {most}; 0 is never.").format(most=LONGEST_UNLOCKED),
    )


def _kept(settings: Settings) -> Iterator[Item]:
    yield Item(
        ("review_after_months",),
        KEPT,
        _("When does somebody look again at what is kept?"),
        str(settings.review_after_months),
        {},
        "12",
        _("Months after the meeting, up to {most}. Nothing is erased by itself.").format(most=LONGEST_UNREVIEWED),
    )


def _of_policy(chosen: Mapping[str, str], pack: Pack) -> Iterator[Item]:
    for setting in pack.settings.values():
        if setting.by == "organisation":
            yield Item(
                ("policy", setting.id),
                KEPT if setting.id == "records" else POLICY,
                setting.question,
                chosen.get(setting.id, setting.values[0]),
                {value: setting.answer(value) for value in setting.values},
                setting.values[0],
                setting=setting,
            )


def _organisation(settings: Settings) -> Iterator[Item]:
    told = settings.organisation
    for name, asks, means in (
        ("name", _("What is your organisation called?"), _("It may stay empty.")),
        ("lead", _("What is your safeguarding lead called?"), _("A role or a name. It may stay empty.")),
        ("lead_phone", _("How is your lead rung?"), _("A telephone number. It may stay empty.")),
        (
            "disclaimer",
            _("What does your disclaimer say, or where is it?"),
            _("One line, or the address of a page. It may stay empty."),
        ),
    ):
        yield Item(("organisation", name), ORGANISATION, asks, getattr(told, name), {}, "", means)
