"""The flow of the shipped pack is the agreed one: the same steps, the same choices, each leading where it may.

The table is the agreed flow in a short form: ``choice>step,step`` with every step that the choice may lead to. What
the pack adds to it stands in a second table, with the reason.
"""

from __future__ import annotations

import pytest

from netmeet_tui.policy.pack import HERE, Pack

KIND_ROAD = "access,child-access,person-at-risk"
CONVERSATION = "access,explain,ask,offers"
MAY = "may-pass-on"
NFA = "no-further-action"

AGREED = f"""
sort: ill>emergency own-life>danger harm-other>danger child>danger other-person>danger
danger: yes>emergency no>{KIND_ROAD} unsure>keep-close
keep-close: yes>emergency no>{KIND_ROAD} still-unsure>{KIND_ROAD}
emergency: called>emergency-outcome not-needed>card
emergency-outcome: accepted>stay advice>stay not-accepted>emergency-again cut-off>emergency-again
emergency-again: call-again>emergency other-service>safe-to-tell,{CONVERSATION} could-not>who-knows
stay: help-here>who-knows,safe-to-tell call-again>emergency
access: ready>talk arrange>arrange-access
arrange-access: ready>talk cannot>consult
talk: talked>explain wont-talk>no-answer-yet reassured>stand-down
explain: explained>ask wont-talk>no-answer-yet reassured>stand-down
ask: open-to-it>offers not-open>offers no-answer>no-answer-yet
no-answer-yet: try-again>talk consult>consult
offers: gp=yes>scope gp=no>offers gp=later>offers
offers: emergency=yes>scope emergency=no>offers emergency=later>offers
offers: chosen-person=yes>scope chosen-person=no>offers chosen-person=later>offers
offers: urgent-health=yes>scope urgent-health=no>offers urgent-health=later>offers
offers: listening-line=yes>self-contact listening-line=no>offers listening-line=later>offers
offers: do-it-together=yes>self-contact do-it-together=no>offers do-it-together=later>offers
offers: finished>refused
scope: agreed>gp,handover
gp: open-likely>identity closed>gp-closed unknown>gp-unknown
identity: given>handover not-given>offers,recipient
gp-closed: urgent-health>scope emergency>scope,handover other>offers wait>later do-not>{NFA}
gp-unknown: urgent-health>scope emergency>scope,handover other>offers do-not>{NFA}
handover: ready>contact
contact: accepted>who-knows advice>who-knows not-accepted>contact-failed no-answer>contact-failed
contact: withdrawn>who-knows
contact-failed: again>contact other-route>offers,recipient,child-recipient could-not>who-knows pass-on>safe-to-tell
contact-failed: stop>{NFA}
self-contact: made>who-knows did-not>offers,person-at-risk later>later
later: agreed>card not-after-all>offers,person-at-risk
refused: offer-rest>offers weigh>weigh someone-in-danger>emergency pass-on>safe-to-tell accept>{NFA} lead>lead
refused: consult>consult
weigh: both-serious>{MAY},lead one-serious>disagree not-serious>{NFA}
disagree: both-now>{MAY},lead no-agreement>{NFA},lead
lead: agrees>{MAY},tell-first does-not>{NFA} cannot-reach>{NFA}
may-pass-on: pass-on>recipient do-not>{NFA}
recipient: gp>tell-first emergency-services>tell-first do-not>{NFA}
tell-first: told>gp,handover not-safe>gp,handover not-present>gp,handover changed-mind>offers
child-access: yes>safe-to-tell no>adult-choice unknown>consult
adult-choice: would-like-support>offers no-thank-you>{NFA}
safe-to-tell: told>child-recipient not-safe>child-recipient take-advice>child-recipient not-present>child-recipient
child-recipient: police>handover childrens-services>handover nspcc>handover they-report>self-report
self-report: reported>who-knows not-reported>child-recipient
person-at-risk: help-them-act>self-contact lead>lead consult>consult leave-it>{NFA}
consult: keep-talking>talk pass-on>safe-to-tell nobody-at-risk-now>adult-choice no-action>{NFA}
left: danger-now>emergency child-still-at-risk>safe-to-tell pass-on>safe-to-tell weigh>weigh let-go>{NFA}
no-further-action: end>card consult>consult
stand-down: agreed>card not-yet>talk
who-knows: told>card not-safe>card not-present>card
card: given>closed declined>closed not-present>closed
"""

# Where the pack goes beyond the table above, and why.
ADDED = f"""
danger: no>sort,emergency                                 # unsure or ill, back after leaving: where they began
keep-close: no>sort,emergency still-unsure>sort,emergency # the same
emergency: not-needed>who-knows                           # nobody reaches the card before they know who was told
later: agreed>who-knows                                   # the same
no-further-action: end>who-knows                          # the same
left: let-go>who-knows                                    # the same
stand-down: agreed>who-knows                              # the same
stand-down: not-yet>{KIND_ROAD},sort,emergency            # kinds that have no talk go back to their own road
stand-down: consult>consult                               # under 18: it does not end here, so there is a way on
adult-choice: pass-on>safe-to-tell                        # the same
weigh: one-serious>{MAY},lead                             # where one facilitator's concern is enough
weigh: serious>lead                                       # one facilitator alone (D-6)
lead: cannot-reach>{MAY}                                  # one facilitator alone, with the reason (D-6)
left: still-on-call>emergency-outcome                     # a 999 call that has begun is finished (T-12)
later: do-not>{NFA}                                       # passing on can be left, with them gone, too (N-05)
tell-first: changed-mind>person-at-risk                   # about someone who is not here there are no offers
"""

OUTCOMES = """
emergency.not-needed=stood-down
emergency-outcome.accepted=emergency-services emergency-outcome.advice=emergency-services
emergency-again.could-not=could-not-reach contact.withdrawn=withdrawn-in-call
contact-failed.could-not=could-not-reach
gp-closed.do-not=not-passed-on gp-unknown.do-not=not-passed-on later.do-not=not-passed-on
self-contact.made=self later.agreed=agreed-for-later
may-pass-on.do-not=not-passed-on recipient.do-not=not-passed-on self-report.reported=children
no-further-action.end=no-further-action stand-down.agreed=stood-down
"""

# With a reason, in the facilitators' own words.
REASONS = """
emergency-again.could-not contact-failed.could-not may-pass-on.pass-on may-pass-on.do-not tell-first.not-safe
safe-to-tell.not-safe stand-down.agreed who-knows.not-safe
gp-closed.do-not gp-unknown.do-not later.do-not recipient.do-not lead.cannot-reach contact-failed.stop
"""

Table = dict[str, dict[str, set[str]]]


def read(*texts: str) -> Table:
    table: Table = {}
    for line in "".join(texts).strip().splitlines():
        step, _, choices = line.partition("#")[0].partition(":")
        for choice in choices.split():
            name, _, targets = choice.rpartition(">")
            table.setdefault(step, {}).setdefault(name, set()).update(targets.split(","))
    return table


def ends(pack: Pack, step: str, to: str) -> set[str]:
    """Every step that a target may lead to, whichever branches are taken."""
    if to == HERE:
        return {step}
    if to not in pack.roads:
        return {to}
    return {end for branch in pack.roads[to] for end in ends(pack, step, branch.to)}


@pytest.fixture(scope="module")
def drawn(pack: Pack) -> Table:
    return {
        step.id: {choice.id: ends(pack, step.id, choice.to) for choice in step.choices}
        for step in pack.steps.values()
    }


def test_the_steps_are_the_agreed_ones(drawn: Table) -> None:
    assert drawn.keys() == read(AGREED).keys()


@pytest.mark.parametrize("step", read(AGREED))
def test_choices_lead_where_they_should(drawn: Table, step: str) -> None:
    assert drawn[step] == read(AGREED, ADDED)[step]


def test_what_is_added_is_not_in_the_table_already() -> None:
    agreed = read(AGREED)
    for step, choices in read(ADDED).items():
        for choice, targets in choices.items():
            assert not targets & agreed[step].get(choice, set())


def test_outcomes_are_set_by_the_agreed_choices(pack: Pack) -> None:
    found = {f"{s.id}.{c.id}={c.outcome}" for s in pack.steps.values() for c in s.choices if c.outcome}
    assert found == set(OUTCOMES.split())


def test_reasons_are_asked_for_the_agreed_choices(pack: Pack) -> None:
    found = {f"{s.id}.{c.id}" for s in pack.steps.values() for c in s.choices if c.reason}
    assert found == set(REASONS.split())


# Once somebody outside has been rung and has heard it, nothing takes that back.
FINAL = """
emergency.called contact.accepted contact.advice contact.not-accepted contact.withdrawn self-contact.made
self-report.reported
"""


def test_what_is_final_is_that_somebody_outside_heard_it(pack: Pack) -> None:
    found = {f"{s.id}.{c.id}" for s in pack.steps.values() for c in s.choices if c.final}
    assert found == set(FINAL.split())


def test_each_kind_starts_at_its_step(pack: Pack) -> None:
    assert pack.start == {"ill": "emergency", "unsure": "sort"} | dict.fromkeys(
        ("own-life", "harm-other", "child", "other-person"), "danger"
    )
