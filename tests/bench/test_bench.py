"""The benchmark still runs. How long anything takes is not asserted: on a shared machine that is a coin toss."""

from __future__ import annotations

import sys

import pytest

from netmeet_tui.policy.load import shipped
from tests.bench.__main__ import measured, shown
from tests.bench.proof import found, longer, made_up, proved
from tests.scale import THOROUGH


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_everything_is_measured_once() -> None:
    tables = list(measured(runs=1, presses=1))
    assert [len(table.rows) for table in tables if "Processor" not in table.title] == [3, 3, 1, 2]
    for table in tables:
        assert all(len(row.times) == 1 and row.median > 0 for row in table.rows)
        assert table.title in shown(table)
        assert table.plain()


def test_longer_packs_are_proved_and_made_up_ones_found() -> None:
    pack = shipped()
    assert len(longer(pack, 10).steps) == len(pack.steps) + 10
    assert (proved if THOROUGH else found)(longer(pack, 2)) > 4_000
    assert found(made_up(pack, 10)) < found(made_up(pack, 30))
