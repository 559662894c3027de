"""A play: who says what and when, what is taken back, going back, and what the policy says of it all."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet_tui.practice.play import NotPlayable, Play, PracticeJournal, begun, passing, verdict, walk
from netmeet_tui.practice.story import Line, Story, Verdict
from tests.practice.wander import PACK, played, stories, story_of
from tests.scale import times

FLAG = ("flag=own-life@A", "danger=no", "access=ready")


def telling(*lines: Line) -> Story:
    """A story in which only these lines are said."""
    return msgspec.structs.replace(story_of("V-20"), line=lines)


def words(play: Play) -> list[str]:
    return [said.line.words for said in play.said]


def heard(story: Story, *path: str) -> list[str]:
    return words(walk(story, PACK, path))


def test_a_line_is_said_at_its_moment_once_and_never_again() -> None:
    story = telling(
        Line(when=("@talk", "talk=talked"), who="A", words="Yes."), Line(when=("begin",), words="Rain.")
    )
    assert heard(story) == ["Rain."]
    assert heard(story, *FLAG) == ["Rain.", "Yes."]
    assert heard(story, *FLAG, "talk=talked") == ["Rain.", "Yes."]


def test_of_one_person_the_first_line_that_fits_is_said_and_others_speak_as_well() -> None:
    story = telling(
        Line(when=("@talk",), who="A", words="Not now.", given=("danger=yes",)),
        Line(when=("@talk",), who="A", words="All right.", unless=("danger=yes",)),
        Line(when=("@talk",), who="A", words="Never heard."),
        Line(when=("@talk",), who="B", words="I listen."),
    )
    assert heard(story, *FLAG) == ["All right.", "I listen."]


def test_a_line_may_answer_to_another_one() -> None:
    story = telling(
        Line(when=("@talk",), who="A", words="First.", id="first"),
        Line(when=(">first",), who="B", words="Second.", id="second"),
        Line(when=(">second",), who="A", words="Third."),
    )
    assert heard(story, *FLAG) == ["First.", "Second.", "Third."]


def test_what_was_taken_back_was_not_so_and_what_was_said_stays_said() -> None:
    """C-14: nobody is held to a key that slipped. What somebody heard cannot be unheard."""
    story = telling(
        Line(when=("talk=talked",), who="A", words="You asked."),
        Line(when=("@no-answer-yet",), who="A", words="You asked before.", given=("talk=talked",)),
        Line(when=("@no-answer-yet",), who="A", words="You have not asked.", unless=("talk=talked",)),
    )
    path = (*FLAG, "talk=talked", "!undo", "talk=wont-talk")
    assert heard(story, *path) == ["You asked.", "You have not asked."]
    parked = (*FLAG, "talk=talked", "!park", "!resume", "!undo", "talk=wont-talk")
    assert heard(story, *parked) == ["You asked.", "You have not asked."]
    twice = (*FLAG, "talk=talked", "explain=explained", "!undo", "!undo", "talk=wont-talk")
    assert heard(story, *twice) == ["You asked.", "You have not asked."]


def test_what_stands_beside_the_meeting_is_answered_where_it_was() -> None:
    story = telling(
        Line(when=("+phone",), who="A", words="It rings."),
        Line(when=("time=5",), who="B", words="It gets late."),
        Line(when=("time=10",), who="B", words="It is late."),
        Line(when=("@talk",), who="A", words="It rang.", given=("+phone",)),
    )
    assert heard(story, "+phone", *FLAG) == ["It rings.", "It rang."]
    assert heard(story, "time=10", *FLAG) == ["It gets late.", "It is late."], "five minutes at a time"
    play = walk(story, PACK, FLAG)
    assert play.minutes == 0
    late = play.beside(passing(play)).beside("time=10")
    assert late.minutes == 10
    assert passing(late) == "time=15"
    assert words(late) == ["It gets late.", "It is late."]


def test_an_offer_that_is_about_to_be_put_is_answered_before_anything_is_noted() -> None:
    story = telling(Line(when=("?gp",), who="A", words="No, not my GP."))
    path = (*FLAG, "talk=talked", "explain=explained", "ask=open-to-it")
    assert heard(story, *path) == []
    assert heard(story, *path, "offers=gp=no") == ["No, not my GP."]
    play = walk(story, PACK, path)
    assert play.put == frozenset()
    assert play.beside("?gp").beside("?emergency").put == {"?gp", "?emergency"}
    assert play.beside("?gp").beside("+phone").put == frozenset(), "what comes to pass may change the answer"
    assert walk(story, PACK, (*path, "offers=gp=no")).put == frozenset()


@given(data=st.data())
@settings(max_examples=times(10, 200), deadline=None)
def test_what_was_said_up_to_a_point_does_not_change_by_what_comes_after(data: st.DataObject) -> None:
    story = data.draw(st.sampled_from(list(stories())))
    course = data.draw(st.sampled_from(story.course))
    whole = played(story.id, course.id)
    count = data.draw(st.integers(1, len(whole.records)))
    part = whole.until(count)
    assert words(part) == words(whole)[: len(words(part))]
    assert part.moments == whole.moments[: len(part.moments)]
    assert set(part.steps) <= set(whole.steps)


def test_a_journal_goes_back_to_any_point_with_what_was_sealed_then() -> None:
    """I-4: what was given later is not there earlier, and what was taken back later is."""
    journal = PracticeJournal()
    journal.append(b"one", seal=("lane:1", "who", "Rowan"))
    journal.append(b"two", forget="lane:1")
    journal.append(b"three", seal=("lane:1", "who", "Rowan B"))
    assert journal.sealed("lane:1") == {"who": "Rowan B"}
    for count, sealed in ((0, {}), (1, {"who": "Rowan"}), (2, {}), (3, {"who": "Rowan B"})):
        earlier = journal.until(count)
        assert len(earlier.records()) == count
        assert earlier.sealed("lane:1") == sealed
    journal.erase()
    assert journal.sealed("lane:1") == {}
    assert len(journal.records()) == 3, "what was done is looked back on first"


def test_the_meeting_of_a_story_is_a_meeting_like_any_other() -> None:
    story = story_of("V-03")
    session, journal = begun(story, PACK, lambda: story.begins)
    assert [str(seat) for seat in session.state.seats] == [f"{p.seat} {p.word}" for p in story.person]
    assert session.state.arranged.mode == story.mode
    assert session.state.opened == story.begins
    assert session.state.settings["nation"] == story.nation
    assert len(journal.records()) == 2 + len(story.person)
    wrong = msgspec.structs.replace(story, person=tuple(reversed(story.person)))
    with pytest.raises(ValueError, match="lettered"):
        begun(wrong, PACK, lambda: story.begins)


@pytest.mark.parametrize(
    ("path", "number", "move"),
    [
        (("flag=own-life@A", "talk=talked"), 2, "talk=talked"),
        (("flag=own-life@A", "danger=perhaps"), 2, "danger=perhaps"),
        (("flag=own-life@A", "!withdrawn"), 2, "!withdrawn"),
        (("flag=boredom",), 1, "flag=boredom"),
        (("danger=no",), 1, "danger=no"),
        (("lane=2",), 1, "lane=2"),
        (("lane=two",), 1, "lane=two"),
        (("open=1",), 1, "open=1"),
    ],
)
def test_a_move_that_cannot_be_made_is_named_with_its_place(path: tuple[str, ...], number: int, move: str) -> None:
    with pytest.raises(NotPlayable) as found:
        walk(story_of("V-20"), PACK, path)
    assert (found.value.number, found.value.move) == (number, move)
    assert str(found.value).startswith(f"move {number} '{move}': ")


def _only(key: str) -> Callable[[Story], Story]:
    """A story that says nothing of what was done, but for the rows of one kind."""
    return lambda story: msgspec.structs.replace(
        story, **{name: () for name in ("permitted", "forbidden", "discuss") if name != key}
    )


def test_forbidden_comes_before_to_discuss_and_that_before_permitted() -> None:
    story, play = story_of("V-20"), played("V-20", "rang")
    assert verdict(story, play) is Verdict.OUTSIDE
    assert verdict(_only("permitted")(story), play) is Verdict.DISCUSS, "in neither list"
    inside = played("V-20", "asked")
    assert verdict(story, inside) is Verdict.INSIDE
    assert verdict(_only("discuss")(story), inside) is Verdict.DISCUSS
    assert verdict(story, inside.until(len(inside.records) - 2)) is not Verdict.INSIDE, "it has not come to an end"
    begun_only = Play(story, PACK, inside.records[:1])
    assert verdict(story, begun_only) is Verdict.DISCUSS


def test_what_stands_for_a_lane() -> None:
    open_, closed = walk(story_of("V-20"), PACK, FLAG), played("V-20", "asked")
    assert open_.outcomes == ("",)
    assert closed.outcomes == ("stood-down",)
    left_open = walk(story_of("V-20"), PACK, (*FLAG, "open=1"))
    assert left_open.outcomes == ("open",)
    rung = walk(story_of("V-20"), PACK, (*FLAG, "999", "lane=1", "talk=talked"))
    assert len(rung.outcomes) == 2
    assert "talk=talked" in rung.done
    undone = walk(story_of("V-20"), PACK, (*FLAG, "talk=talked", "!undo"))
    assert "talk=talked" not in undone.done
