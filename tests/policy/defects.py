"""Broken copies of the shipped pack: for each rule one that this rule catches, and no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TypeAlias

from netmeet_tui.policy.load import load
from netmeet_tui.policy.pack import Pack

FILES = ("pack.toml", "flow.toml", "settings.toml", "clauses.toml", "words.toml")
Texts: TypeAlias = dict[str, str]


@cache
def shipped_text(file: str) -> str:
    """A file of the shipped pack."""
    return (resources.files("netmeet_tui.policy") / "packs" / "standard" / file).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Edit:
    """In a file, within one table if one is named, this text becomes that one."""

    table: str
    old: str
    new: str
    file: str = "flow.toml"

    def made(self, texts: Texts) -> None:
        text = texts[self.file]
        start = text.index(f"\n{self.table}") if self.table else 0
        end = text.find("\n\n", start + 1) if self.table else len(text)
        end = len(text) if end < 0 else end
        part = text[start:end]
        assert self.old in part, f"{self.table}: '{self.old}' is not there"
        texts[self.file] = text[:start] + part.replace(self.old, self.new, 1) + text[end:]


@dataclass(frozen=True)
class Defect:
    """What is broken, which rule has to say so, and where the shortest way has to end."""

    rule: str
    edits: tuple[Edit, ...]
    at_step: str = ""
    last: str = ""


def written(folder: Path, edits: Iterable[Edit]) -> Pack:
    """The shipped pack with some edits, from a folder of its own."""
    texts = {file: shipped_text(file) for file in FILES}
    for edit in edits:
        edit.made(texts)
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    return load(folder)


def step(name: str, old: str, new: str) -> Edit:
    return Edit(f"[steps.{name}]", old, new)


def words(name: str, old: str, new: str) -> Edit:
    return Edit(f"[steps.{name}", old, new, "words.toml")


def closed(name: str, choice: str) -> Edit:
    """Words for a choice that may now be closed."""
    heading = f"[steps.{name}.closed]\n"
    if heading in shipped_text("words.toml"):
        return Edit("", heading, f'{heading}{choice} = ""\n', "words.toml")
    table = f"[steps.{name}.choices]"
    return Edit("", table, f'{heading}{choice} = ""\n\n{table}', "words.toml")


def text(old: str, new: str) -> Edit:
    return Edit("", old, new)


AGREED_BY = "agreed-by = ["

DEFECTS = [
    # -- getting through
    Defect(
        "P-1a",
        (
            step(
                "consult",
                'when = "adult and child-ruled-out"',
                'when = "adult and present is yes and child-ruled-out"',
            ),
        ),
        "consult",
    ),
    Defect(
        "P-1b", (step("refused", 'when = "kind is harm-other and adult', 'when = "kind is child and kind is ill'),)
    ),
    Defect(
        "P-12a",
        (
            step("emergency", 'to = "rang-999"', 'to = "rang-999", when = "kind is not ill"'),
            closed("emergency", "called"),
        ),
        "emergency",
    ),
    Defect("P-12b", (text('own-life = "danger", harm', 'own-life = "access", harm'),), "access"),
    # -- a contact
    Defect(
        "P-2a",
        (
            step("handover", '"ready", to = "contact"', '"ready", to = "rung"'),
            text(
                AGREED_BY,
                """rung = [
    { when = "ground is consent and kind is own-life", to = "contact", set = { ground = "none" } },
    { to = "contact" },
]
agreed-by = [
    { when = "ground is none", outcome = "self", to = "who-knows" },""",
            ),
            step("contact-failed", "ground is not serious-harm", "ground not in (serious-harm, none)"),
        ),
        "contact",
    ),
    Defect(
        "P-2b",
        (
            step("stay", 'to = "after-help"', 'to = "handover"'),
            step("contact-failed", "ground is not serious-harm", "ground not in (serious-harm, emergency)"),
        ),
        "handover",
    ),
    Defect("P-2c", (step("child-recipient", 'set = { route = "nspcc" }', 'set = { route = "gp" }'),), "handover"),
    Defect("P-2d", (step("refused", " and third_party_adult is serious-harm-may", ""),), "handover"),
    Defect(
        "P-2e",
        (
            step(
                "person-at-risk",
                'to = "lead", when = "third_party_adult is serious-harm-may"',
                'to = "tell-first", when = "third_party_adult is serious-harm-may", '
                'set = { ground = "serious-harm", route = "police" }',
            ),
        ),
        "tell-first",
        "person-at-risk=lead",
    ),
    Defect(
        "P-2f",
        (step("recipient", '"emergency-services", to = "tell-first"', '"emergency-services", to = "handover"'),),
        "handover",
    ),
    Defect(
        "P-2g gp", (text('route is gp", outcome = "passed-on-gp"', 'route is gp", outcome = "gp"'),), "who-knows"
    ),
    Defect(
        "P-2g chosen-person", (text('outcome = "urgent-health", to', 'outcome = "chosen-person", to'),), "who-knows"
    ),
    Defect(
        "P-2g urgent-health", (text('outcome = "chosen-person", to', 'outcome = "urgent-health", to'),), "who-knows"
    ),
    Defect(
        "P-2g passed-on-gp",
        (text('route is gp", outcome = "gp"', 'route is gp", outcome = "passed-on-gp"'),),
        "who-knows",
    ),
    Defect(
        "P-2g passed-on-emergency",
        (text('child-duty", outcome = "children"', 'child-duty", outcome = "passed-on-emergency"'),),
        "who-knows",
    ),
    Defect(
        "P-2g children", (text('{ outcome = "emergency-services", to', '{ outcome = "children", to'),), "who-knows"
    ),
    Defect(
        "P-2g withdrawn-in-call",
        (step("contact", 'when = "ground is consent"', 'when = "ground in (consent, child-duty)"'),),
        "who-knows",
    ),
    Defect(
        "P-2g emergency-services",
        (text('child-duty", outcome = "children"', 'child-duty", outcome = "emergency-services"'),),
        "who-knows",
    ),
    # -- consent
    Defect(
        "P-3a",
        (step("talk", '"reassured", to = "stand-down"', '"reassured", to = "offers"'),),
        last="offers=gp=yes",
    ),
    Defect(
        "P-3b",
        (step("scope", 'to = "scope-agreed"', 'to = "scope-agreed", set = { ground = "consent" }'),),
        last="scope=agreed",
    ),
    Defect("P-3c", (text('route = "chosen-person"\nto', 'route = "urgent-health"\nto'),), "handover"),
    Defect(
        "P-3d",
        (text('route = "urgent-health"\nto = "scope"', 'route = "urgent-health"\nto = "handover"'),),
        "handover",
    ),
    Defect(
        "P-7",
        (
            text(
                'self-contact, later)", to = "offers", forget = true',
                'self-contact, later)", to = "here", forget = true',
            ),
        ),
        "handover",
    ),
    # -- the own-life exception
    Defect(
        "P-4a",
        (
            step(
                "refused",
                'when = "exception-open"',
                'when = "exception-open or (kind is harm-other and all-refused and adult and facilitators is two '
                'and own_life_exception is facilitators-decide)"',
            ),
        ),
        "recipient",
    ),
    Defect("P-4b", (text("all-refused and adult and own_life", "all-refused and own_life"),), "recipient"),
    Defect(
        "P-4c", (text("emergency is no and chosen-person is no and not", "emergency is no and not"),), "handover"
    ),
    Defect(
        "P-4d",
        (step("disagree", '"no-agreement", to = "no-agreement"', '"no-agreement", to = "both-serious"'),),
        "recipient",
    ),
    Defect(
        "P-4e",
        (
            step("recipient", 'set = { route = "emergency-services" }', 'set = { route = "police" }'),
            text(
                AGREED_BY,
                f'{AGREED_BY}\n    {{ when = "ground is own-life-exception and route is police", '
                'outcome = "could-not-reach", to = "who-knows" },',
            ),
        ),
        "handover",
    ),
    Defect(
        "P-4f",
        (
            text(
                'to = "may-pass-on", set = { weighed = "lead-agrees" }',
                'to = "recipient", set = { weighed = "lead-agrees", ground = "own-life-exception" }',
            ),
        ),
        last="lead=agrees",
    ),
    Defect("P-4g", (text(" and adult and own_life_exception is not off", " and adult"),), "recipient"),
    # -- a child
    Defect("P-5a", (step("consult", 'when = "adult and child-ruled-out"', 'when = "adult"'),), "closed"),
    Defect(
        "P-5b",
        (
            step(
                "no-further-action", 'to = "finish", when = "adult"', 'to = "finish", when = "present in (yes, no)"'
            ),
        ),
        "closed",
    ),
    # -- leaving
    Defect(
        "P-6a",
        (text('set = { present = "no" }, forget', 'set = { present = "no", urgent-health = "no" }, forget'),),
        last="!left",
    ),
    Defect(
        "P-6b",
        (
            text(
                '{ when = "ground is consent", to = "left", set = { ground = "none", route = "none" } }',
                '{ when = "ground is consent", to = "left" }',
            ),
            text(
                '"!returned" = { when = "present is no", to = "returning", set = {',
                '"!returned" = { when = "present is no", to = "returning", set = { ground = "none", ',
            ),
        ),
        last="!left",
    ),
    Defect(
        "P-6c",
        (text('weighed = "not-yet", gp = "-", emergency', 'weighed = "not-yet", emergency'),),
        last="!returned",
    ),
    # -- closing
    Defect("P-8a", (step("no-further-action", ', outcome = "no-further-action"', ""),), "closed"),
    Defect(
        "P-8b",
        (text('to = "who-knows" },\n    { to = "card" },', 'to = "who-knows" },\n    { to = "closed" },'),),
        "closed",
    ),
    Defect(
        "P-8c",
        (
            text(
                '    { when = "contact is made", to = "who-knows" },\n    { to = "card" },', '    { to = "card" },'
            ),
        ),
        "closed",
    ),
    Defect(
        "P-8d",
        (text('contact = [\n    "emergency-services", "gp"', 'contact = [\n    "gp"'),),
        "who-knows",
    ),
    Defect("P-8f", (step("recipient", "kept = true", 'kept = "present is yes"'),)),
    Defect("P-8f", (step("contact-failed", "refrain = true, kept = true", "refrain = true"),)),
    Defect("P-8f", (text('left-open-kept = "child-duty-stands"\n', ""),)),
    Defect("P-8f", (text('left-open-kept = "child-duty-stands"', 'left-open-kept = "ground is child-duty"'),)),
    Defect("P-8e", (step("self-contact", ', outcome = "self", final = true', ', outcome = "self"'),)),
    # -- when nobody took it on
    Defect(
        "T-23a",
        (
            step("emergency-again", '"call-again", to', '"once-more", to'),
            Edit("[steps.emergency-again.choices]", "call-again = ", "once-more = ", "words.toml"),
        ),
        "emergency-again",
    ),
    Defect("T-23b", (Edit("[steps.contact-failed]", ", press 9.", ", stay.", "words.toml"),)),
    # -- what may and what must be done
    Defect(
        "P-9a",
        (step("recipient", '"do-not", to', '"do-not", when = "present is yes", to'), closed("recipient", "do-not")),
        "recipient",
    ),
    Defect("P-9b", (step("person-at-risk", ", refrain = true", ""),)),
    Defect("P-9c", (step("emergency-again", ", reason = true", ""),)),
    Defect("I-11", (step("danger", ", unsure = true", ""),), "danger"),
    Defect(
        "I-14",
        (
            step("gp-closed", '"emergency", to', '"emergency", when = "ground is consent", to'),
            closed("gp-closed", "emergency"),
        ),
        "gp-closed",
    ),
    # -- clauses and identity
    Defect("P-10a", (step("stay", 'serves = ["C-12"]', "serves = []"),)),
    Defect("P-10b", (step("explain", 'serves = ["C-16"]', 'serves = ["C-15"]'),)),
    Defect("I-4a", (step("access", 'duty = "must"', 'duty = "must"\nsealed = ["who"]'),), "access"),
    Defect("I-4b", (text('later)", to = "offers", forget = true', 'later)", to = "offers"'),)),
    # -- words
    Defect(
        "W-6",
        (
            step(
                "sort",
                "choices = [",
                'choices = [\n    { id = "more", to = "danger", set = { kind = "harm-other" } },',
            ),
            Edit("[steps.sort.choices]", 'ill = "', 'more = "Something else"\nill = "', "words.toml"),
        ),
        "sort",
    ),
    Defect(
        "W-1",
        (
            words(
                "stay",
                'title = "Stay until',
                'title = "Stay with them, and on the line, for as long as it takes, until',
            ),
        ),
    ),
    Defect("W-2", (words("sort", "short = ", 'say = "You are not a victim."\nshort = '),)),
    Defect("P-11", (text('weighed = ["not-yet", ', 'weighed = ["not-yet", "high", '),)),
    Defect("I-15", (words("explain", 'title = "', 'title = "Children Act: '),)),
    Defect(
        "W-3",
        (
            words(
                "sort",
                "short = ",
                'say = "Facilitators anticipate individual communication immediately."\nshort = ',
            ),
        ),
    ),
    Defect("W-4", (Edit("[steps.sort]", "so you must choose", "so choose", "words.toml"),)),
    Defect("W-7", (Edit("", 'when = "own_life_exception is not off"\n', "", "words.toml"),)),
    Defect("P-13", (text('id = "person-now"\nwhen = "danger-now"', 'id = "person-now"\nwhen = "kind is ill"'),)),
    Defect("W-5", (words("sort", "short = ", 'say = "I will keep this secret."\nshort = '),)),
    Defect(
        "I-12",
        (Edit("[steps.card]", "Samaritans 116 123, or text SHOUT to 85258", "anyone you trust", "words.toml"),),
    ),
]
