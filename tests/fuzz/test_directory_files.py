"""Directories that somebody mangled: refused in words or used, and 999 is there whatever they say."""

from __future__ import annotations

from pathlib import Path
from random import Random

from netmeet_tui.directory import book, change
from netmeet_tui.directory.book import DirectoryError, EntryError
from netmeet_tui.directory.emergency import EMERGENCY, claims
from netmeet_tui.directory.number import NoNumber, national
from netmeet_tui.directory.record import record
from tests.directory.support import AGAIN, OWN, values
from tests.fuzz.changes import from_toml, of_bytes, of_tree, of_words, to_toml
from tests.fuzz.hunt import LONG_RUN, a_sentence, hunt
from tests.scale import times

pytestmark = LONG_RUN

LONGEST = 900


def test_a_mangled_directory_is_refused_in_words_or_is_one(tmp_path: Path) -> None:
    file = tmp_path / book.FILE
    ours = book.shipped()
    accepted = []

    def attempt(_name: str, data: bytes) -> None:
        try:
            directory = book.parsed(data, file, ours)
        except DirectoryError as error:
            a_sentence(error, longest=LONGEST + len(str(file)))
            assert str(file) in str(error) and str(error).endswith(".")
            return
        accepted.append(directory)
        for nation in ("ENG", "NIR", "unset"):
            assert directory.of("emergency", nation) == ours.of("emergency", nation)
            assert directory.every(nation)[:2] == EMERGENCY
        assert [one.id for one in directory.services[len(directory.own) :]] == [one.id for one in ours.services]
        for one in directory.own:
            assert not claims(one.number) and one.recipient != "emergency" and national(one.number) == one.number
            assert all(said.isprintable() and said.strip() for _, said in record(one, AGAIN))

    seeds = {"whole": OWN.encode(), "short": b'[confirmed.lifeline]\nby = "Robin"\non = 2026-11-20\n', "none": b""}
    hunt("directory", seeds, (of_bytes, of_words, of_tree(from_toml, to_toml)), attempt, 400)
    assert len(accepted) > 25


def test_a_mangled_directory_is_changed_rightly_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / book.FILE
    changed = []

    def attempt(_name: str, data: bytes) -> None:
        file.write_bytes(data)
        try:
            before = book.read(file)
            change.put(file, values())
        except (DirectoryError, EntryError) as error:
            a_sentence(error, longest=LONGEST + len(str(file)))
            assert file.read_bytes() == data
            return
        after = book.read(file)
        changed.append(after)
        assert [one for one in after.own if one.id != "crisis"] == [one for one in before.own if one.id != "crisis"]
        assert after.get("crisis") is not None

    hunt(
        "changed directory",
        {"whole": OWN.encode(), "short": OWN[: OWN.index("[[service]]", 60)].encode()},
        (of_bytes, of_words, of_tree(from_toml, to_toml)),
        attempt,
        60,
    )
    assert len(changed) > 1


def test_whatever_is_typed_as_a_number_is_one_or_is_refused() -> None:
    chance = Random("numbers")
    signs = "0123456789+() -.x९９🙂a\x00;/#*"
    found = 0
    for _ in range(times(1500, 100_000)):
        typed = "".join(chance.choice(signs[: chance.choice((10, 16, 99))]) for _ in range(chance.randrange(16)))
        try:
            written = national(typed)
        except NoNumber:
            continue
        found += 1
        assert written.isprintable() and national(written) == written
    assert found > 20
