"""A copy of a record: what it tells, what it cannot tell, and that it can be held against what is kept."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader

from netmeet_tui.journal.kept import Sealed
from netmeet_tui.meeting import trail
from netmeet_tui.meeting.trail import Taken, Trail
from netmeet_tui.report import export, file, record, record_copy
from netmeet_tui.report.file import CannotWrite
from netmeet_tui.report.record_copy import CopyError, Original
from tests.report.records import MADE_ON, PACK, WORD, left
from tests.walks import ALL_REFUSED, TO_OFFERS

WAY = f"{TO_OFFERS} {ALL_REFUSED} refused=weigh weigh=both-serious may-pass-on=do-not"
NOT_PASSED_ON = left("own-life", WAY)
SEALED = Sealed(b"s" * 16, b"d" * 32, b"l" * 32)
PDF, JSON = Path("copy.pdf"), Path("copy.json")


def original(kept: Trail = NOT_PASSED_ON) -> Original:
    return Original("0123456789abcdef" * 2, "2026-03-04", "2027-03-04", trail.encode(kept), SEALED)


def pages(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def flat(data: bytes) -> str:
    return " ".join(pages(data))


def test_the_paper_tells_the_way_with_times_the_ground_the_clauses_and_what_was_decided() -> None:
    told = flat(export.content(original(), NOT_PASSED_ON, PACK, PDF, "person", MADE_ON))
    steps = [PACK.steps[taken.step] for taken in NOT_PASSED_ON.way]
    for said in (
        record.TITLE,
        record.IS,
        record.IS_NOT,
        record.OPEN_FILE,
        PACK.words.kinds["own-life"].label,
        PACK.words.outcomes["not-passed-on"],
        "From a meeting on 4 March 2026",
        "Kept on 4 March 2026, to be looked at again on 4 March 2027.",
        f"{PACK.name} {PACK.version}",
        original().id,
        "Page 1 of 1",
        "This copy was made on 6 March 2026.",
        *(f"{clause}: {PACK.clauses[clause].says}" for step in steps for clause in step.serves),
        *(PACK.steps["may-pass-on"].words.choices["do-not"].split(", ")),
    ):
        assert said in told, said
    assert "C-19: " not in told, "no step of the way serves it"
    times = [f"{taken.at:%H:%M}" for taken in NOT_PASSED_ON.way]
    assert all(told.count(time) >= times.count(time) for time in times)
    assert "5 March 2026" in told, "it went on over midnight"
    decided = PACK.settings["own_life_exception"]
    assert record.asked_and_answered(decided.question, decided.answer("facilitators-decide")) in told


@pytest.mark.parametrize("path", [PDF, JSON], ids=["pdf", "json"])
def test_whom_it_is_for_changes_the_first_words_and_nothing_else(path: Path) -> None:
    for_person, for_lead = (
        export.content(original(), NOT_PASSED_ON, PACK, path, reader, MADE_ON) for reader in ("person", "lead")
    )
    if path is PDF:
        person, lead = flat(for_person), flat(for_lead)
        assert person.replace(record.FOR["person"], record.FOR["lead"]) == lead != person
    else:
        person_, lead_ = json.loads(for_person), json.loads(for_lead)
        assert (person_.pop("made_for"), lead_.pop("made_for")) == ("person", "lead")
        assert (person_["about"].pop(0), lead_["about"].pop(0)) == (record.FOR["person"], record.FOR["lead"])
        assert person_ == lead_


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("own-life", WAY),
        ("ill", "emergency=called !left"),
        ("own-life", f"{TO_OFFERS} offers=gp=yes scope=agreed gp=open-likely identity=given handover=ready"),
    ],
)
def test_nothing_that_was_typed_is_in_a_copy(kind: str, path: str) -> None:
    kept = left(kind, path)
    assert WORD not in flat(export.content(original(kept), kept, PACK, PDF, "lead", MADE_ON))
    assert WORD.encode() not in export.content(original(kept), kept, PACK, JSON, "lead", MADE_ON)


def test_a_way_of_any_length_is_told_to_its_end_and_no_line_is_torn() -> None:
    last = NOT_PASSED_ON.way[-1]
    way = tuple(Taken(last.at + timedelta(hours=n), "offers", "gp=later") for n in range(300))
    told = pages(
        export.content(original(), msgspec.structs.replace(NOT_PASSED_ON, way=way), PACK, PDF, "lead", MADE_ON)
    )
    assert len(told) > 5
    assert all(page.endswith(f"Page {number} of {len(told)}") for number, page in enumerate(told, 1))
    assert " ".join(told).count(f"{PACK.words.offers['gp'].label}: {PACK.words.answers.later.lower()}") == 300


def test_without_its_policy_it_is_told_in_short_names_and_without_clauses() -> None:
    told = record.told(NOT_PASSED_ON, None)
    assert (told.clauses, told.known, told.kind, told.outcome) == ((), False, "own-life", "not-passed-on")
    assert [words for _, words in told.way][-1] == "may-pass-on=do-not"
    assert ("own_life_exception", "facilitators-decide") in told.settings
    printed = flat(export.content(original(), NOT_PASSED_ON, None, PDF, "person", MADE_ON))
    assert record.NO_POLICY in printed
    assert record.CLAUSES not in printed
    again = record.told(msgspec.structs.replace(NOT_PASSED_ON, outcome="none", left_open=True), PACK)
    assert {record.NO_OUTCOME, record.LEFT_OPEN} <= set(record.heads(again))


def test_letters_that_cannot_be_printed_are_said_and_json_takes_them() -> None:
    strange = msgspec.structs.replace(NOT_PASSED_ON, policy="ours-→ 1")
    with pytest.raises(CannotWrite, match=r"ends in \.json"):
        export.content(original(strange), strange, None, PDF, "lead", MADE_ON)
    assert "→" in export.content(original(strange), strange, None, JSON, "lead", MADE_ON).decode()


# -- the copy for checking ---------------------------------------------------------------------------------------


def test_a_copy_carries_the_record_letter_for_letter_and_what_ties_it_to_the_vault() -> None:
    made = record_copy.read(export.content(original(), NOT_PASSED_ON, PACK, JSON, "lead", MADE_ON))
    assert (made.record.encode(), made.sealed()) == (original().record, SEALED)
    assert (made.format, made.id, made.made_on) == ("netmeet-record/1", original().id, MADE_ON)
    assert trail.decode(made.record.encode()) == NOT_PASSED_ON


def test_words_that_were_changed_are_told_from_words_of_another_netmeet() -> None:
    made = record_copy.read(export.content(original(), NOT_PASSED_ON, PACK, JSON, "lead", MADE_ON))
    told = record.told(NOT_PASSED_ON, PACK)
    assert record_copy.same_words(made, told) is True
    changed = msgspec.structs.replace(
        made, in_words=msgspec.structs.replace(made.in_words, outcome="Something else")
    )
    assert record_copy.same_words(changed, told) is False
    for other in ({"made_by": "netmeet 99"}, {"language": "cy"}):
        assert record_copy.same_words(msgspec.structs.replace(changed, **other), told) is None
        assert record_copy.same_words(msgspec.structs.replace(made, **other), told) is True
    assert record_copy.same_words(made, replace(told, known=False)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("netmeet-record/1", "netmeet-record/2"),
        ('"made_for": "lead"', '"made_for": "everybody"'),
        ('"salt": "', '"salt": "x'),
        ('"record":', '"name": "somebody", "record":'),
        (
            "{",
            "",
        ),
    ],
)
def test_what_is_no_copy_is_refused_in_one_sentence(old: str, new: str) -> None:
    made = export.content(original(), NOT_PASSED_ON, PACK, JSON, "lead", MADE_ON).decode()
    assert old in made
    with pytest.raises(CopyError, match="is no copy of a record"):
        record_copy.read(made.replace(old, new, 1).encode())


@pytest.mark.parametrize("data", [b"", b"\xff", b"[" * 100_000, b"null"], ids=["empty", "bytes", "deep", "null"])
def test_other_files_are_refused_as_well(data: bytes) -> None:
    with pytest.raises(CopyError):
        record_copy.read(data)


# -- the file ----------------------------------------------------------------------------------------------------


def test_a_file_is_the_owners_alone_and_never_written_over_unasked(tmp_path: Path) -> None:
    path = export.proposed(tmp_path, "2026-03-04")
    assert path.name == "record-2026-03-04.pdf"
    file.write(path, b"one")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"one", 0o600)
    assert export.proposed(tmp_path, "2026-03-04").name == "record-2026-03-04-2.pdf"
    with pytest.raises(file.Taken, match="nothing was written"):
        file.write(path, b"two")
    assert path.read_bytes() == b"one"
    path.chmod(0o644)
    file.write(path, b"two", replace=True)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o600)
    assert [there.name for there in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["no-such-folder/copy.pdf", "folder.pdf", "file.pdf/copy.pdf"])
def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "file.pdf").touch()
    for replacing in (False, True):
        with pytest.raises(CannotWrite, match="choose another place"):
            file.write(tmp_path / name, b"one", replace=replacing)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("copy.pdf", "/home/wren/copy.pdf"),
        (" ~/papers/copy.JSON ", "/home/wren/papers/copy.JSON"),
        ("/media/stick/copy.pdf", "/media/stick/copy.pdf"),
    ],
)
def test_a_file_is_named_from_home(typed: str, path: str) -> None:
    assert export.place(typed, Path("/home/wren")) == Path(path)


@pytest.mark.parametrize("typed", ["", "  ", "copy", "copy.txt", "copy.pdf\0", "~/", ".pdf\n.txt"])
def test_other_names_are_refused(typed: str) -> None:
    with pytest.raises(CannotWrite, match=r"ends in \.pdf"):
        export.place(typed, Path("/home/wren"))
