"""The policy on two sides of A4, for the night when the laptop dies.

All sentences are the pack's own. What stands where is declared here; a step that the pack lacks, or that the
settings leave out, is not on the paper. When the words need more than two sides or smaller type than can be read,
nothing is printed, and it is said what is too long.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product, zip_longest
from typing import Final, NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from netmeet_tui import card999
from netmeet_tui.directory.book import shipped
from netmeet_tui.directory.emergency import EMERGENCY
from netmeet_tui.directory.service import UNKNOWN, Service
from netmeet_tui.policy.pack import Choice, Pack
from netmeet_tui.report.a4 import (
    BOLD,
    EDGE,
    HEIGHT,
    MARGIN,
    PAD,
    PLAIN,
    SMALLEST,
    WIDTH,
    Box,
    CannotPrint,
    Sheet,
    Text,
    split,
)
from netmeet_tui.report.reading import Reading, on_paper

__all__ = ["CannotPrint", "paper"]

Facts = Mapping[str, str]

HERE: Final[Facts] = {"present": "yes", "under_18": "no"}
TALKING: Final[Facts] = {**HERE, "kind": "own-life", "ground": "consent"}
"""The conversation is printed as it is with someone who may take their own life, and says yes to some contact."""
PASSING_ON: Final[Facts] = {
    **HERE,
    "kind": "own-life",
    "ground": "own-life-exception",
    **dict.fromkeys(("gp", "emergency", "chosen-person"), "no"),
}
CHILD: Final[Facts] = {**HERE, "kind": "child", "ground": "child-duty"}
OTHER: Final[Facts] = {**HERE, "kind": "other-person"}
GONE: Final[Facts] = {"present": "no", "under_18": "no", "kind": "own-life", "call": "none", "contact": "none"}
YOUNG: Final[Facts] = {"present": "yes", "under_18": "yes", "kind": "own-life", "ground": "child-duty"}


class Part(NamedTuple):
    """A step as it is printed: how many of its lines there is room for, and whether with its ways on."""

    step: str
    do: int = 3
    ways: bool = True
    first: int = 0


ROAD: Final = (
    (Part("access", 1),),
    (Part("talk"),),
    (Part("explain", 2, ways=False),),
    (Part("ask"),),
    (Part("offers"),),
    (Part("scope"), Part("identity", 1, False)),
    (Part("handover", ways=False), Part("contact")),
    (Part("who-knows"),),
    (Part("card"),),
)
"""The conversation, from the first step to the last; steps in one row are done in one go."""

BOXES: Final = (
    ("A", CHILD, (Part("child-access", 2), Part("safe-to-tell", ways=False), Part("child-recipient", 1))),
    ("H", TALKING, (Part("gp-closed", 1),)),
    ("E", TALKING, (Part("contact-failed", 1, first=1),)),
    ("F", OTHER, (Part("person-at-risk", 1, first=1),)),
    ("G", TALKING, (Part("no-answer-yet", 2), Part("stand-down", 1, False))),
    ("C", TALKING, (Part("no-further-action", 1, False), Part("consult", 1, False))),
)
REFUSING: Final = (Part("refused", 1), Part("weigh", 1), Part("lead", 1))
PASSING: Final = ("may-pass-on", "recipient", "tell-first")

PLACES: Final = {
    **dict.fromkeys(("emergency", "emergency-outcome", "emergency-again", "stay"), "999"),
    **{part.step: str(number) for number, row in enumerate(ROAD, start=1) for part in row},
    **{part.step: sign for sign, _, parts in BOXES for part in parts},
    **dict.fromkeys(("refused", "weigh", "may-pass-on", "recipient", "tell-first"), "B"),
    "left": "D",
    **dict.fromkeys(("gp", "gp-unknown"), "H"),
}
"""Where each step is on the paper: the numbers are on side 1, the letters on side 2."""

NAMED: Final = frozenset({"arrange-access", "adult-choice", "lead", "self-contact"})
"""Steps of which the paper has the title alone, where a choice leads to them."""

SIZES: Final = (11.0, 10.0, 9.5, 9.25, SMALLEST)
FULL: Final = WIDTH - 2 * MARGIN
COLUMN_GAP: Final = 13.0
GAP: Final = 4.0
MOST_GAP: Final = 13.0
PURPOSES: Final = ("urgent-health", "listening", "children", "police")
"""What the printed numbers are for, in this order."""

OWN_NUMBERS: Final = ("Children’s services", "Our lead", "Crisis team")


def paper(pack: Pack, printed_on: dt.date, settings: Mapping[str, str] | None = None) -> bytes:
    """The two sides as a PDF. Raises CannotPrint; ValueError for settings that the pack does not have."""
    reading = Reading(pack, settings or {}, PLACES, NAMED)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1, lang="en-GB")
    canvas.setTitle(f"{pack.title}, version {pack.version}")
    for number, sides in enumerate(((_first_side,), (_second_side, _second_side_with_fewer_words)), start=1):
        side, size, gap = _fitting(sides, number, reading, printed_on)
        side(Sheet(canvas, size), reading, printed_on, gap)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


Side = Callable[[Sheet, Reading, dt.date, float], tuple[float, int]]
"""What sets one side with this space between its parts; answers the space left below, and the gaps there are."""


def _fitting(
    sides: Sequence[Side], number: int, reading: Reading, printed_on: dt.date
) -> tuple[Side, float, float]:
    """The first way of setting a side that fits, in the largest type, with the space between its parts.

    Raises CannotPrint.
    """
    for side, size in product(sides, SIZES):
        trial = Sheet(Canvas(io.BytesIO(), pagesize=(WIDTH, HEIGHT)), size)
        left, gaps = side(trial, reading, printed_on, GAP)
        if left >= 0:
            return side, size, min(MOST_GAP, GAP + left / max(1, gaps))
    longest = max(trial.longest.items(), key=lambda item: len(item[1]))
    raise CannotPrint(
        f"The words do not fit on two sides: side {number} is too long, and the longest there is "
        f"{longest[0]} with {len(longest[1])} letters."
    )


# -- side 1 --------------------------------------------------------------------------------------------------


def _first_side(sheet: Sheet, reading: Reading, printed_on: dt.date, gap: float) -> tuple[float, int]:
    y = _header(sheet, reading, printed_on, 1) - GAP
    y = _card(sheet, reading, y) - gap
    y = _danger(sheet, reading, y) - gap
    y = _kinds(sheet, reading, y) - gap
    boxes = [_box(reading, str(number), TALKING, row, _after(number)) for number, row in enumerate(ROAD, start=1)]
    low, gaps = _columns(sheet, [box for box in boxes if box], y, gap, joined=True)
    return low - EDGE, gaps + 3


def _times(sheet: Sheet, x: float, top: float, width: float) -> None:
    """A box for clock times, beside what is asked on the phone."""
    sheet.frame(x, top, width, 71, 0.9)
    sheet.word(x + PAD, top - 11, "Times, by the clock.", SMALLEST)
    sheet.word(x + PAD, top - 21, "No names.", SMALLEST)


def _after(number: int) -> tuple[str, ...]:
    """The steps in the next row of the road: what leads there needs no words, because the arrow does."""
    return tuple(part.step for part in ROAD[number]) if number < len(ROAD) else ()


def _box(
    reading: Reading,
    sign: str,
    facts: Facts,
    parts: Sequence[Part],
    without: tuple[str, ...] = (),
    below: str = "",
) -> Box | None:
    """Steps in one box: each with what to do and where its choices lead. None when the pack has none of them.

    A mark stands at the first step, and wherever the duty is another one. ``below`` is what follows the last step.
    """
    there = [part for part in parts if reading.has(part.step)]
    inside = (*(part.step for part in there), *without)
    texts: list[Text] = []
    duty = reading.pack.steps[there[0].step].duty if there else ""
    marked = duty
    for part, following in zip_longest(there, there[1:]):
        assert part is not None
        own = reading.pack.steps[part.step].duty
        texts.append(reading.title(part.step, facts, own != marked))
        marked = own
        texts += list(reading.do(part.step, facts))[part.first : part.first + part.do]
        if part.step == "offers":
            names = ", ".join(offer.label for offer in reading.pack.words.offers.values())
            texts.append(Text("plain", f"{names}.", "offers"))
        if part.ways:
            texts += reading.ways(part.step, facts, inside, following.step if following else below)
    return Box(tuple(texts), sign, duty) if there else None


def _columns(sheet: Sheet, boxes: list[Box], top: float, gap: float, joined: bool) -> tuple[float, int]:
    """Boxes in two columns, as even as can be, the left one first; answers where they end and the gaps in one."""
    width = (FULL - COLUMN_GAP) / 2
    heights = [sheet.box_height(box, width) for box in boxes]

    def tall(part: list[float]) -> float:
        return sum(part) + gap * (len(part) - 1)

    cut = min(range(1, len(boxes) + 1), key=lambda i: max(tall(heights[:i]), tall(heights[i:])))
    ended = [top, top]
    for i, column in enumerate((range(cut), range(cut, len(boxes)))):
        x, y = MARGIN + i * (width + COLUMN_GAP), top
        for number in column:
            bottom = sheet.draw_box(boxes[number], x, y, width)
            if joined and number + 1 in column:
                sheet.arrow_down(x + 16, bottom, bottom - gap, 2)
            elif joined and number + 1 < len(boxes):
                sheet.arrow_over(x + width, bottom + 12, top - 14, COLUMN_GAP)
            ended[i], y = bottom, bottom - gap
    return min(ended), max(cut, len(boxes) - cut) - 1


def _header(sheet: Sheet, reading: Reading, printed_on: dt.date, number: int) -> float:
    """Title, version and dates, and what the marks mean."""
    pack, y = reading.pack, HEIGHT - EDGE - 9
    sheet.word(MARGIN, y, f"Side {number} of 2", 11, True)
    sheet.word(MARGIN + 68, y, pack.title, 11, True)
    if number > 1:
        dated = f"Version {pack.version}, dated {_day(pack.dated)}. Printed {_day(printed_on)}."
        sheet.word(MARGIN + FULL - stringWidth(dated, PLAIN, SMALLEST), y, dated, SMALLEST)
        return y - 4
    sheet.word(
        MARGIN, y - 13, f"Version {pack.version}, dated {_day(pack.dated)}. Printed {_day(printed_on)}.", SMALLEST
    )
    x = WIDTH - MARGIN
    for duty, meaning in (("cannot", "stop"), ("may", "yours to choose"), ("must", "do it")):
        x -= stringWidth(meaning, PLAIN, SMALLEST)
        sheet.word(x, y - 13, meaning, SMALLEST)
        x -= sheet.mark_width(duty) + 4
        sheet.mark(duty, x, y - 13 + 10)
        x -= 9
    return y - 19


def _day(day: dt.date | str) -> str:
    """A day in words; a pack's own date as it stands when it is not one."""
    try:
        date = dt.date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError:
        return str(day)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _card(sheet: Sheet, reading: Reading, top: float) -> float:
    """999, first and biggest. These words are the program's own, so that no pack can change them."""
    left, right = MARGIN + 10, MARGIN + 168
    room = MARGIN + FULL - right - 10
    sheet.word(left, top - 68, card999.NUMBER, 82, True)
    sheet.word(left + 2, top - 95, "or 112", 22, True)
    y = top - 25
    sheet.word(right, y, card999.TITLE, 21, True)
    for line in split(card999.FIRST, BOLD, 14, room, ""):
        y -= 20
        sheet.word(right, y, line, 14, True)
    y -= 17
    sheet.word(right, y, "They will ask:", 11.5)
    _times(sheet, MARGIN + FULL - 108, y + 3, 98)
    for number, ask in enumerate(card999.ASKS, start=1):
        y -= 14
        sheet.word(right + 6, y, f"{number}.", 12, True)
        sheet.word(right + 22, y, ask, 12)
    y -= 19
    sheet.word(left, y, card999.STAY, 14, True)
    y = sheet.draw([*_after_the_call(reading)], left, y - 5, FULL - 20)
    y = sheet.draw([Text("note", " ".join(card999.OTHER_WAYS))], left, y - 3, FULL - 20) - 5
    sheet.frame(MARGIN, top, FULL, top - y, 3.5)
    return y


def _after_the_call(reading: Reading) -> Iterator[Text]:
    """What 999 may say, and what comes of it."""
    step = "emergency-outcome"
    if not reading.has(step):
        return
    by_end: dict[tuple[str, ...], list[str]] = {}
    for choice in reading.choices(step, HERE):
        by_end.setdefault(reading.leads(step, choice, HERE), []).append(reading.label(step, choice, HERE))
    for ends, labels in by_end.items():
        title = reading.words(ends[0], HERE).title if ends else ""
        yield Text("go", " / ".join(labels), f"steps.{step}.choices", on_paper(title))


def _danger(sheet: Sheet, reading: Reading, top: float) -> float:
    if not reading.has("danger"):
        return top
    duty = reading.pack.steps["danger"].duty
    answers = list(_danger_answers(reading))
    widths = _shared(answers, FULL - 2 * PAD - 6.0 * (len(answers) - 1))
    y = sheet.draw([reading.title("danger", HERE)], MARGIN + PAD, top - PAD, FULL - 120) - 2
    half = FULL / 2 - PAD
    lines = list(reading.do("danger", HERE))
    columns = (lines[::2], lines[1::2])
    question = min(sheet.draw(column, MARGIN + PAD + i * half, y, half) for i, column in enumerate(columns)) - 12
    sheet.mark(duty, MARGIN + FULL - PAD - sheet.mark_width(duty), top - PAD)
    tall = (
        max(sheet.height_of(texts, width - 2 * PAD) for texts, width in zip(answers, widths, strict=True)) + 2 * PAD
    )
    x = MARGIN + PAD
    for texts, width in zip(answers, widths, strict=True):
        sheet.arrow_down(x + 16, question + 11, question, 2)
        sheet.frame(x, question, width, tall, 0.9)
        sheet.draw(texts, x + PAD, question - PAD, width - 2 * PAD)
        x += width + 6
    bottom = question - tall - PAD
    sheet.frame(MARGIN, top, FULL, top - bottom, 2.2)
    return bottom


def _shared(answers: list[list[Text]], width: float) -> list[float]:
    """A width for each answer: the one that says more has more room."""
    shares = [0.56 if len(texts) > 2 else 0.22 for texts in answers]
    return [width * share / sum(shares) for share in shares]


def _danger_answers(reading: Reading) -> Iterator[list[Text]]:
    for choice in reading.choices("danger", HERE):
        label = reading.label("danger", choice, HERE)
        ends = reading.leads("danger", choice, HERE)
        source = f"steps.danger.choices.{choice.id}"
        if len(ends) == 1 and ends[0] not in PLACES and reading.has(ends[0]):
            words = f"{label}: {reading.words(ends[0], HERE).title}"
            yield [Text("strong", words, source), *reading.do(ends[0], HERE)]
        else:
            texts = [Text("strong", label, source, reading.place(ends[0], HERE) if len(ends) == 1 else "")]
            if len(ends) > 1 and reading.has("sort"):
                texts.append(Text("plain", reading.words("sort", HERE).title, "steps.sort.title", "below"))
            yield texts


def _kinds(sheet: Sheet, reading: Reading, top: float) -> float:
    """The five worries side by side, each with the place where its road starts."""
    kinds = [kind for kind in reading.pack.words.kinds if kind != "unsure" and kind in reading.pack.start]
    width = (FULL - 5 * (len(kinds) - 1)) / max(1, len(kinds))
    labels = [[Text("strong", reading.pack.words.kinds[kind].label, f"kinds.{kind}.label")] for kind in kinds]
    tall = max(sheet.height_of(label, width - 2 * PAD) for label in labels) + 2 * PAD
    for i, (kind, label) in enumerate(zip(kinds, labels, strict=True)):
        x = MARGIN + i * (width + 5)
        sheet.frame(x, top, width, tall + 17, 0.9)
        sheet.draw(label, x + PAD, top - PAD, width - 2 * PAD)
        sheet.arrow_right(x + PAD + 2, top - tall - 6, 22, 1.6)
        sheet.word(x + PAD + 30, top - tall - 11, _road_of(reading, kind), 14, True)
    return top - tall - 17


def _road_of(reading: Reading, kind: str) -> str:
    """Where on the paper the road of a kind goes on once nobody is in danger right now."""
    first, facts = reading.pack.start[kind], {**HERE, "kind": kind}
    if first in PLACES:
        return PLACES[first]
    for choice in reading.choices(first, facts):
        for end in reading.leads(first, choice, facts):
            if end in PLACES and end != "emergency":
                return PLACES[end] if PLACES[end].isdigit() else f"{PLACES[end]}, side 2"
    return ""


# -- side 2 --------------------------------------------------------------------------------------------------


SAID: Final = (("own-life", ("talk",)), ("harm-other", ("talk",)), ("unsure", ("explain", "ask", "scope")))
"""Words to say: of which steps, as they are for which kind of worry."""


def _second_side_with_fewer_words(
    sheet: Sheet, reading: Reading, printed_on: dt.date, gap: float
) -> tuple[float, int]:
    """Where room is short, how to ask about hurting somebody is left to step 2 itself."""
    return _second_side(sheet, reading, printed_on, gap, (SAID[0], SAID[2]))


def _second_side(
    sheet: Sheet,
    reading: Reading,
    printed_on: dt.date,
    gap: float,
    said: Sequence[tuple[str, Sequence[str]]] = SAID,
) -> tuple[float, int]:
    top = _header(sheet, reading, printed_on, 2) - GAP
    boxes = {sign: _box(reading, sign, facts, parts) for sign, facts, parts in BOXES}
    boxes |= {
        "B": _refused(reading),
        "D": _left(reading),
        "H": _shut(reading, boxes["H"]),
        "W": _words(reading, said),
    }
    low, gaps = _columns(sheet, [box for _, box in sorted(boxes.items()) if box], top, gap, joined=False)
    low = _numbers(sheet, reading, low - gap)
    return low - EDGE, gaps + 1


def _shut(reading: Reading, box: Box | None) -> Box | None:
    """A closed practice as it is with a yes, and what to know where there is none (T-18)."""
    without_a_yes = reading.words("gp-closed", PASSING_ON).closed.get("urgent-health", "") if box else ""
    if box is None or not without_a_yes:
        return box
    told = Text("do", on_paper(without_a_yes), "steps.gp-closed.closed.urgent-health")
    return replace(box, texts=(*box.texts, told))


def _refused(reading: Reading) -> Box | None:
    """What a no ends, and what the policy allows after a no to each offer: two sides of the same size."""
    parts = [part for part in REFUSING if part.step != "lead" or reading.asks_lead]
    box = _box(reading, "B", PASSING_ON, parts, below="may-pass-on")
    step = "may-pass-on"
    if box is None or not reading.has(step):
        return box
    texts = list(box.texts)
    only = reading.words("refused", HERE).closed.get("weigh", "") if reading.has("refused") else ""
    if only and reading.has("weigh"):  # not for every worry that ends here: it says for which
        after_title = 1 + next(i for i, text in enumerate(texts) if text.source == "steps.weigh.title")
        texts.insert(after_title, Text("plain", on_paper(only), "steps.refused.closed.weigh"))
    if reading.has("disagree") and not reading.asks_lead:
        texts.append(Text("plain", on_paper(reading.words("disagree", PASSING_ON).why), "steps.disagree.why"))
    texts += [reading.title(step, PASSING_ON, True), *reading.do(step, PASSING_ON)]
    halves = tuple(tuple(_half(reading, step, choice)) for choice in reading.choices(step, PASSING_ON))[:2]
    after: list[Text] = [*list(reading.do("recipient", PASSING_ON))[:1]] if reading.has("recipient") else []
    if reading.has("tell-first"):
        after += [reading.title("tell-first", PASSING_ON, True), *list(reading.do("tell-first", PASSING_ON))[:1]]
        after += reading.ways("tell-first", PASSING_ON, PASSING)
    return Box(tuple(texts), "B", box.duty, halves=halves, after=tuple(after))


def _half(reading: Reading, step: str, choice: Choice) -> Iterator[Text]:
    """One side of a may: what is chosen, and what follows."""
    yield Text("strong", reading.label(step, choice, PASSING_ON), f"steps.{step}.choices.{choice.id}")
    for end in reading.leads(step, choice, PASSING_ON):
        if end == "recipient":
            who = [
                reading.label(end, one, PASSING_ON) for one in reading.choices(end, PASSING_ON) if not one.reason
            ]
            yield Text("go", " / ".join(who), f"steps.{end}.choices")
        else:
            yield Text("go", reading.words(end, PASSING_ON).title, f"steps.{end}.title", PLACES.get(end, ""))


def _left(reading: Reading) -> Box | None:
    """Leaving, coming back, changing one's mind, being under 18: what may happen at any step."""
    box = _box(reading, "D", GONE, (Part("left"),))
    texts = [*box.texts] if box else []
    for event, more in (("!returned", ""), ("!withdrawn", ""), ("!under-18", "refused")):
        if event in reading.events:
            words = reading.pack.words.events[event]
            help_ = on_paper(reading.words(more, YOUNG).why) if more and reading.has(more) else words.help
            text = f"{_opened(words.label)}: {help_}"
            texts.append(Text("do", text, f"events.{event}.help", "A" if more else ""))
    return Box(tuple(texts), "D", box.duty if box else "") if texts else None


def _opened(words: str) -> str:
    """Words with a capital letter, as a title."""
    return words[:1].upper() + words[1:]


def _words(reading: Reading, wanted: Sequence[tuple[str, Sequence[str]]]) -> Box | None:
    """Words that can be said, in the order of the road."""
    said: dict[str, Text] = {}
    for kind, steps in wanted:
        for step in filter(reading.has, steps):
            for text in reading.say(step, {**TALKING, "kind": kind}):
                said.setdefault(text.words, replace(text, sign=PLACES.get(step, "")))
    return Box((Text("title", "Words you could say"), *said.values())) if said else None


def numbers(nation: str = "unset") -> tuple[Service, ...]:
    """Whose numbers are printed: those that were read on a page (grades A and B), the emergency services first.

    Where no nation is set, those of a part of one are left out: there would be too many to find one's own.
    """
    others = (one for purpose in PURPOSES for one in shipped().of(purpose, nation) if one.grade in ("A", "B"))
    known = nation != "unset"
    return (EMERGENCY[0], *(one for one in others if known or one.area == UNKNOWN))


def _number(one: Service) -> str:
    """The number as it is printed: both of the emergency services in one line."""
    return " or ".join(each.number for each in EMERGENCY) if one is EMERGENCY[0] else one.shown


def _named(one: Service, nation: str) -> str:
    """Whose number it is and what it is for; or where, as long as it is not known where the meeting is."""
    if one.area != UNKNOWN:
        return f"{one.label}, {one.area}"
    if one.where and nation == "unset":
        return f"{one.label} in {one.where}"
    return f"{one.label}: {one.say.rstrip('.') if one.recipient == 'urgent-health' else one.only}"


def _numbers(sheet: Sheet, reading: Reading, top: float) -> float:
    """The numbers in two columns, and lines for the organisation's own."""
    nation = reading.settings.get("nation", "unset")
    every = numbers(nation)
    rows, y = (len(every) + 1) // 2, top - 10
    verified = min(one.verified_on for one in every)
    sheet.word(MARGIN, y, "Numbers", 11, True)
    known = f"Verified on {_day(verified)}. A: the service’s own page. B: another page, so look it up first."
    sheet.word(MARGIN + 60, y, known, SMALLEST)
    width = (FULL - COLUMN_GAP) / 2
    for i, one in enumerate(every):
        x, line = MARGIN + (width + COLUMN_GAP) * (i // rows), y - 12.2 * (i % rows + 1)
        sheet.word(x, line, one.grade, SMALLEST, True)
        sheet.word(x + 12, line, _number(one), 10.5, True)
        sheet.word(x + 94, line, _named(one, nation), SMALLEST)
    y -= 12.2 * rows + 15
    width = (FULL - 2 * COLUMN_GAP) / len(OWN_NUMBERS)
    for i, name in enumerate(OWN_NUMBERS):
        x = MARGIN + (width + COLUMN_GAP) * i
        sheet.word(x, y, name, SMALLEST)
        sheet.canvas.setLineWidth(0.8)
        sheet.canvas.line(x + stringWidth(name, PLAIN, SMALLEST) + 4, y - 2, x + width, y - 2)
    return y - 4
