"""The rules that every pack must hold, one by one, close to their sentences.

Their ids are those of the agreed flow (P-1 to P-12, from "what every pack must prove"), with letters where one
sentence says several things; ``cites`` names the invariants and tensions that they come from. What a rule is stands
in ``rule.py``. Here are those about situations and moves; those about the pack as it is written are in
``pack_rules.py``, those about words in ``word_rules.py``, those about the room in ``room_rules.py``. ``prove.py``
holds a pack to all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final

from netmeet_tui.policy.legs import Leg
from netmeet_tui.policy.pack import CLOSED, Pack
from netmeet_tui.policy.pack_rules import WEIGHING, whole_rules
from netmeet_tui.policy.rule import Broken, Fits, Never, Open, Reach, Rule, Whole

NOTHING_DONE: Final = ("no-further-action", "stood-down", "not-passed-on")
"""Outcomes in which nobody outside came to know, and nobody could have."""

NO_CONTACT: Final = (*NOTHING_DONE, "could-not-reach", "agreed-for-later")
OF_A_CONTACT: Final = (
    *("emergency-services", "gp", "chosen-person", "urgent-health", "self", "children"),
    *("passed-on-gp", "passed-on-emergency", "withdrawn-in-call"),
)

PHONING: Final = "step in (handover, contact)"
OVER: Final = "step in (who-knows, card, closed)"
"""Where nothing can be passed on any more."""


def by(*entries: str) -> Fits:
    """Moves with one of these entries."""
    return lambda leg: leg.entry in entries


def _sets_but_not_by(fact: str, value: str, entry: str) -> Fits:
    return lambda leg: leg.sets(fact, value) and leg.entry != entry


def _closes_past_the_card(leg: Leg) -> bool:
    return leg.to == CLOSED and not leg.entry.startswith("card=")


def contact_rules(pack: Pack) -> Iterator[Rule]:
    """Contact needs a ground, the right recipient, and telling (P-2, N-07, I-1, I-9)."""
    yield Never(
        "P-2a",
        ("I-1",),
        "A contact is prepared and made only on a ground.",
        never=f"{PHONING} and ground is none",
    )
    yield Never(
        "P-2b",
        ("N-07",),
        "When a contact is prepared, it is clear who is contacted, and that we are the ones who do it.",
        never=f"{PHONING} and route in (none, self)",
    )
    yield Never(
        "P-2c",
        ("N-07", "C-20"),
        "To protect a child, those are told who can protect a child.",
        never=f"{PHONING} and ground is child-duty and route not in (police, childrens-services, nspcc)",
    )
    yield Never(
        "P-2d",
        ("T-04", "N-07"),
        "Serious harm to another person is passed on only where the organisation has decided so, to the police.",
        never=f"""{PHONING} and ground is serious-harm and (third_party_adult is not serious-harm-may
            or kind not in (harm-other, other-person) or route is not police)""",
    )
    yield Never(
        "P-2e",
        ("T-04",),
        "Serious harm to another person is passed on only when the lead has agreed.",
        fits=_sets_but_not_by("ground", "serious-harm", "lead=agrees"),
    )
    yield Never(
        "P-2f",
        ("I-9", "N-14"),
        "Before anything is passed on without a yes, the person is told, or it is said why not.",
        never=f"{PHONING} and ground in (child-duty, own-life-exception, serious-harm) and said-first is not told",
    )
    came_of = {
        "gp": "ground is consent and route is gp",
        "chosen-person": "ground is consent and route is chosen-person",
        "urgent-health": "ground is consent and route is urgent-health",
        "passed-on-gp": "ground is own-life-exception and route is gp",
        "passed-on-emergency": f"ground is own-life-exception and route in ({', '.join(recipients(pack)[1:])})",
        "children": "ground is child-duty",
        "withdrawn-in-call": "ground is consent",
        "emergency-services": """ground is emergency or (ground is consent and route is emergency-services)
            or (ground is serious-harm and route is police)""",
    }
    for outcome, needed in came_of.items():
        yield Never(
            f"P-2g {outcome}",
            ("I-1",),
            f"The outcome '{outcome}' comes only of a contact on its own ground, by its own route.",
            fits=lambda leg, outcome=outcome: leg.ends(outcome),  # type: ignore[misc]
            never=f"not ({needed})",
        )


def consent_rules() -> Iterator[Rule]:
    """Consent is asked for, given, and can be taken back (P-3, P-6, P-7)."""
    yield Never(
        "P-3a",
        ("C-15", "C-16", "C-17"),
        "Consent counts only after the person was talked to, was told why, and was asked.",
        fits=lambda leg: leg.sets("ground", "consent"),
        never="conversation is not asked",
    )
    yield Never(
        "P-3b",
        ("C-18",),
        "There is consent only where the person said yes to an offer.",
        fits=lambda leg: leg.sets("ground", "consent") and not fnmatchcase(leg.entry, "offers=*=yes"),
    )
    yield Never(
        "P-3c",
        ("C-14", "T-03"),
        "What they said yes to is what is done: the same recipient, and nobody else.",
        never=f"""{PHONING} and ground is consent and yes-to not in (nothing, taken-back) and not (
            (route is gp and yes-to is gp) or (route is emergency-services and yes-to is emergency-services)
            or (route is chosen-person and yes-to is chosen-person)
            or (route is urgent-health and yes-to is urgent-health))""",
    )
    yield Never(
        "P-3d",
        ("C-14", "C-18"),
        "Before a contact on consent, what will be said was agreed with them for this contact.",
        never=f"{PHONING} and ground is consent and said-first is not agreed",
    )
    yield Never(
        "P-7",
        ("I-13", "T-10"),
        "After a yes was taken back there is no contact on consent without a new yes.",
        never=f"{PHONING} and ground is consent and yes-to is taken-back",
    )


def leaving_rules(pack: Pack) -> Iterator[Rule]:
    """Leaving and silence are no answers (P-6)."""
    yield Never(
        "P-6a",
        ("I-5", "N-04"),
        "Only a spoken no to an offer is a no to it: not leaving, not silence, not an answer to another one.",
        fits=lambda leg: any(leg.sets(offer, "no") and leg.entry != f"offers={offer}=no" for offer in pack.offers),
    )
    yield Never(
        "P-6b",
        ("I-5", "T-02"),
        "When somebody leaves, their consent lapses.",
        fits=by("!left"),
        then="ground is consent",
    )
    refused = " or ".join(f"{offer} is no" for offer in pack.offers)
    yield Never(
        "P-6c",
        ("I-6", "T-24"),
        "Who comes back has said neither yes nor no: what they answered before has lapsed.",
        fits=by("!returned"),
        then=f"ground is consent or {refused}",
    )


def exception_rules(pack: Pack) -> Iterator[Rule]:
    """The own-life exception, exactly as it is written (P-4, C-25)."""
    passing_on = f"ground is own-life-exception and not ({OVER})"
    yield Never(
        "P-4a",
        ("I-2",),
        "The own-life exception is for a risk to the person's own life, and for nothing else.",
        never=f"{passing_on} and kind is not own-life",
    )
    yield Never(
        "P-4b",
        ("T-16",),
        "The own-life exception is for adults; for who is under 18 there is the duty to protect.",
        never=f"{passing_on} and under_18 is yes",
    )
    later = " or ".join(f"{offer} is later" for offer in pack.offers)
    yield Never(
        "P-4c",
        ("C-25", "T-01"),
        "The own-life exception needs a no to the GP, to emergency services and to someone they choose.",
        never=f"""{PHONING} and ground is own-life-exception
            and (gp is not no or emergency is not no or chosen-person is not no or {later})""",
    )
    yield Never(
        "P-4d",
        ("C-25", "D-6", "T-08"),
        "The own-life exception needs the serious worry of those whom the settings name.",
        fits=by("may-pass-on=pass-on"),  # P-4f: nothing else passes on
        never="""own_life_exception is not off and not (weighed-by is lead
            or (own_life_exception is facilitators-decide and (
                (facilitators is two and weighed-by is both)
                or (facilitators is two and weighed-by is one and facilitators_to_agree is 1)
                or (facilitators is one and weighed-by is one-alone))))""",
    )
    yield Never(
        "P-4e",
        ("C-25", "T-18", "N-07"),
        "Under the own-life exception the GP or emergency services are told, and nobody else.",
        never=f"{PHONING} and ground is own-life-exception and route not in ({', '.join(recipients(pack))})",
    )
    yield Never(
        "P-4f",
        ("C-25", "N-05"),
        "Passing on under the own-life exception is chosen by the facilitators; it never follows by itself.",
        fits=_sets_but_not_by("ground", "own-life-exception", "may-pass-on=pass-on"),
    )
    yield Never(
        "P-4g",
        ("D-1",),
        "Where the organisation has turned the own-life exception off, it is not used.",
        never=f"{passing_on} and own_life_exception is off",
    )


def recipients(pack: Pack) -> tuple[str, ...]:
    """Who may be told under C-25: as written, and whom the organisation's amendments add (section 9)."""
    return ("gp", "emergency-services", *pack.added_recipients)


def child_rules() -> Iterator[Rule]:
    """A child is not let go (P-5)."""
    nothing = f"step is closed and outcome in ({', '.join(NOTHING_DONE)})"
    yield Never(
        "P-5a",
        ("C-19", "T-06"),
        "While a child may have to be protected, no concern closes with nothing done.",
        never=f"{nothing} and child is stands",
    )
    yield Never(
        "P-5b",
        ("T-16",),
        "For somebody under 18, no concern closes with nothing done.",
        never=f"{nothing} and under_18 is yes",
    )


def closing_rules() -> Iterator[Rule]:
    """How a concern closes (P-8)."""
    yield Never(
        "P-8a",
        (),
        "A concern that is closed has an outcome.",
        never="step is closed and outcome is none",
    )
    yield Never(
        "P-8b",
        ("I-12", "C-21"),
        "A concern closes by the card with support, and in no other way.",
        fits=_closes_past_the_card,
    )
    yield Never(
        "P-8c",
        ("I-9", "N-13"),
        "When somebody outside has heard of it, the person is told who now knows what before the concern closes.",
        never="step is closed and outside is somebody",
    )
    yield Never(
        "P-8d",
        ("D-2",),
        "What came of a contact stands: nothing that was not done is put in its place.",
        fits=lambda leg: leg.sets("outcome", "none") or any(map(leg.ends, NO_CONTACT)),
        never=f"outcome in ({', '.join(OF_A_CONTACT)})",
        then=f"outcome in ({', '.join(('none', *NO_CONTACT))})",
    )


JUDGED: Final = (
    *("danger", "keep-close", "access", "ask", "gp", "weigh", "disagree", "lead", "child-access", "safe-to-tell"),
    *("person-at-risk", "stand-down"),
)
"""Steps at which the facilitators judge something, so that one of them may not be sure."""


def open_rules() -> Iterator[Rule]:
    """What is always offered (P-9, P-12, I-11, I-14)."""
    yield Open(
        "P-9a",
        ("I-7", "N-05"),
        "Wherever something may be passed on without a yes, it may also be left: one can always refrain.",
        at=lambda _, step: step.duty == "may" or step.id in WEIGHING,
        one_of=lambda choice: choice.refrain,
        during=f"ground is own-life-exception or step in ({', '.join(WEIGHING)})",
    )
    yield Open(
        "P-12a",
        ("I-3", "C-12"),
        "At the 999 card one can always say that it was rung; nothing has to be answered first.",
        at=lambda _, step: step.shows == "999",
        one_of=lambda choice: choice.id == "called",
    )
    yield Open(
        "I-11",
        ("L-5",),
        "Where something is judged, there is always an answer for those who are not sure or do not agree.",
        at=lambda _, step: step.id in JUDGED,
        one_of=lambda choice: choice.unsure,
    )
    yield Open(
        "I-14",
        ("T-18",),
        "When the practice is shut, or it is not known, there is always something else than the practice.",
        at=lambda _, step: step.id in ("gp-closed", "gp-unknown"),
        one_of=lambda choice: choice.id in ("urgent-health", "emergency", "other"),
    )


UNHEARD: Final = ("not-accepted", "no-answer", "cut-off")
"""Choices that say that somebody was rung, and nobody took it on."""

OTHERS_TO_TELL: Final = ("call-again", "other-route", "other-service", "pass-on", "try-again")
"""Choices that lead on to somebody else, or to 999 once more."""


def after_nobody_heard(pack: Pack) -> frozenset[str]:
    """The steps to which that leads: a silence of the person is such an answer, too."""
    return frozenset(choice.to for step in pack.steps.values() for choice in step.choices if choice.id in UNHEARD)


def _unheard_rules() -> Iterator[Rule]:
    """When nobody took it on, that is not the end (T-23)."""
    yield Open(
        "T-23a",
        ("T-23", "UK-19"),
        "When a service does not take it on, or nobody answers, there is somebody else to tell.",
        at=lambda pack, step: step.id in after_nobody_heard(pack),
        one_of=lambda choice: choice.id in OTHERS_TO_TELL,
        # With serious-harm the lead agreed to the police, and to nobody else (T-04); no other ground comes there.
        during="ground in (consent, child-duty, own-life-exception) or step is not contact-failed",
    )
    yield Whole(
        "T-23b",
        ("T-23", "L-1"),
        "Where nobody took it on, the words say that 999 can still be rung.",
        _999_is_said,
    )


_999 = re.compile(r"\b(999|press 9)\b")


def _999_is_said(pack: Pack) -> Iterator[Broken]:
    for name in sorted(after_nobody_heard(pack)):
        step = pack.steps.get(name)
        for words in () if step is None else (step.words, *(words for _, words in step.variants)):
            if not any(_999.search(line) for line in words.do):
                yield Broken(f"'{name}' does not say that 999 can be rung: “{' '.join(words.do)}”", name)


AN_END: Final = Reach("P-1a", (), "From everywhere, choices lead to an end.")
ALL_REACHED: Final = Reach("P-1b", (), "Every step can be come to, and every choice can be taken.")
ALL_CITED: Final = Reach("P-10b", (), "The clauses about acting, C-10 and C-12 to C-25, are served.")
NEAR_999: Final = Reach("P-12b", ("I-3", "L-1"), "From a fresh concern the 999 card is two choices away at most.")
FEW_CHOICES: Final = Reach("W-6", ("L-2", "D-5"), "Never more than five choices are offered at once.")

NEAREST_999: Final = 2
MOST_CHOICES: Final = 5

CITED: Final = ("C-10", *(f"C-{number}" for number in range(12, 26)))


def rules(pack: Pack) -> tuple[Rule, ...]:
    """Every rule about the flow, for this pack's offers and sealed fields."""
    sealed = [step.id for step in pack.steps.values() if step.sealed]
    found: list[Rule] = [
        *contact_rules(pack),
        *consent_rules(),
        *exception_rules(pack),
        *child_rules(),
        *leaving_rules(pack),
        *closing_rules(),
        *open_rules(),
        *whole_rules(),
        *_unheard_rules(),
        *(AN_END, ALL_REACHED, ALL_CITED, NEAR_999, FEW_CHOICES),
    ]
    if sealed:
        found.append(
            Never(
                "I-4a",
                ("D-4", "C-10"),
                "Nobody is asked who they are before there is a contact to be made, and a ground for it.",
                never=f"step in ({', '.join(sealed)}) and ground is none",
            )
        )
    return tuple(found)
