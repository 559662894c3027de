"""A practice looked back on, as a file: marked on every page, without a name, and with nothing counted in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf import PdfReader

from netmeet_tui import translator
from netmeet_tui.policy.word_rules import AVOIDED, RANKS, ranks, says
from netmeet_tui.practice import debrief as of_play
from netmeet_tui.practice.play import walk
from netmeet_tui.practice.story import LEFT_OPEN, Story, Verdict
from netmeet_tui.report import debrief, record
from netmeet_tui.report.debrief import Line, Look, Own
from netmeet_tui.report.debrief_paper import LONGEST, CannotPrint, paper
from netmeet_tui.report.debrief_text import escaped, markdown
from tests.practice.wander import PACK, flagged, gone_on, played, stories
from tests.scale import times

DAY = date(2026, 3, 4)
OWN = Own("Sorrel one", "Sorrel two", "Sorrel three", "Sorrel four", "Sorrel five", "Mallow")
TRIED = of_play.of((played("V-20", "further"), played("V-20", "rang")))
COUNTED = re.compile(r"\d\s*%|\bper ?cent\b|\b\d+\s+(?:of|out of)\s+\d+\b|\b\d+\s*/\s*\d+\b", re.IGNORECASE)


def pages(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def lines_of(told: of_play.Debrief) -> Iterable[Line]:
    for part in debrief.in_a_file(told, Own(), "solo", DAY):
        yield Line(Look.HEAD, part.title)
        yield from part.lines


# -- what stands in it -----------------------------------------------------------------------------------------


def test_both_files_hold_all_of_it_and_are_marked_as_practice() -> None:
    printed, written = pages(paper(TRIED, OWN, "pair", DAY)), markdown(TRIED, OWN, "pair", DAY)
    assert written.startswith(f"**{escaped(debrief.INVENTED)}**\n")
    assert len(printed) > 1
    for number, page in enumerate(printed, 1):
        assert page.startswith(debrief.INVENTED), number
        assert page.endswith(f"PRACTICE Page {number} of {len(printed)}")
    flat, story = " ".join(printed), TRIED.story
    said = [row.words for row in TRIED.timeline if row.sort.value == "said"]
    for words in (
        f"{debrief.TITLE}: {story.title}",
        debrief.PRACTISED.format(day="4 March 2026", mode=debrief.MODES["pair"]),
        debrief.BY.format(name="Mallow"),
        record.OPEN_FILE,
        story.setting,
        *(words for words in said if len(words) < 60),
        debrief.BEFORE,
        debrief.WENT_BACK,
        *(other.title for other in TRIED.others),
        *(f"{clause.id} · " for clause in TRIED.clauses),
        debrief.VERDICTS[Verdict.OUTSIDE],
        *("Sorrel one", "Sorrel two", "Sorrel three", "Sorrel four", "Sorrel five"),
        *(f"{title}" for title in (debrief.YOU, debrief.HAPPENED, debrief.WAY, debrief.OTHERS)),
        *(debrief.OWN, debrief.CLAUSES, debrief.ALONG, debrief.IDEAS, debrief.UNSEEN),
        *story.learning,
    ):
        assert words in flat, words
        assert escaped(words) in written, words
    assert flat.index(debrief.YOU) < flat.index(debrief.HAPPENED) < flat.index(debrief.OWN)
    assert flat.index(debrief.OWN) < flat.index(debrief.CLAUSES) < flat.index(debrief.ALONG)
    assert debrief.MARKS in written
    assert debrief.MARKS_ON_PAPER in flat


def test_without_a_name_there_is_none_and_what_was_passed_over_is_not_asked() -> None:
    for nothing in (Own(), Own(" ", "\n\t", "", "\x00", "", "\u200b ")):
        for told in (" ".join(pages(paper(TRIED, nothing, "solo", DAY))), markdown(TRIED, nothing, "solo", DAY)):
            assert debrief.BY.format(name="").strip() not in told
            for question in (debrief.NOW, debrief.STAYS, debrief.WELL, debrief.OTHERWISE, debrief.TAKE):
                assert question not in told
            assert debrief.YOU not in told
            assert debrief.OWN not in told
    assert "Mallow" in markdown(TRIED, OWN, "solo", DAY)


def test_a_verdict_has_a_word_and_a_sign_that_are_its_own() -> None:
    assert len(set(debrief.VERDICTS.values())) == len(set(debrief.SIGNS.values())) == len(Verdict)
    by_head = {line.words: line for line in debrief.clauses(TRIED) if line.look is Look.HEAD}
    for clause in TRIED.clauses:
        word = debrief.CAME_UP if clause.came_up else debrief.NOT_UP
        word = debrief.VERDICTS[clause.verdict] if clause.verdict else word
        line = by_head[debrief.CLAUSE.format(clause=clause.id, verdict=word)]
        assert line.sign == (debrief.SIGNS[clause.verdict] if clause.verdict else "")


def test_what_was_not_finished_and_what_was_left_open_are_said_to_be_so() -> None:
    stopped = of_play.of((flagged("V-20", "danger=no access=ready"),))
    words = [line.words for line in lines_of(stopped)]
    assert {debrief.UNFINISHED, debrief.STOPPED} <= set(words)
    left = gone_on(flagged("V-20", "danger=no access=ready"), "open=1")
    if LEFT_OPEN not in {row.outcome for row in left.story.permitted}:
        assert debrief.UNSAID_OPEN in [line.words for line in lines_of(of_play.of((left,)))]
    assert any(debrief.LEFT in line.words and "because" in line.words for line in lines_of(of_play.of((left,))))
    nothing = of_play.of((walk(stories()[0], PACK, ()),))
    assert debrief.NOTHING in [line.words for line in lines_of(nothing)]
    several = of_play.of((gone_on(left, "flag=child"),))
    numbered = [line.words for line in debrief.ways(several) if line.words.startswith("Concern ")]
    assert len(numbered) == 2


# -- nothing is counted ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.id)
def test_no_word_of_a_debrief_counts_or_ranks_anybody(story: Story) -> None:
    for course in story.course:
        for line in lines_of(of_play.of((walk(story, PACK, course.path),))):
            words = f"{line.words} {line.to}"
            assert not COUNTED.search(words), words
            if line.look is not Look.SAID:  # what people in the story say is theirs
                assert not ranks(words), words


def test_no_word_of_the_program_about_it_counts_or_blames() -> None:
    said = [
        one.english
        for file in ("report/debrief.py", "tui/practice/debrief_text.py")
        for one in translator.in_source((translator.PACKAGE / file).read_text(encoding="utf-8"), file)
    ]
    assert len(said) > 60
    for words in said:
        assert not COUNTED.search(words), words
        blame = ("right", "wrong", "correct", "mistake", "passed", "points", "grade", "better", "best", "worse")
        assert says(words, (*AVOIDED, *RANKS, *blame)) is None, words


@pytest.mark.parametrize("words", ["3 of 5", "80 %", "80%", "3/5", "4 out of 5"])
def test_a_count_would_be_seen(words: str) -> None:
    assert COUNTED.search(f"You had {words} here.")


# -- whatever is typed -----------------------------------------------------------------------------------------


def test_a_letter_that_cannot_be_printed_is_named_and_text_has_every_letter() -> None:
    own = Own(now="so 😀 glad")
    with pytest.raises(CannotPrint, match="😀"):
        paper(TRIED, own, "solo", DAY)
    assert "so 😀 glad" in markdown(TRIED, own, "solo", DAY)


def test_words_and_answers_of_any_length_find_room_and_nothing_of_them_is_lost() -> None:
    long = " ".join(f"word{n}" for n in range(900))
    wide = "W" * 300
    printed = pages(paper(TRIED, Own(now=f"{wide} {long}", name="M" * 60), "solo", DAY))
    flat = " ".join(printed)
    assert all(f"word{n}" in flat for n in range(900))
    assert len(long) > 3 * LONGEST
    assert flat.replace(" ", "").count("W" * 300) == 1
    assert all(page.startswith(debrief.INVENTED) for page in printed)


def tokens(found: Iterable[Token]) -> Iterable[Token]:
    for token in found:
        yield token
        yield from tokens(token.children or ())


PARSER = MarkdownIt("gfm-like", {"linkify": False})
LOOKING: dict[str, str] = {
    "text": "",
    "softbreak": "",
    **{
        f"{name}_{end}": ""
        for name in ("paragraph", "blockquote", "heading", "strong")
        for end in ("open", "close")
    },
    "inline": "",
}


@settings(max_examples=times(60, 2000), deadline=None)
@example("# head")
@example("- a\n+ b\n* c\n1. d\n2) e")
@example("a\n===\n---\n***")
@example("<b>x</b> <!-- y --> &lt; &#35;")
@example("[a](b) ![c](d) [e]: f <http://g.h> http://i.j www.k.l m@n.o")
@example("`x` ~~y~~ ~~~ ``` $z$ a|b\n-|-\n1|2")
@example("    four\n\ttab \\ back\\* _u_ __v__ *w*")
@given(st.text(max_size=80))
def test_nothing_that_is_typed_becomes_markup(typed: str) -> None:
    lines = [debrief.printable(line) for line in typed.splitlines()]
    written = "\n\n".join(f"> {escaped(line)}" for line in lines if line)
    texts = []
    for token in tokens(PARSER.parse(written)):
        assert token.type in LOOKING, (token.type, written)
        assert not token.type.startswith(("heading", "strong")), written
        if token.type == "inline":
            texts.append("".join(child.content for child in token.children or ()))
    assert texts == [line for line in lines if line]


def test_what_is_typed_stands_in_the_file_as_it_was_typed() -> None:
    typed = "# one *two* <b>\n1. three [four](five)"
    written = markdown(TRIED, Own(now=typed, name="*Mallow*"), "solo", DAY)
    found = list(tokens(PARSER.parse(written)))
    inline = ["".join(child.content for child in token.children or ()) for token in found if token.type == "inline"]
    for line in typed.splitlines():
        assert line in inline
    assert debrief.BY.format(name="*Mallow*") in inline
    assert not {"link_open", "html_block", "html_inline", "table_open"} & {token.type for token in found}
