"""An adopted policy is the one that runs: whole, unchanged, and in somebody's name; or the last one that is."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import cast

import msgspec
import pytest

from netmeet_tui import adoption, adoption_records
from netmeet_tui.adoption import Checked, adopt, adopt_shipped, begun_under, history, live
from netmeet_tui.adoption_records import AdoptionError, Record, unbroken
from netmeet_tui.meeting.state import name_of
from netmeet_tui.packfiles import PACK_FILES, Files
from netmeet_tui.policy.load import load, shipped
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.tables import PackError
from netmeet_tui.tui.keeper import Keeper
from netmeet_tui.tui.trouble import Unreadable
from tests.tui.support import SMALL, USUAL, running

STANDARD = resources.files("netmeet_tui.policy") / "packs" / "standard"
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
PLAN = "plans/first/one.toml"


READ: dict[str, Pack] = {}


def loaded(files: Files) -> Pack:
    """What these files say: the same files are read once, however often they are adopted here."""
    if (hash_ := files.hash) not in READ:
        READ[hash_] = load(files)
    return READ[hash_]


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adoption, "load", loaded)


class Organisation:
    """A folder with a pack of one's own, and the folder of adoptions of one computer."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "ours"
        self.adoptions = folder / "data" / "policy"
        self.when = NOON
        self.source.mkdir()
        for file in PACK_FILES:
            (self.source / file).write_bytes((STANDARD / file).read_bytes())
        (self.source / PLAN).parent.mkdir(parents=True)
        (self.source / PLAN).write_text('id = "one"\n', encoding="utf-8")
        self.call("Heron House")

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.source / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def call(self, title: str) -> None:
        """Give the pack another title."""
        lines = (self.source / "pack.toml").read_text(encoding="utf-8").splitlines()
        new = [f'title = "{title}"' if line.startswith("title") else line for line in lines]
        (self.source / "pack.toml").write_text("\n".join(new), encoding="utf-8")

    def checked(self) -> Checked:
        files = Files.read(self.source)
        return Checked(files, loaded(files), states=3, plans=1)

    def adopt(self, title: str = "", who: str = "Robin Reed") -> Record:
        """Adopt what is in the folder, a day after the last time."""
        if title:
            self.call(title)
        self.when += timedelta(days=1)
        return adopt(self.adoptions, self.checked(), self.source, who, self.when)

    @property
    def copy(self) -> Path:
        """The newest adopted copy."""
        record = history(self.adoptions)[0].record
        assert record is not None
        return self.adoptions / record.hash

    @property
    def newest(self) -> Path:
        """The newest record."""
        return max(self.adoptions.glob("adoption-*.json"))

    def title(self) -> str:
        """The title of the policy in force, about which there is nothing to say."""
        found = live(self.adoptions)
        assert found.notice == ""
        return found.pack.title

    def notice(self, title: str) -> str:
        """What is said about the policy in force, which is the one of this title."""
        found = live(self.adoptions)
        assert found.pack.title == title
        assert found.notice.endswith(".")
        assert "\n" not in found.notice
        return found.notice


@pytest.fixture
def ours(tmp_path: Path) -> Organisation:
    return Organisation(tmp_path)


def link(path: Path, away: Path) -> None:
    """Make a link, where the system lets us."""
    try:
        path.symlink_to(away)
    except OSError:
        pytest.skip("no links are to be had here")


# -- what is hashed --------------------------------------------------------------------------------------------


def test_files_read_like_the_folder_they_were_in(ours: Organisation) -> None:
    held = Files.read(ours.source)
    assert held.data.keys() == {*PACK_FILES, PLAN}
    assert load(held) == load(ours.source)
    assert [path.name for path in held.iterdir()] == sorted([*PACK_FILES, "plans"])
    plan = held / "plans" / "first" / "one.toml"
    assert plan.is_file()
    assert not plan.is_dir()
    assert (held / "plans").is_dir()
    assert plan.read_text() == 'id = "one"\n'
    with plan.open(encoding="utf-8") as file:
        assert file.read() == 'id = "one"\n'
    with pytest.raises(FileNotFoundError):
        (held / "plans").read_bytes()
    with pytest.raises(FileNotFoundError):
        list((held / "nowhere").iterdir())
    assert str(plan) == str(ours.source / PLAN)


def test_the_hash_is_of_all_that_the_pack_reads(ours: Organisation) -> None:
    first = Files.read(ours.source).hash
    for file in (*PACK_FILES, PLAN):
        path = ours.source / file
        before = path.read_bytes()
        path.write_bytes(before + b"#")
        assert Files.read(ours.source).hash != first
        path.unlink()
        assert Files.read(ours.source).hash != first
        path.write_bytes(before)
        assert Files.read(ours.source).hash == first
    (ours.source / PLAN).rename(ours.source / "plans" / "one.toml")
    assert Files.read(ours.source).hash != first


def test_the_hash_does_not_change_with_the_system_or_what_else_lies_there(ours: Organisation) -> None:
    first = Files.read(ours.source).hash
    for file in (*PACK_FILES, PLAN):
        path = ours.source / file
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (ours.source / ".git").mkdir()
    for file in (
        "README.txt",
        "words.toml~",
        "#flow.toml#",
        ".git/config",
        "plans/.one.toml.swp",
        "plans/one.toml~",
    ):
        (ours.source / file).write_text("x", encoding="utf-8")
    link(ours.source / "plans" / ".#one.toml", Path("nobody@nowhere"))
    assert Files.read(ours.source).hash == first


def test_names_and_contents_cannot_be_shifted_into_one_another() -> None:
    assert Files({"ab": b"c"}, "").hash != Files({"a": b"bc"}, "").hash
    assert Files({"a": b"", "b": b""}, "").hash != Files({"a": b"b"}, "").hash


@pytest.mark.parametrize("file", ["words.toml", PLAN, "plans/first", "plans"])
def test_links_are_refused(file: str, ours: Organisation, tmp_path: Path) -> None:
    path, away = ours.source / file, tmp_path / "away"
    path.rename(away)
    link(path, away)
    with pytest.raises(PackError, match="it is a link to somewhere else"):
        Files.read(ours.source)


def test_a_folder_may_itself_be_come_to_by_a_link(ours: Organisation, tmp_path: Path) -> None:
    link(tmp_path / "link", ours.source)
    assert Files.read(tmp_path / "link").hash == Files.read(ours.source).hash


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["up\\words.toml", "c:one.toml", "two\nlines.toml"])
def test_names_that_mean_something_else_elsewhere_are_refused(name: str, ours: Organisation) -> None:
    (ours.source / "plans" / name).write_text("x", encoding="utf-8")
    with pytest.raises(PackError, match="rename it"):
        Files.read(ours.source)


def test_what_is_no_file_or_too_large_is_refused(ours: Organisation) -> None:
    with (ours.source / PLAN).open("wb") as file:
        file.truncate(5_000_000)
    with pytest.raises(PackError, match="too large"):
        Files.read(ours.source)
    (ours.source / PLAN).unlink()
    (ours.source / PLAN).mkdir()
    with pytest.raises(PackError, match="not a file"):
        Files.read(ours.source)


def test_folders_without_end_are_refused(ours: Organisation) -> None:
    (ours.source / "plans" / "/".join("abcdefghijkl")).mkdir(parents=True)
    with pytest.raises(PackError, match="too many folders"):
        Files.read(ours.source)


# -- what is in force ------------------------------------------------------------------------------------------


def test_without_any_adoption_the_shipped_policy_runs(ours: Organisation) -> None:
    found = live(ours.adoptions)
    assert (found.pack, found.notice, found.adopted) == (shipped(), "", None)
    assert not ours.adoptions.exists()


def test_what_was_adopted_runs_and_says_by_whom(ours: Organisation) -> None:
    record = ours.adopt(who="Robin Reed ")
    found = live(ours.adoptions)
    assert found.notice == ""
    assert found.adopted == record
    assert (record.who, record.when, record.previous) == ("Robin Reed", NOON + timedelta(days=1), "")
    assert (record.source, record.states, record.plans) == (str(ours.source), 3, 1)
    assert found.pack.title == record.title == "Heron House"
    assert found.pack.name == f"standard@{record.hash[:12]}"


def test_the_latest_adoption_runs_and_none_is_forgotten(ours: Organisation) -> None:
    records = [ours.adopt("One"), ours.adopt("Two"), ours.adopt("One")]
    assert ours.title() == "One"
    ours.when += timedelta(days=1)
    records.append(adopt_shipped(ours.adoptions, Files.read(STANDARD), "Sam", ours.when))
    assert live(ours.adoptions).pack == shipped()
    entries = history(ours.adoptions)
    assert [entry.record for entry in reversed(entries)] == records
    assert unbroken(entries)
    assert unbroken(())
    assert not unbroken(entries[:-1])
    assert not unbroken((entries[0], *entries[2:]))


def test_a_changed_source_is_told_and_the_adopted_copy_goes_on(ours: Organisation) -> None:
    ours.adopt("One")
    ours.call("Two")
    said = ours.notice("One")
    assert said.startswith(f"The policy in {ours.source} was changed after it was adopted on 5 March 2026;")
    ours.call("One")
    assert ours.title() == "One"


@pytest.mark.parametrize("how", ["gone", "empty", "a link", "a name", "not a folder"])
def test_a_source_that_cannot_be_read_is_no_news(how: str, ours: Organisation) -> None:
    ours.adopt("One")
    if how == "a link":
        (ours.source / "words.toml").unlink()
        link(ours.source / "words.toml", Path("/etc/passwd"))
    elif how == "a name":
        (ours.source / "plans" / "a:b.toml").touch()
    else:
        shutil.rmtree(ours.source)
        if how == "empty":
            ours.source.mkdir()
        if how == "not a folder":
            ours.source.touch()
    assert ours.title() == "One"


def test_nobody_waits_for_a_source_that_does_not_answer(
    ours: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours.adopt("One")
    answer = threading.Event()
    monkeypatch.setattr(adoption, "PATIENCE", 0.01)
    monkeypatch.setattr(adoption, "_changed_since", lambda _: str(answer.wait(60)))
    assert ours.title() == "One"
    answer.set()


# -- what has been changed or damaged --------------------------------------------------------------------------


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def one_letter(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def removed(path: Path) -> None:
    path.unlink()


def linked(path: Path) -> None:
    away = path.with_name("away")
    path.rename(away)
    link(path, away)


@pytest.mark.parametrize("harm", [emptied, halved, one_letter, removed, linked])
@pytest.mark.parametrize("file", [*PACK_FILES, PLAN])
def test_a_copy_that_was_changed_is_not_run(file: str, harm: Callable[[Path], None], ours: Organisation) -> None:
    ours.adopt("One")
    ours.adopt("Two")
    before = (ours.copy / file).read_bytes()
    harm(ours.copy / file)
    said = ours.notice("One")
    assert said.startswith(
        "The policy that was adopted on 6 March 2026 has been changed or damaged since, so netmeet"
    )
    assert "the one that Robin Reed adopted on 5 March 2026: please run `netmeet policy adopt` again." in said
    (ours.copy / file).unlink(missing_ok=True)
    (ours.copy / file).write_bytes(before)
    assert ours.title() == "Two"


def test_a_file_that_was_added_to_a_copy_counts_as_well(ours: Organisation) -> None:
    ours.adopt("One")
    (ours.copy / "plans" / "two.toml").touch()
    assert "changed or damaged" in ours.notice(shipped().title)


def test_a_copy_that_is_missing_is_not_run_and_comes_back_by_adopting(ours: Organisation) -> None:
    ours.adopt("One")
    shutil.rmtree(ours.copy)
    assert "is missing, so netmeet goes on with the policy that comes with it" in ours.notice(shipped().title)
    ours.adopt()
    assert ours.title() == "One"


def test_what_was_changed_is_kept_when_the_same_is_adopted_anew(ours: Organisation) -> None:
    ours.adopt("One")
    emptied(ours.copy / "words.toml")
    ours.adopt()
    assert ours.title() == "One"
    (kept,) = ours.adoptions.glob("*.unfit-*")
    assert (kept / "words.toml").read_bytes() == b""


def test_the_last_one_that_fits_is_found_however_far_back(ours: Organisation) -> None:
    for title in ("One", "Two", "Three", "Four"):
        ours.adopt(title)
    for entry in history(ours.adoptions)[:3]:
        assert entry.record is not None
        emptied(ours.adoptions / entry.record.hash / "flow.toml")
    assert "adopted on 8 March 2026 has been changed" in ours.notice("One")


def test_a_record_that_is_cut_short_or_changed_anywhere_is_not_believed(ours: Organisation) -> None:
    ours.adopt("One")
    ours.adopt("Two")
    whole = ours.newest.read_bytes()
    cut_short = [whole[:length] for length in range(len(whole) - 1)]
    changed = [whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :] for at in range(len(whole) - 1)]
    for harmed in (*cut_short, *changed, b"\0" * 1_000_000):
        ours.newest.write_bytes(harmed)
        assert history(ours.adoptions)[0].problem == "is damaged"
    assert "adoption-000002.json of the policy that was adopted last is damaged, so" in ours.notice("One")
    ours.newest.write_bytes(whole)
    assert ours.title() == "Two"


def test_the_only_record_is_damaged(ours: Organisation) -> None:
    ours.adopt("One")
    emptied(ours.newest)
    assert "is damaged, so netmeet goes on with the policy that comes with it" in ours.notice(shipped().title)
    ours.adopt("Two")
    assert ours.title() == "Two"
    assert len(history(ours.adoptions)) == 2


def rewritten(path: Path, **changes: object) -> None:
    """A record with other values, and with a sum that fits."""
    from hashlib import sha256

    line = msgspec.json.encode(msgspec.json.decode(path.read_bytes().split(b"\n")[0]) | changes)
    path.write_bytes(line + b"\n" + sha256(line).hexdigest().encode() + b"\n")


@pytest.mark.parametrize(
    "changes",
    [
        {"hash": "../" * 22},
        {"hash": "0" * 64 + "\n"},
        {"hash": ["a"]},
        {"who": "a\x1b[2Jb"},
        {"source": "a\nb"},
        {"when": "2026-03-05T12:00:00"},
        {"states": "many"},
    ],
)
def test_a_record_that_says_what_no_record_says_is_damaged(changes: dict[str, object], ours: Organisation) -> None:
    ours.adopt("One")
    ours.adopt("Two")
    rewritten(ours.newest, **changes)
    assert "is damaged" in ours.notice("One")


def test_a_record_of_a_newer_program_is_not_guessed_at(ours: Organisation) -> None:
    ours.adopt("One")
    ours.adopt("Two")
    rewritten(ours.newest, format=2, hash="unheard of")
    assert "was made by a newer netmeet, so netmeet goes on with the one" in ours.notice("One")


def test_a_pack_of_a_newer_program_is_not_guessed_at(ours: Organisation) -> None:
    ours.adopt("One")
    pack = ours.checked().pack
    ours.edit("pack.toml", "format = 1", "format = 2")
    adopt(ours.adoptions, Checked(Files.read(ours.source), pack), ours.source, "Robin", ours.when)
    said = ours.notice("One")
    assert "cannot be used by this netmeet (pack.toml: format is 2; this program reads format 1), so" in said


def test_a_folder_that_cannot_be_read(ours: Organisation) -> None:
    ours.adoptions.parent.mkdir()
    ours.adoptions.touch()
    assert "cannot be read (Not a directory), so netmeet goes on with" in ours.notice(shipped().title)
    with pytest.raises(AdoptionError, match=r"The policy in force is still the one before\.$"):
        ours.adopt()


def test_a_source_with_a_null_byte_harms_nothing(ours: Organisation) -> None:
    ours.adopt("One")
    rewritten(ours.newest, source="/a\0b")
    assert "is damaged" in ours.notice(shipped().title)


# -- adopting --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["", "  ", "two\nlines", "bell\a", "x" * 2000])
def test_somebody_has_to_answer_for_it(who: str, ours: Organisation) -> None:
    with pytest.raises(AdoptionError, match="your full name"):
        ours.adopt(who=who)
    assert not ours.adoptions.exists()


def test_nothing_is_adopted_that_does_not_hold(ours: Organisation) -> None:
    held = ours.checked()
    wrong = Checked(held.files, held.pack, ("999 is missing",))
    with pytest.raises(AdoptionError, match="does not hold"):
        adopt(ours.adoptions, wrong, ours.source, "Robin", NOON)
    assert not ours.adoptions.exists()


def test_a_title_that_cannot_be_shown_is_not_adopted(ours: Organisation) -> None:
    with pytest.raises(AdoptionError, match="plain text, each on one line"):
        ours.adopt("two\\nlines")
    assert not ours.adoptions.exists()


def test_of_two_at_once_one_is_told(ours: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    ours.adopt("One")
    monkeypatch.setattr(adoption_records, "entries_in", lambda _: iter(()))
    with pytest.raises(AdoptionError, match="Somebody else adopted a policy at the same moment"):
        ours.adopt("Two")
    monkeypatch.undo()
    ours.call("One")
    assert ours.title() == "One"


WATCHED = ("open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod")


def interrupted(ours: Organisation, at: int, how: Callable[[], None]) -> str:
    """Adopt in a process of its own; at its nth step on the files do this. What came of it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as said:
            answer = said.read()
        os.waitpid(child, 0)
        return answer
    steps = 0

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal steps
        if event in watched and str(args[0]).startswith(str(ours.adoptions)):
            if how is not cut and event == "open" and not (cast(int, args[2]) & (os.O_WRONLY | os.O_RDWR)):
                return
            steps += 1
            if steps >= at:
                how()

    answer = "adopted"
    watched = [event for event in WATCHED if how is not full or event not in ("os.remove", "os.chmod")]
    sys.addaudithook(hook)
    try:
        ours.adopt("Two")
    except AdoptionError as error:
        answer = str(error)
    except BaseException as error:
        answer = f"{type(error).__name__} {error}"
    os.write(writer, answer.encode())
    os._exit(0)


def cut() -> None:
    os._exit(9)


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def read_only() -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is to be copied")
@pytest.mark.parametrize(
    ("how", "said", "first"),
    [(cut, "", True), (cut, "", False), (full, "is full", False), (read_only, "may not write", False)],
    ids=["cut-the-first", "cut-a-later-one", "full", "read-only"],
)
def test_whatever_happens_between_two_steps_one_of_the_two_is_in_force(
    how: Callable[[], None], said: str, first: bool, ours: Organisation
) -> None:
    if not first:
        ours.adopt("One")
    ours.call("Two")
    hash_of_two = Files.read(ours.source).hash
    before = shutil.copytree(ours.adoptions, ours.adoptions.with_name("before")) if not first else None
    answer, at = "", 0
    while answer != "adopted":
        at += 1
        shutil.rmtree(ours.adoptions, ignore_errors=True)
        if before:
            shutil.copytree(before, ours.adoptions)
        answer = interrupted(ours, at, how)
        found = live(ours.adoptions)
        two = found.adopted is not None and found.adopted.hash == hash_of_two
        if two:
            assert (found.pack.title, found.notice) == ("Two", "")
        else:
            assert found.pack.title == (shipped().title if first else "One")
            assert "was changed after it was adopted" in found.notice or not found.notice
        assert answer in ("adopted", "") or said in answer
        assert answer != "" or how is cut
        if answer and answer != "adopted":
            assert not two
            assert "The policy in force is still the one before." in answer
        assert ours.adopt("Two") == history(ours.adoptions)[0].record
        assert list(ours.adoptions.glob(".*")) == []
    assert at > 15
    assert two


# -- a meeting, and the screens --------------------------------------------------------------------------------


def keeper_of(ours: Organisation, settings: str = "") -> Keeper:
    """A keeper on this computer, with the vault beside the adoptions and no keyring."""
    file = ours.source.with_name("settings.toml")
    file.write_text("keyring = false\n" + settings, encoding="utf-8")
    return Keeper(ours.adoptions.with_name("vault"), file, adoptions=ours.adoptions)


async def opened(ours: Organisation) -> Keeper:
    keeper = keeper_of(ours)
    await keeper.open()
    await keeper.unlock("four green trees")
    return keeper


async def begun(ours: Organisation) -> str:
    """A meeting with a concern in it, begun under what is in force and left open. What it is called."""
    keeper = keeper_of(ours)
    await keeper.open()
    await keeper.create("four green trees")
    await keeper.begin()
    keeper.session.flag("own-life")
    keeper.session.choose(1, "no")
    await keeper.rest()
    keeper.close()
    return keeper.open_meetings[0].id


async def test_a_meeting_goes_on_under_the_policy_that_it_was_begun_under(ours: Organisation) -> None:
    ours.adopt("One")
    meeting = await begun(ours)
    words = shipped().steps["talk"].words.title
    ours.edit("words.toml", words, "Another way to put it")
    ours.adopt("Two")
    keeper = await opened(ours)
    await keeper.resume(meeting)
    session = keeper.session
    assert session.pack.title == "One"
    assert session.pack.steps["talk"].words.title == words
    step = session.state.concern(1).lane.step
    session.choose(1, session.pack.steps[step].choices[0].id, "because")
    await keeper.rest()
    await keeper.begin()
    assert keeper.session.pack.title == "Two"
    assert name_of(keeper.session.pack) == keeper.session.state.pack
    keeper.close()


async def test_a_meeting_of_the_shipped_policy_goes_on_after_an_adoption_and_the_other_way(
    ours: Organisation,
) -> None:
    meeting = await begun(ours)
    ours.adopt("One")
    keeper = await opened(ours)
    await keeper.resume(meeting)
    assert keeper.session.pack == shipped()
    await keeper.rest()
    await keeper.begin()
    await keeper.rest()
    keeper.close()
    (under_one,) = {found.id for found in keeper.open_meetings} - {meeting}
    adopt_shipped(ours.adoptions, Files.read(STANDARD), "Sam", ours.when)
    keeper = await opened(ours)
    await keeper.resume(under_one)
    assert keeper.session.pack.title == "One"
    keeper.close()


async def test_a_meeting_whose_policy_is_damaged_says_so_in_a_sentence(ours: Organisation) -> None:
    ours.adopt("One")
    meeting = await begun(ours)
    emptied(ours.copy / "words.toml")
    keeper = await opened(ours)
    with pytest.raises(Unreadable, match=r"^This meeting was begun under another version of the policy, .*\.$"):
        await keeper.resume(meeting)
    keeper.close()
    ours.adopt()
    keeper = await opened(ours)
    await keeper.resume(meeting)
    assert keeper.session.pack.title == "One"
    keeper.close()


def test_what_a_meeting_noted_leads_to_no_other_folder(ours: Organisation) -> None:
    ours.adopt("One")
    noted = name_of(live(ours.adoptions).pack)
    assert begun_under(ours.adoptions, noted) == live(ours.adoptions).pack
    assert begun_under(ours.adoptions, "standard 1") == shipped()
    for other in ("standard 0", "ours@000000000000 1", "", "@../../../.. 1", noted.replace("@", "@0")):
        assert begun_under(ours.adoptions, other) is None
    assert begun_under(ours.source / "nowhere", noted) is None


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_home_tells_of_the_settings_and_of_the_policy(size: tuple[int, int], ours: Organisation) -> None:
    ours.adopt("One", who="Robin Reed of Heron House")
    ours.adopt("Two")
    emptied(ours.copy / "flow.toml")
    async with running(keeper_of(ours, "[policy]\nnation = 'XYZ'\n"), size) as room:
        settings, policy = room.text("#notice").split("\n")
        assert "do not fit the policy" in settings
        assert policy == live(ours.adoptions).notice
        assert "`netmeet policy adopt` again." in room.screen()
        await room.begin()
        assert room.session.pack.title == "One"
        assert room.state.settings == {"own_life_exception": "off", "third_party_adult": "emergency-only"}


async def test_a_damaged_policy_leaves_the_settings_that_fit(ours: Organisation) -> None:
    ours.adopt("One")
    emptied(ours.copy / "flow.toml")
    async with running(keeper_of(ours, "[policy]\nown_life_exception = 'lead-agrees'\n")) as room:
        await room.begin()
        assert room.session.pack == shipped()
        assert room.state.settings == {"own_life_exception": "lead-agrees"}


async def test_settings_that_name_a_pack_say_how_to_adopt_it(ours: Organisation) -> None:
    async with running(keeper_of(ours, "pack = '/srv/ours'\n")) as room:
        assert "please run `netmeet policy adopt` with its folder" in room.text("#notice")
        await room.begin()
        assert room.session.pack == shipped()
        assert room.state.settings == {"own_life_exception": "off", "third_party_adult": "emergency-only"}


async def test_careful_is_what_the_policy_in_force_knows(ours: Organisation) -> None:
    """A setting that the adopted pack does not have must not keep anybody from meeting."""
    from netmeet_tui.settings import careful

    known = shipped().settings
    assert careful(known) == {"own_life_exception": "off", "third_party_adult": "emergency-only"}
    assert careful({"third_party_adult": known["third_party_adult"]}) == {"third_party_adult": "emergency-only"}
    assert careful({"own_life_exception": known["nation"]}) == {}
    assert ours.title() == shipped().title
