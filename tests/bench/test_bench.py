"""Every table can be made. How long anything takes is not asserted: on a shared machine that is a coin toss."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from netmeet_tui.journal.standing import Wanted
from netmeet_tui.journal.vault import Vault
from netmeet_tui.meeting import events as e
from netmeet_tui.meeting.state import fold
from netmeet_tui.meeting.trail import decode
from netmeet_tui.policy.load import shipped
from tests.bench import fill, others, proof
from tests.bench.__main__ import MEASURED, measured, parsed, wanted
from tests.bench.day import GROWN, journal_of
from tests.bench.homes import Homes, vault_of
from tests.bench.proof import found, longer, made_up, proved
from tests.bench.size import FULL, LEAST, QUICK
from tests.bench.tables import Row, Table, against
from tests.scale import THOROUGH

ROWS: Mapping[str, tuple[int, ...]] = {
    "start": (3, 3, 3, 3),
    "vaults": (3, 3, 3),
    "keys": (3, 4, 4, 3),
    "day": (11, 2),
    "records": (2,) * 8,
    "list": (5,),
    "replay": (6,),
    "pack": (2,),
}
"""How many rows each table has, at the least size."""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal, and /proc for what is in memory")
@pytest.mark.parametrize("name", MEASURED)
def test_each_table_is_made_once(name: str, tmp_path: Path) -> None:
    tables = list(measured([name], LEAST, others.NOT_ASKED, tmp_path))
    assert tuple(len(table.rows) for table in tables) == ROWS[name]
    for table in tables:
        assert all(row.values for row in table.rows)
        assert all(row.median > 0 for row in table.rows if row.name != GROWN)
        printed = "\n".join(table.lines())
        assert table.title in printed
        assert all(row.name in printed for row in table.rows)
        assert json.loads(json.dumps(table.plain()))["rows"].keys() == {row.name for row in table.rows}


def test_a_row_is_told_beside_its_limit_and_never_divided_by_nothing() -> None:
    table = against(
        "the least", "A thing", {"the least": [1, 2, 3], "ours": [4, 3, 5], "none": []}, notes=["Alas."]
    )
    least, ours = table.rows
    assert (least.median, least.share(0.95), table.ratio(least)) == (2, 3, None)
    assert table.ratio(ours) == 2
    assert "Alas." in "\n".join(table.lines())
    some = Row("some", (1,), "nothing")
    assert Table("A thing", (Row("nothing", (0,)), some)).ratio(some) is None


@pytest.mark.skipif(sys.platform == "win32", reason="asks a program with a home of its own where its vault is")
def test_homes_hold_what_they_are_asked_for(tmp_path: Path) -> None:
    homes = Homes(tmp_path)

    def there(home: Path) -> tuple[int, int, int]:
        """How many records are kept in a vault and not altered, due, and in the log."""
        with contextlib.closing(Vault.unlock(vault_of(home), fill.PASSPHRASE)) as vault:
            kept = vault.kept()
            assert not vault.kept_trouble()
            assert not vault.open_meetings()
            assert all(decode(one.record or b"").way for one in kept)
            due = vault.records().how_many(Wanted(due_by="2026-03-04"))
            return len(kept), due, len({one.kept_on for one in kept})

    assert there(homes.locked()) == (0, 0, 0)
    assert there(homes.with_records(250)) == (250, 3, 250)
    assert there(homes.with_meetings(2)) == (0, 0, 0)
    assert [path.name for path in (vault_of(homes.with_meetings(2)) / "meetings").iterdir()] == []
    records = journal_of(homes.with_events(100))
    state = fold(shipped(), map(e.decode, records))
    assert (len(records), len(state.concerns), state.ended) == (100, fill.LANES, False)
    assert state.opened == fill.MORNING
    assert e.decode(records[-1]).at == fill.MORNING + fill.DAY * 99 / 100
    assert homes.with_events(100) == homes.with_events(100)


def test_only_what_is_named_is_measured_and_as_much_as_is_wanted() -> None:
    assert wanted(parsed([])) == FULL
    assert wanted(parsed(["--quick", "--runs", "2"])) == replace(QUICK, runs=2)
    assert parsed(["--only", "start", "--only", "proof"]).only == ["start", "proof"]
    assert "proof" not in MEASURED


def test_a_program_that_cannot_be_installed_is_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there" / "bin" / "there"
    there.parent.mkdir(parents=True)
    there.touch()
    (tmp_path / "gone").touch()  # where a folder should be
    programs = (others.Other("there", ("there",), "There"), others.Other("gone", ("gone",), "Gone"))
    monkeypatch.setattr(others, "OTHERS", programs)
    installed = others.install(tmp_path)
    assert installed.programs == {"there": ([str(there)], "There")}
    assert [note.partition(":")[0] for note in installed.notes] == ["gone"]


def test_longer_packs_are_proved_and_made_up_ones_found() -> None:
    pack = shipped()
    assert len(longer(pack, 10).steps) == len(pack.steps) + 10
    assert (proved if THOROUGH else found)(longer(pack, 2)) > 4_000
    assert found(made_up(pack, 10)) < found(made_up(pack, 30))


def test_what_a_proof_takes_is_told_in_tables_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "SERIES", proof.SERIES[1:])
    (table,) = proof.proofs(runs=1, most=30)
    assert [row.name.partition(",")[0] for row in table.rows] == ["10 steps", "30 steps"]
