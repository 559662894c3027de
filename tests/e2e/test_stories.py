"""Invented stories, told in the real program: what a facilitator presses, and what they see at every step."""

from __future__ import annotations

from netmeet_tui import card999
from netmeet_tui.meeting.state import at_lane
from netmeet_tui.tui import meeting_text as text
from tests.e2e.facilitator import Facilitator, flat, numbered

REFUSALS = " ".join(
    f"offers={offer}=no"
    for offer in ("gp", "emergency", "chosen-person", "urgent-health", "listening-line", "do-it-together")
)


def test_refuses_everything_and_both_are_seriously_worried(facilitator: Facilitator) -> None:
    """V-03: passing on is one of two equal choices, and needs a reason as the other does."""
    teo = facilitator
    teo.flag("own-life")
    teo.choices("danger=unsure keep-close=no access=ready talk=talked explain=explained ask=not-open")
    teo.choices(f"{REFUSALS} offers=finished")
    answers = teo.pack.words.answers
    teo.terminal.wait_for(lambda screen: flat(screen).count(f": {answers.no}") == len(teo.pack.offers))
    teo.choose("refused", "weigh")
    teo.write(first_words="He has decided; I believe him", second_words="I do not think he is safe")
    teo.choose("weigh", "both-serious")
    assert [choice.id for choice in teo.step.choices] == ["pass-on", "do-not"]
    assert len(numbered(teo.see())) == 2

    teo.pick(teo.label("pass-on"))
    teo.terminal.wait_for(text.REASON_NEEDED)
    teo.in_a_field()
    teo.terminal.press("enter")
    teo.wait(text.REASON_EMPTY)
    teo.terminal.press("escape")
    teo.see()  # where it was: nothing was chosen

    teo.choose("may-pass-on", "pass-on", "He told us that he has decided, and refused everything")
    teo.choose("recipient", "gp")
    teo.choose("tell-first", "told")
    teo.choose("gp", "open-likely")
    teo.write(practice="As he wrote on the form")
    teo.choose("identity", "given")
    teo.write(situation="He has decided to end his life", asking="Please ring him today")
    teo.choices("handover=ready contact=accepted")
    assert teo.fact("outcome") == "passed-on-gp"
    teo.wait(teo.pack.words.outcomes["passed-on-gp"])
    teo.choices("who-knows=told card=given")


def test_not_passing_on_is_as_open_and_has_a_reason_too(facilitator: Facilitator) -> None:
    """V-03, the other way."""
    teo = facilitator
    teo.flag("own-life")
    teo.choices("danger=unsure keep-close=no access=ready talk=talked explain=explained ask=not-open")
    teo.choices(f"{REFUSALS} offers=finished refused=weigh weigh=both-serious")
    teo.choose("may-pass-on", "do-not", "He asked us not to, and is staying with his brother tonight")
    teo.choices("no-further-action=end card=given")
    assert teo.pack.words.outcomes["not-passed-on"] in flat(teo.see())


def test_a_child_is_in_danger_now(facilitator: Facilitator) -> None:
    """V-11: 999 first, then whoever protects the child; nobody has to agree, and doing nothing is not offered."""
    lena = facilitator
    lena.flag("child")
    lena.choose("danger", "yes")
    lena.terminal.wait_for(lambda screen: all(ask in screen for ask in card999.ASKS))
    lena.choices("emergency=called emergency-outcome=accepted stay=help-here")
    assert lena.lane.step == "safe-to-tell"
    assert not any("no-action" in choice.id or "leave" in choice.id for choice in lena.step.choices)
    lena.choices("safe-to-tell=told child-recipient=childrens-services")
    lena.write(situation="A child of seven, alone with someone who has hurt them", asking="A visit today")
    lena.choices("handover=ready contact=accepted")
    assert lena.fact("outcome") == "children"
    lena.choices("who-knows=told card=given")
    assert lena.pack.words.outcomes["children"] in flat(lena.see())


def test_falls_ill_while_being_asked(facilitator: Facilitator) -> None:
    """V-18: 999 is one key from the scope screen, and the very same screen is there afterwards."""
    hollis = facilitator
    hollis.flag("own-life")
    hollis.choices("danger=no access=ready talk=talked explain=explained ask=open-to-it offers=gp=yes")
    hollis.write(may_say="that I would like to be seen", keep_back="the rest")
    before = hollis.still()

    card = flat(hollis.open_999())
    assert all(ask in card for ask in card999.ASKS)
    hollis.back_from_999()
    hollis.comes_back(before)

    # Written in a field just then: one key as well, and what was begun is not lost.
    hollis.terminal.press("enter")
    hollis.in_a_field()
    hollis.terminal.type(" soon")
    hollis.terminal.wait_for("seen soon")
    hollis.terminal.press("f9")
    hollis.terminal.wait_for(text.EMERGENCY_RANG)
    hollis.session.write(1, "may-say", "that I would like to be seen soon")
    hollis.session.turn("999")
    hollis.pick(text.EMERGENCY_RANG)
    number = hollis.session.ring_999()
    hollis.see()
    assert number == 2
    assert f"1 {hollis.pack.words.kinds['own-life'].short}" in hollis.terminal.text().split("\n")[0]

    hollis.choices("emergency-outcome=accepted stay=help-here who-knows=told card=given")
    hollis.terminal.press("1")
    hollis.session.turn(at_lane(1))
    hollis.comes_back(before.replace("be seen", "be seen soon"))
    assert hollis.fact("ground") == "consent"
    assert hollis.fact("contact") == "none"  # the yes was not used
    assert hollis.fact("outcome") == "none"
    hollis.happen("!withdrawn")
