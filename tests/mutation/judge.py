"""Whether a mistake in a pack is noticed, and by what: the plans' paths, the proof, the plans' questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Final, NoReturn

from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy import plan as planning
from netmeet_tui.policy.lane import Situation
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.policy.plan import Ask, Plan, Way
from netmeet_tui.policy.prove import _Proving
from netmeet_tui.policy.rule import Rule
from tests.mutation.mutants import Mutant
from tests.mutation.same import difference

PATHS, PROOF, QUESTIONS = "paths", "proof", "questions"
NOTICED: Final = (PATHS, PROOF, QUESTIONS)
"""What may notice a mistake, in the order in which it is asked: the cheapest first."""

SAME, WORDS = "same", "words"
"""The verdicts on a mutant that is no mistake, but the same flow written in another way; and on one of which only
words on the screen differ, which neither plans nor proof ask about."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What noticed a mutant first (nothing: empty), and what it said; of one unnoticed, a way where it differs."""

    name: str
    sort: str
    by: str
    said: str
    seconds: float


class Judge:
    """Holds mutants to plans, which were read once, and to the proof."""

    def __init__(self, pack: Pack, plans: Sequence[Plan]) -> None:
        self._pack = pack
        self._paths = [replace(plan, lanes=tuple(map(_path, plan.lanes))) for plan in plans]
        asking = [replace(plan, lanes=tuple(map(_question, filter(_asks, plan.lanes)))) for plan in plans]
        self._questions = [plan for plan in asking if plan.lanes]

    def verdict(self, mutant: Mutant, among: Sequence[str] = NOTICED) -> Verdict:
        """What among these notices this mutant, asked one after the other.

        Before the questions, which take longest, it is looked whether there is anything to be noticed.
        """
        started = perf_counter()
        by, said = self._noticed(mutant.pack, among)
        return Verdict(mutant.name, mutant.sort, by, said, perf_counter() - started)

    def _noticed(self, pack: Pack, among: Sequence[str]) -> tuple[str, str]:
        differs = ""
        for by in among:
            if by == QUESTIONS:
                if not (differs := difference(self._pack, pack)):
                    return SAME, ""
                if not difference(self._pack, pack, words=False):
                    return WORDS, differs
            if said := {PATHS: self.paths, PROOF: first_finding, QUESTIONS: self.questions}[by](pack):
                return by, said
        return "", differs

    def paths(self, pack: Pack) -> str:
        """The first plan that cannot be walked any more, ends elsewhere, or closes otherwise; empty if none."""
        return _first_failure(pack, self._paths, lambda situation, *_: _outcome(pack, situation))

    def questions(self, pack: Pack) -> str:
        """The first plan whose question about what can be reached is answered otherwise; empty if none."""
        return _first_failure(pack, self._questions, planning.asking(pack))


def first_finding(pack: Pack) -> str:
    """The first thing that the proof finds; empty if nothing."""
    try:
        _UntilFirst(pack).proof()
    except _FoundError as found:
        return str(found)
    return ""


class _FoundError(Exception):
    """The proof has found something."""


class _UntilFirst(_Proving):
    """A proof that ends with what it finds first, without looking for the shortest way there."""

    def found(self, rule: Rule, how: str) -> NoReturn:
        raise _FoundError(f"{rule.id}: {how}")

    def _way_to(self, rule: Rule, *_: object) -> NoReturn:
        raise _FoundError(rule.id)

    def _add(self, rule: Rule, *_: object) -> NoReturn:
        raise _FoundError(rule.id)


# -- plans, cut in two -------------------------------------------------------------------------------------------


def _path(way: Way) -> Way:
    """Where a way goes and ends; and, where it ends closed, with which outcome, which is no question either."""
    return replace(way, reachable=way.reachable if way.at_step == CLOSED else (), unreachable=())


def _question(way: Way) -> Way:
    """What can be reached from where a way ends, and nothing else."""
    return replace(way, at_step=None, choices=None)


def _asks(way: Way) -> bool:
    return way.at_step != CLOSED and bool(way.reachable or way.unreachable)


def _first_failure(pack: Pack, plans: Sequence[Plan], ask: Ask) -> str:
    for plan in plans:
        for failure in planning.run(pack, plan, ask):
            return str(failure)
    return ""


def _outcome(pack: Pack, situation: Situation) -> frozenset[str]:
    """With which outcome a lane is closed; nothing if it is not, which its path says by itself."""
    return frozenset({lanes.fact(pack, situation, "outcome")}) if situation.step == CLOSED else frozenset()
