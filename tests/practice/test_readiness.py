"""What was practised: kept whole or not at all, as ids and days, the same in whichever order; and never a word."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from netmeet_tui import places
from netmeet_tui.practice import book as books
from netmeet_tui.practice import play as plays
from netmeet_tui.practice import refresh
from netmeet_tui.practice.readiness import (
    Met,
    ReadinessError,
    Went,
    alias_of,
    aliases,
    forget,
    keep,
    map_of,
    of,
)
from tests.practice.small import BEGUN, LEAVES, ONE, OUTSIDE, PACK, RINGS, WORDS, practised
from tests.small_disk import fill, may_be_written, mounted

ROOT = Path(__file__).resolve().parents[2]
DAY = BEGUN.date()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "practice" / "practice.db"


def met(items: Sequence[Met]) -> dict[str, tuple[tuple[str, date], ...]]:
    """What was practised of some items."""
    return {one.id: one.stories for one in items if one.last is not None}


# -- what is kept --------------------------------------------------------------------------------------------


def test_a_play_comes_to_its_steps_the_clauses_they_serve_and_its_outcomes() -> None:
    play = plays.walk(ONE, PACK, LEAVES.path)
    kept = of(play, "  wren  ", Went.HARD, "pair", BEGUN)
    assert (kept.alias, kept.story, kept.mode, kept.went, kept.at) == ("wren", "T-01", "pair", Went.HARD, BEGUN)
    assert kept.steps == ("danger", "access", "talk", "explain", "left", "no-further-action", "card")
    served = {clause for step in kept.steps for clause in PACK.steps[step].serves}
    assert set(kept.clauses) == served
    assert kept.clauses == tuple(sorted(kept.clauses))
    assert kept.outcomes == ("no-further-action",)
    unfinished = of(plays.walk(ONE, PACK, [*RINGS.path[:3], "flag=child", "open=1"]), "w", Went.WELL, "solo", BEGUN)
    assert unfinished.outcomes == ()
    assert of(plays.walk(ONE, PACK, []), "w", Went.WELL, "solo", BEGUN).steps == ()


def test_the_map_tells_of_everything_in_the_policy_when_last_and_in_which_stories(file: Path) -> None:
    nothing = map_of(file, "Wren", PACK)
    assert not file.parent.exists()
    assert aliases(file) == ()
    later = BEGUN + timedelta(days=9)
    keep(file, practised("T-01"))
    keep(file, practised("T-02", later, clauses=("C-15",), outcomes=()))
    keep(file, practised("T-01", alias="Robin", steps=("left",), clauses=(), outcomes=()))
    found = map_of(file, "wREN", PACK)
    assert aliases(file) == ("Robin", "Wren")
    assert found.alias == "Wren"
    assert met(found.steps) == dict.fromkeys(("danger", "talk"), (("T-02", later.date()), ("T-01", DAY)))
    assert met(found.clauses) == {
        "C-12": (("T-01", DAY),),
        "C-15": (("T-02", later.date()), ("T-01", DAY)),
    }
    assert met(found.outcomes) == {"self": (("T-01", DAY),)}
    assert found.stories == {"T-01": DAY, "T-02": later.date()}
    assert met(map_of(file, "Robin", PACK).steps) == {"left": (("T-01", DAY),)}
    for readiness in (nothing, found):
        assert [one.id for one in readiness.steps] == list(PACK.steps)
        assert {*(one.id for one in readiness.clauses), *readiness.apart} == set(PACK.clauses)
        assert [one.id for one in readiness.outcomes] == [name for name in PACK.words.outcomes if name != "none"]
    assert not any(met(items) for items in (nothing.steps, nothing.clauses, nothing.outcomes))
    assert not (nothing.stories or nothing.again)


def test_the_day_is_the_day_where_the_trainee_is(file: Path) -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    keep(file, practised(day=late))
    assert map_of(file, "wren", PACK).stories == {"T-01": date(2026, 3, 4)}


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(data=st.data())
def test_any_order_of_practices_gives_the_same_map(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    some = st.builds(
        practised,
        st.sampled_from(["T-01", "T-02"]),
        st.integers(0, 90).map(lambda days: BEGUN + timedelta(days=days)),
        steps=st.sets(st.sampled_from(["danger", "talk", "left"])).map(tuple),
        clauses=st.sets(st.sampled_from(["C-12", "C-15"])).map(tuple),
        outcomes=st.sets(st.sampled_from(["self", "gp"])).map(tuple),
        went=st.sampled_from(list(Went)),
        mode=st.sampled_from(["solo", "pair"]),
    )
    drawn = data.draw(st.lists(some, min_size=2, max_size=4))
    other = data.draw(st.permutations(drawn))
    maps = []
    for order in (drawn, other, [*drawn, *drawn]):
        file = tmp_path_factory.mktemp("order") / "practice.db"
        for one in order:
            keep(file, one)
        found = map_of(file, "wren", PACK)
        maps.append((found.steps, found.clauses, found.outcomes, found.stories, set(found.again)))
    assert maps[0] == maps[1] == maps[2]


def test_a_name_is_a_short_line_of_plain_letters_whatever_its_case(file: Path) -> None:
    assert alias_of("  Zoë   the  Wren ") == "Zoë the Wren"
    assert alias_of("Zoe\u0308") == "Zoë"
    for name in ("", "   ", "x" * 25, "a\x1b[2J", "a\x00b", "a\u202eb", "a\u200bb"):
        with pytest.raises(ReadinessError, match=r"^Please choose a name of 1 to 24 letters for the map\.$"):
            keep(file, practised(alias=name))
    assert not file.exists()
    keep(file, practised("T-01", alias="STRASSE"))
    keep(file, practised("T-02", alias=" straße "))
    assert aliases(file) == ("STRASSE",)
    assert set(map_of(file, "Strasse", PACK).stories) == {"T-01", "T-02"}


# -- where it is kept ----------------------------------------------------------------------------------------


def test_it_is_kept_beside_the_vault_and_for_its_owner_only(file: Path, umask_077: None) -> None:
    del umask_077
    assert places.practice_file().parent.parent == places.vault_folder().parent
    assert places.vault_folder() not in places.practice_file().parents
    keep(file, practised())
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    assert [entry.name for entry in file.parent.iterdir()] == ["practice.db"]
    file.chmod(0o644)  # as a copy that was put back may be
    file.parent.chmod(0o755)
    keep(file, practised())
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)


def test_the_file_holds_no_word_of_a_story_nothing_that_was_typed_and_no_hour(file: Path) -> None:
    at = datetime(2031, 7, 8, 21, 43, 57, 123456, tzinfo=UTC)
    for course in (LEAVES, OUTSIDE, RINGS):
        play = plays.walk(ONE, PACK, course.path, at)
        assert WORDS[0] in ONE.title
        assert plays.BECAUSE.encode() in b"".join(plays.walk(ONE, PACK, OUTSIDE.path).records)
        keep(file, of(play, "Wren", Went.WELL, "solo", at))
    data = file.read_bytes()
    assert all(known in data for known in (b"Wren", b"T-01", b"2031-07-08", b"no-further-action"))
    for word in (*WORDS, plays.BECAUSE, "21:43", "21.43", "43:57", "123456", str(round(at.timestamp()))):
        assert word.encode() not in data, word
    written = {str(value) for table in _rows(file).values() for row in table for value in row}
    assert "2031-07-08" in written


def _rows(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(file)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def test_a_name_that_is_forgotten_is_gone_from_the_file_and_the_others_are_not(file: Path) -> None:
    assert forget(file, "Wren") is False
    assert not file.exists()
    for days in range(3):
        keep(file, practised("T-77", BEGUN + timedelta(days=days), alias="Wren"))
    keep(file, practised("T-01", alias="Robin"))
    keep(file, practised("T-77", alias="Finch", steps=tuple(f"step-{number}" for number in range(400))))
    robin, data = map_of(file, "Robin", PACK), file.read_bytes()
    assert b"wren" in data
    assert b"T-77" in data
    assert forget(file, "wren") is True
    assert forget(file, "finch") is True
    assert len(file.read_bytes()) < len(data), "what is left is written anew"
    assert not any(gone in file.read_bytes() for gone in (b"Wren", b"wren", b"Finch", b"T-77"))
    assert map_of(file, "Robin", PACK) == robin
    assert aliases(file) == ("Robin",)
    assert map_of(file, "Wren", PACK).stories == {}
    assert forget(file, "wren") is False


# -- damage --------------------------------------------------------------------------------------------------


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _sql(*statements: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return change


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        file.write_bytes(change(file.read_bytes()))

    return write


def _foreign(file: Path) -> None:
    file.unlink()
    _sql("CREATE TABLE theirs (id)")(file)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


DAMAGED, NOT_OURS = "is damaged, so it was left as it is", "was made by another program or a newer netmeet"
WRONG: dict[str, tuple[Callable[[Path], None], str]] = {
    "cut": (_cut, DAMAGED),
    "garbage": (_bytes(lambda _: b"garbage" * 999), DAMAGED),
    "a few bytes": (_bytes(lambda _: b"x"), DAMAGED),
    "zeros": (_bytes(lambda _: bytes(8192)), DAMAGED),
    "pages": (_bytes(lambda data: data[:-4096] + b"x" * 4096), DAMAGED),
    "a table less": (_sql("DROP TABLE met"), DAMAGED),
    "another table": (_sql("ALTER TABLE card RENAME COLUMN state TO other"), DAMAGED),
    "foreign": (_foreign, NOT_OURS),
    "newer": (_sql("PRAGMA user_version = 2"), NOT_OURS),
    "a folder": (_folder, NOT_OURS),
    "a pipe": (_pipe, NOT_OURS),
}


ROWS = {
    "no day": "UPDATE met SET day = 'soon'",
    "no text": "UPDATE met SET day = 7",
    "a story to obey": "UPDATE met SET story = char(27) || '[2J'",
    "a name to obey": "UPDATE trainee SET alias = char(27) || '[2J'",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_with_the_file_is_said_in_a_sentence_and_it_is_left(file: Path, wrong: str) -> None:
    keep(file, practised())
    change, says = WRONG[wrong]
    change(file)
    before = (file.read_bytes(), file.stat()) if file.is_file() else None
    uses: tuple[Callable[[], object], ...] = (
        lambda: aliases(file),
        lambda: map_of(file, "wren", PACK),
        lambda: keep(file, practised("T-02")),
        lambda: forget(file, "wren"),
    )
    for use in uses:
        with pytest.raises(ReadinessError) as told:
            use()
        said = str(told.value)
        assert said.startswith(f"The file practice.db in the folder {file.parent} {says}"), said
        assert said.endswith(".")
        assert "\n" not in said
    after = (file.read_bytes(), file.stat()) if file.is_file() else None
    assert before is None or (after is not None and after[0] == before[0] and after[1].st_mode == before[1].st_mode)


@pytest.mark.parametrize("wrong", ROWS)
def test_what_nobody_kept_there_is_not_shown(file: Path, wrong: str) -> None:
    keep(file, practised())
    _sql(ROWS[wrong])(file)
    with pytest.raises(ReadinessError, match=DAMAGED):
        map_of(file, "wren", PACK)


def test_an_empty_file_is_what_a_first_try_that_was_cut_short_leaves_and_is_begun_anew(file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    assert aliases(file) == ()
    assert map_of(file, "wren", PACK).stories == {}
    keep(file, practised())
    assert aliases(file) == ("Wren",)


KILLED = """
import os, signal, sys
from pathlib import Path
from netmeet_tui.practice import book
with book.writing(Path(sys.argv[1])) as open_book:
    open_book.execute("PRAGMA cache_size = 1")
    open_book.execute("PRAGMA cache_spill = 1")
    for number in range(400):
        row = ["wren", "step", f"step {number}", "T-99", "2026-01-01"]
        open_book.execute("INSERT INTO met (trainee, sort, item, story, day) VALUES (?, ?, ?, ?, ?)", row)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def python(code: str, *words: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], cwd=ROOT)


def test_killed_in_the_middle_of_a_change_it_is_as_it_was_before(file: Path) -> None:
    keep(file, practised())
    before = map_of(file, "wren", PACK)
    assert python(KILLED, file).wait() == -signal.SIGKILL
    assert file.with_name("practice.db-journal").stat().st_size > 0, "it was in the middle of a change"
    assert b"T-99" in file.read_bytes(), "some of the change was in the file already"
    assert map_of(file, "wren", PACK) == before
    keep(file, practised("T-02"))
    assert set(map_of(file, "wren", PACK).stories) == {"T-01", "T-02"}
    assert b"T-99" not in file.read_bytes()


TOGETHER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from netmeet_tui.practice.readiness import Practised, Went, keep
for number in range(6):
    story = f"{sys.argv[2]}-{number}"
    at = datetime(2026, 3, 4, tzinfo=UTC)
    keep(Path(sys.argv[1]), Practised("Wren", story, at, "solo", ("talk",), ("C-15",), (), Went.WELL))
"""


def test_two_programs_keep_at_once_and_nothing_is_lost(file: Path) -> None:
    both = [python(TOGETHER, file, name) for name in ("A", "B")]
    assert [one.wait() for one in both] == [0, 0]
    stories = map_of(file, "wren", PACK).stories
    assert set(stories) == {f"{name}-{number}" for name in "AB" for number in range(6)}


def test_while_another_program_writes_for_long_it_is_said_and_nothing_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(file, practised())
    monkeypatch.setattr(books, "WAIT", 0.0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(
            ReadinessError, match=r"^Another netmeet is writing in the folder .* try again in a moment"
        ):
            keep(file, practised("T-02"))
        assert set(map_of(file, "wren", PACK).stories) == {"T-01"}
        other.execute("ROLLBACK")
    keep(file, practised("T-02"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk") as there:
        yield there


def test_a_full_disk_and_one_that_is_only_read_change_nothing_and_are_told_apart(disk: Path) -> None:
    file = disk / "practice" / "practice.db"
    keep(file, practised())
    before = map_of(file, "wren", PACK)
    filler = fill(disk)
    with pytest.raises(ReadinessError, match=r"is full, so nothing was changed"):
        keep(file, practised("T-02", steps=tuple(f"step-{number:04}" for number in range(999))))
    with pytest.raises(ReadinessError, match=r"is full, so nothing was changed"):
        keep(disk / "new" / "practice.db", practised())
    assert map_of(file, "wren", PACK) == before
    filler.unlink()
    keep(file, practised("T-02"))
    before = map_of(file, "wren", PACK)
    may_be_written(disk, False)
    assert map_of(file, "wren", PACK) == before
    for use in (lambda: keep(file, practised("T-03")), lambda: forget(file, "wren")):
        with pytest.raises(ReadinessError, match=r"cannot be read or written, so nothing was changed"):
            use()
    may_be_written(disk, True)
    assert map_of(file, "wren", PACK) == before


# -- when to meet it again -----------------------------------------------------------------------------------


def days(*ratings: Went, first: date = DAY) -> list[int]:
    """How many days lie between practices that are each made on the day that they may be met again."""
    card, day, apart = "", first, []
    for went in ratings:
        card = refresh.reviewed(card, list(Went).index(went) + 1, day)
        again = refresh.due(card)
        assert again is not None
        apart.append((again - day).days)
        day = again
    return apart


def test_what_goes_well_may_wait_longer_each_time_and_what_is_to_be_done_again_comes_soon() -> None:
    well = days(*[Went.WELL] * 4)
    assert well[0] in range(14, 29)
    assert all(one < other or one == refresh.LONGEST for one, other in pairwise(well))
    first = [days(went)[0] for went in (Went.AGAIN, Went.HARD, Went.WELL, Went.EASY)]
    assert first == sorted(set(first))
    assert (first[0], first[-1] <= refresh.LONGEST) == (7, True)
    for before in ([Went.WELL] * 6, [Went.EASY] * 6, [Went.HARD] * 6, [Went.AGAIN, Went.WELL]):
        assert days(*before, Went.AGAIN)[-1] == 7, "soon is soon, however it went before"
        assert 7 < days(*before, Went.AGAIN, Went.WELL)[-1] <= refresh.LONGEST
    assert max(days(*[Went.EASY] * 6)) == refresh.LONGEST


def test_a_practice_of_an_earlier_day_and_a_card_that_nobody_can_read_do_no_harm(file: Path) -> None:
    keep(file, practised(day=BEGUN + timedelta(days=5)))
    later = map_of(file, "wren", PACK).again["C-15"]
    keep(file, practised(day=BEGUN))
    assert map_of(file, "wren", PACK).again["C-15"] >= later
    for state in ("", "{", "[]", '{"due": 3}', "null", '{"card_id": 0}', "[" * 9999):
        fresh = refresh.reviewed(state, 3, DAY)
        assert fresh == refresh.reviewed("", 3, DAY)
        assert refresh.due(state) is None
    odd = refresh.reviewed("", 3, DAY).replace("2.3065", "1e308").replace("+00:00", "")
    assert refresh.reviewed(odd, 3, DAY) == refresh.reviewed("", 3, DAY)
    _sql("UPDATE card SET state = 'x'")(file)
    assert map_of(file, "wren", PACK).again == {}
    keep(file, practised())
    assert map_of(file, "wren", PACK).again.keys() == {"C-12", "C-15"}
