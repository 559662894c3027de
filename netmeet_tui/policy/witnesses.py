"""What truly happened on the way to a situation, as the proof sees it for itself.

A pack keeps books: ``progress``, ``contact``, ``told``. A rule that believed them would be no stronger than they
are. So the proof follows the choices and events, and the rules ask these witnesses instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from netmeet_tui.policy.space import Seen, Witness

YES_TO: Final[Mapping[str, str]] = {
    "gp": "gp",
    "emergency": "emergency-services",
    "chosen-person": "chosen-person",
    "urgent-health": "urgent-health",
}
"""Offers whose yes is a yes to a contact that we make, and its route."""

WITNESSES: Final = (
    Witness(
        "conversation",  # I-1, C-15..C-17
        ("not-yet", "talked", "explained", "asked"),
        (
            Seen("!returned", "not-yet"),
            Seen("talk=talked", "talked"),
            Seen("explain=explained", "explained", was=("talked", "explained", "asked")),
            Seen("ask=open-to-it", "asked", was=("explained", "asked")),
            Seen("ask=not-open", "asked", was=("explained", "asked")),
            # There they ask for support of their own accord, so that nothing remains to be asked (T-06).
            Seen("adult-choice=would-like-support", "asked"),
        ),
    ),
    Witness(
        "yes-to",  # C-18, T-10
        ("nothing", *YES_TO.values(), "taken-back"),
        (
            Seen("!left", "nothing"),
            Seen("!returned", "nothing"),
            Seen("!withdrawn", "taken-back"),
            *(Seen(f"offers={offer}=yes", route) for offer, route in YES_TO.items()),
            Seen("offers=*=yes", "nothing"),
            # From here on it is not their yes that counts.
            Seen("recipient=*", "nothing"),
            Seen("child-recipient=*", "nothing"),
            Seen("lead=*", "nothing"),
            # What they choose instead when their practice is shut (T-18).
            *(
                Seen(f"{step}={offer}", YES_TO[offer], was=("gp",))
                for step in ("gp-closed", "gp-unknown")
                for offer in ("urgent-health", "emergency")
            ),
        ),
    ),
    Witness(
        "said-first",  # C-14, I-9, N-14: whether what is passed on was said back, or they were told before
        ("not-yet", "agreed", "told"),
        (
            Seen("!left", "not-yet", was=("agreed",)),
            Seen("!returned", "not-yet"),
            Seen("scope=agreed", "agreed"),
            Seen("offers=*=yes", "not-yet"),
            Seen("gp-closed=urgent-health", "not-yet"),
            Seen("gp-closed=emergency", "not-yet", was=("agreed",)),
            Seen("gp-unknown=urgent-health", "not-yet"),
            Seen("gp-unknown=emergency", "not-yet", was=("agreed",)),
            Seen("lead=agrees", "not-yet"),
            Seen("recipient=*", "not-yet"),
            *(Seen(f"tell-first={how}", "told") for how in ("told", "not-safe", "not-present")),
            *(Seen(f"safe-to-tell={how}", "told") for how in ("told", "not-safe", "take-advice", "not-present")),
        ),
    ),
    Witness(
        "weighed-by",  # C-25, D-6, T-01, T-08: who has said that they are seriously worried
        ("nobody", "one", "both", "lead", "one-alone"),
        (
            Seen("!returned", "nobody"),
            Seen("*=weigh", "nobody"),
            Seen("weigh=both-serious", "both"),
            Seen("weigh=one-serious", "one"),
            Seen("weigh=serious", "one"),
            Seen("weigh=*", "nobody"),
            Seen("disagree=both-now", "both"),
            Seen("lead=agrees", "lead", was=("one", "both")),
            Seen("lead=cannot-reach", "one-alone", was=("one", "both")),
            Seen("lead=*", "nobody"),
        ),
    ),
    Witness(
        "child",  # C-19, T-06: what was said about whether a child could come to harm now
        ("not-asked", "stands", "ruled-out"),
        (
            Seen("child-access=no", "ruled-out"),
            Seen("consult=nobody-at-risk-now", "ruled-out"),
            Seen("child-access=*", "stands"),
            Seen("left=child-still-at-risk", "stands"),
            Seen("*=pass-on", "stands", was=("not-asked", "ruled-out"), to="safe-to-tell"),
            Seen("stay=help-here", "stands", to="safe-to-tell"),
            Seen("emergency-again=other-service", "stands", to="safe-to-tell"),
        ),
    ),
    Witness(
        "outside",  # C-14, N-13: whether somebody outside has heard of it, and whether the person knows that
        ("nobody", "somebody", "known"),
        (
            *(Seen(f"contact={said}", "somebody") for said in ("accepted", "advice", "not-accepted", "withdrawn")),
            Seen("emergency-outcome=accepted", "somebody"),
            Seen("emergency-outcome=advice", "somebody"),
            Seen("self-contact=made", "somebody"),
            Seen("self-report=reported", "somebody"),
            Seen("who-knows=*", "known", was=("somebody",)),
        ),
    ),
)
