"""What the paper says, read from a pack: the words of each step in one situation, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Final

from netmeet_tui.policy import follow
from netmeet_tui.policy.pack import CLOSED, Choice, Pack
from netmeet_tui.policy.words import StepWords
from netmeet_tui.report.a4 import NEXT, Text

_KEY_9: Final = ((re.compile(r":\s*press 9\b"), ""), (re.compile(r"\bpress 9\b"), "ring 999"))
_KEY_9_FIRST: Final = re.compile(r"\bPress 9\b")


def on_paper(words: str) -> str:
    """Words of a screen for the paper, which has no key to press: there it is 999 that is rung."""
    for key, instead in _KEY_9:
        words = key.sub(instead, words)
    return _KEY_9_FIRST.sub("Ring 999", words)


class Reading:
    """A pack under some settings, and where each of its steps is on the paper."""

    def __init__(
        self, pack: Pack, settings: Mapping[str, str], places: Mapping[str, str], named: Container[str]
    ) -> None:
        self.pack = pack
        self.settings = dict(zip(pack.settings, pack.given(settings), strict=True))
        self.certain = {
            setting.id: self.settings[setting.id]
            for setting in pack.settings.values()
            if setting.by == "organisation" or setting.id in settings
        }
        """What an organisation has decided. How many facilitators there are is not known before the night."""
        self.named = named
        self.reached = self._reached(self.certain)
        self.asks_lead = "lead" in self._reached(self.settings)
        """Whether a meeting as it is set asks its lead; with one facilitator it may come to that in any case."""
        self.places = {**places, "lead": places["refused"]} if self.asks_lead else places
        self.events = {event.id for event in follow.happenings(pack, self.certain)}

    def _reached(self, certain: Mapping[str, str]) -> set[str]:
        """Every step that some concern can come to under these settings, as far as they alone decide it."""
        waiting, reached = list(self.pack.start.values()), set[str]()
        for event in follow.happenings(self.pack, certain):
            waiting += [end.to for end in follow.ends_of_event(self.pack, event, certain)]
        while waiting:
            step = waiting.pop()
            if step in self.pack.steps and step not in reached:
                reached.add(step)
                for choice in follow.choices(self.pack, step, certain):
                    waiting += [end.to for end in follow.ends_of(self.pack, step, choice, certain)]
        return reached

    def has(self, step: str) -> bool:
        """Whether a step is in the pack, and can be come to under these settings: if not, it is left out."""
        return step in self.reached

    def words(self, step: str, facts: Mapping[str, str]) -> StepWords:
        """The words of a step in a situation. Facts and values that the pack does not have are passed over."""
        known = {fact: value for fact, value in facts.items() if value in self.pack.facts.get(fact, ())}
        values = {fact: values[0] for fact, values in self.pack.facts.items()} | known
        return self.pack.steps[step].worded((step, *values.values(), *self.settings.values()))

    def title(self, step: str, facts: Mapping[str, str], mark: bool = False) -> Text:
        """The title of a step; with the mark of its duty if that is wanted."""
        sign = self.pack.steps[step].duty if mark else ""
        return Text("title", on_paper(self.words(step, facts).title), f"steps.{step}.title", sign=sign)

    def do(self, step: str, facts: Mapping[str, str]) -> Iterator[Text]:
        """What to do there."""
        yield from (Text("do", on_paper(line), f"steps.{step}.do") for line in self.words(step, facts).do)

    def say(self, step: str, facts: Mapping[str, str]) -> Iterator[Text]:
        """Words to say there, if there are any."""
        words = self.words(step, facts).say
        if words:
            yield Text("say", on_paper(words), f"steps.{step}.say")

    def choices(self, step: str, facts: Mapping[str, str]) -> Iterator[Choice]:
        """The choices of a step that can be offered in a situation under these settings."""
        yield from follow.choices(self.pack, step, {**self.certain, **facts})

    def label(self, step: str, choice: Choice, facts: Mapping[str, str]) -> str:
        """A choice in the words of the situation."""
        own = self.words(step, facts).choices.get(choice.id)
        return on_paper(own or follow.label(self.pack, step, choice))

    def leads(self, step: str, choice: Choice, facts: Mapping[str, str]) -> tuple[str, ...]:
        """The steps to which a choice may lead in a situation under these settings, each once."""
        ends = follow.ends_of(self.pack, step, choice, {**self.certain, **facts})
        return tuple(dict.fromkeys(end.to for end in ends if end.to != CLOSED))

    def ways(
        self, step: str, facts: Mapping[str, str], without: tuple[str, ...] = (), following: str = ""
    ) -> Iterator[Text]:
        """The choices of a step with where each goes on; those that go on at the same place stand together.

        Those that lead only to ``without`` are left out, but what leads to the ``following`` step goes on below.
        """
        together: dict[str, list[tuple[str, str]]] = {}
        for choice in self.choices(step, facts):
            ends = self.leads(step, choice, facts)
            below = following != "" and following in ends
            if choice.offer is not None or (not below and all(end in without for end in ends)):
                continue
            if not below and not any(self.place(end, facts) for end in ends):
                continue  # a side way to what the paper has no room for
            places = dict.fromkeys(filter(None, (self.place(end, facts) for end in ends if end != step)))
            entry = (self.label(step, choice, facts), f"steps.{step}.choices.{choice.id}")
            together.setdefault(NEXT if below else " or ".join(places), []).append(entry)
        for place, entries in together.items():
            yield Text("go", " / ".join(label for label, _ in entries), entries[0][1], place)

    def place(self, step: str, facts: Mapping[str, str]) -> str:
        """Where a step is on the paper. Of those that are nowhere, the title is said where it helps."""
        return self.places.get(step) or (
            f"“{on_paper(self.words(step, facts).title)}”" if step in self.named else ""
        )
