"""What a changed setting changes, line by line: with ids for the command line, in words for a screen (N-09)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from netmeet_tui.catalogue import _, many, spoken
from netmeet_tui.policy.difference import Changed, Difference, PlanDiffers, Reached, Reworded, Taken, Where
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.reachable import Said

_FEW: Final = 3
"""So many lanes of a plan are named; of more than that only the number is told."""


def lines(pack: Pack, found: Difference, *, ids: bool = True) -> Iterator[tuple[int, str]]:
    """Every line of what differs, with how far it is set in; an empty line comes before each heading.

    ``ids``: with the names that the files of the pack use, so that it can be looked up there.
    """
    return (_Named(pack, found) if ids else _Plain(pack, found)).lines()


class _Named:
    """With ids."""

    def __init__(self, pack: Pack, found: Difference) -> None:
        self.pack = pack
        self.found = found

    def lines(self) -> Iterator[tuple[int, str]]:
        found = self.found
        yield from self.beginning()
        if not found.changed:
            return
        for change in found.changed:
            if not change.in_flow:
                yield 0, self.not_in_flow(change)
        if found.nothing and any(change.in_flow or change.in_words for change in found.changed):
            yield 0, _("With these settings it changes nothing: no choice, no word, no ending and no plan.")
        gone, new = _("no longer reached"), _("now reached")
        yield from self.moves(_("No longer there to be chosen"), found.steps_vanish, found.vanish, gone)
        yield from self.moves(_("Now there to be chosen"), found.steps_appear, found.appear, new)
        yield from self.words()
        yield from self.endings()
        if any(change.in_flow for change in found.changed) and not found.nothing:
            yield from self.plans()

    # -- what was changed ------------------------------------------------------------------------------------

    def beginning(self) -> Iterator[tuple[int, str]]:
        found = self.found
        yield 0, _("{title}, version {version}").format(title=self.pack.title, version=self.pack.version)
        if not found.changed:
            so = _and(_("{name} is {value} already").format(name=k, value=v) for k, v in found.after.items())
            yield 0, _("Nothing would change: {so}.").format(so=so)
        for change in found.changed:
            told = _("{name}: {after} instead of {before}.")
            yield 0, told.format(name=change.setting, after=change.after, before=change.before)
        names = {change.setting for change in found.changed}
        kept = [_is(name, value) for name, value in found.after.items() if name not in names]
        if kept and found.changed:
            yield 0, _("On both sides {settings}.").format(settings=_and(kept))

    def not_in_flow(self, change: Changed) -> str:
        return _("Nothing in the flow depends on '{name}'.").format(name=change.setting)

    # -- choices ---------------------------------------------------------------------------------------------

    def moves(
        self, heading: str, steps: Iterable[Reached], moves: Iterable[Taken], how: str
    ) -> Iterator[tuple[int, str]]:
        whole = {step.step: step for step in steps}
        told = [(step, list(group)) for step, group in groupby(moves, lambda move: move.step)]
        if not told and not whole:
            return
        yield from ((0, ""), (0, heading))
        for name, group in told:
            if name is None:
                yield from ((2, f"{self.named(move.entry, move.words)}{self.where(move.where)}") for move in group)
                continue
            step = whole.get(name)
            title = self.named(name, group[0].title)
            yield 2, f"{title}: {how}{self.where(step.where)}" if step else title
            for move in group:
                where = "" if step and step.where == move.where else self.where(move.where)
                yield 4, f"{self.move(move)}{where}"

    def named(self, name: str, words: str) -> str:
        """Something of the pack with its words."""
        return f"{name}, “{words}”"

    def move(self, move: Taken) -> str:
        """A choice with its words."""
        return f"{move.entry.partition('=')[2]}: {move.words}"

    def where(self, where: Where) -> str:
        """In which meetings, as the end of a line."""
        meetings = _or(_and(_is(name, value) for name, value in meeting) for meeting in where)
        return _(" (only where {meetings})").format(meetings=meetings) if where else ""

    # -- words -----------------------------------------------------------------------------------------------

    def words(self) -> Iterator[tuple[int, str]]:
        if self.found.reworded:
            yield from ((0, ""), (0, _("Says something else")))
        for step in self.found.reworded:
            yield 2, self.named(step.step, step.title)
            for said in step.said:
                told = _("{part}: {after} instead of {before}")
                yield 4, told.format(part=self.part(step, said), after=_text(said.after), before=_text(said.before))

    def part(self, _step: Reworded, said: Said) -> str:
        return _part(said).format(choice=f"'{said.choice}'")

    # -- endings and plans -----------------------------------------------------------------------------------

    def endings(self) -> Iterator[tuple[int, str]]:
        found = self.found
        if found.endings_vanish or found.endings_appear:
            yield from ((0, ""), (0, _("How a concern can end")))
        for kind in self.pack.start:
            sides = (
                (_("no longer {ending}"), found.endings_vanish),
                (_("now also {ending}"), found.endings_appear),
            )
            ends = [(how, end) for how, side in sides for end in side if end.kind == kind]
            if ends:
                yield 2, self.named(kind, self.pack.words.kinds[kind].label)
                for how, end in ends:
                    yield 4, f"{how.format(ending=self.named(end.outcome, end.words))}{self.where(end.where)}"

    def plans(self) -> Iterator[tuple[int, str]]:
        found = self.found
        yield 0, ""
        asked = many("1 plan asked", "{count} plans asked", found.asked).format(count=found.asked)
        if not found.plans:
            yield 0, _("{asked}, none answers differently.").format(asked=asked)
            return
        differ = len(found.plans)
        told = many("{asked}, 1 answers differently", "{asked}, {count} answer differently", differ)
        yield 0, told.format(asked=asked, count=differ)
        for differs in found.plans:
            yield 2, f"{differs.plan.id}, {(spoken() or str)(differs.plan.title)}"
            yield from self.lanes(differs)

    def lanes(self, differs: PlanDiffers) -> Iterator[tuple[int, str]]:
        """The lanes of a plan, those of which the same is to be said together."""
        said: dict[str, list[str]] = {}
        for lane in differs.lanes:
            said.setdefault(lane.sentence, []).append(lane.name)
        for sentence, names in said.items():
            yield 4, f"{_lanes(names, len(differs.plan.lanes))}: {sentence}"


class _Plain(_Named):
    """In words only, for who decides and never saw the files."""

    def beginning(self) -> Iterator[tuple[int, str]]:
        if not self.found.changed:
            yield 0, _("Nothing would change: it is so already.")
        for change in self.found.changed:
            setting = self.pack.settings[change.setting]
            yield 0, setting.question
            yield 2, _("From now on: {answer}").format(answer=setting.answer(change.after))
            yield 2, _("Until now: {answer}").format(answer=setting.answer(change.before))

    def not_in_flow(self, change: Changed) -> str:
        if change.in_words and self.found.reworded:
            return _("It changes what some steps say, and nothing that can be chosen.")
        return _("No step of a concern depends on it.")

    def named(self, _name: str, words: str) -> str:
        return f"“{words}”"

    def move(self, move: Taken) -> str:
        return move.words

    def where(self, where: Where) -> str:
        meetings = _or(_and(self.pack.settings[name].answer(value) for name, value in one) for one in where)
        return _(" (only with {meetings})").format(meetings=meetings) if where else ""

    def part(self, step: Reworded, said: Said) -> str:
        choice = self.pack.steps[step.step].words.choices.get(said.choice or "", said.choice)
        return _part(said).format(choice=f"“{choice}”")

    def lanes(self, _differs: PlanDiffers) -> Iterator[tuple[int, str]]:
        yield from ()


# -- parts of sentences ------------------------------------------------------------------------------------------


def _part(said: Said) -> str:
    """A part of a step, with a place for the choice that it is about."""
    return {
        "short": _("its short name"),
        "title": _("its title"),
        "do": _("what to do"),
        "say": _("what to say"),
        "why": _("the reason"),
        "choices": _("the choice {choice}"),
        "closed": _("why {choice} is not offered"),
    }[said.part]


def _text(told: tuple[str, ...]) -> str:
    return f"“{' / '.join(told)}”" if told else _("nothing")


def _is(name: str, value: str) -> str:
    return _("{name} is {value}").format(name=name, value=value)


def _lanes(names: list[str], of: int) -> str:
    if len(names) <= _FEW:
        return _and(f"“{name}”" for name in names)
    if len(names) == of:
        return _("all {of} lanes").format(of=of)
    return _("{count} of {of} lanes").format(count=len(names), of=of)


def _and(parts: Iterable[str]) -> str:
    *first, last = [*parts] or [""]
    return _("{these} and {last}").format(these=", ".join(first), last=last) if first else last


def _or(parts: Iterable[str]) -> str:
    *first, last = [*parts] or [""]
    return _("{these} or {last}").format(these=", ".join(first), last=last) if first else last
