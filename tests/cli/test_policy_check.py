"""``netmeet policy check``: what it prints, and with which exit status it ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netmeet_tui.cli import netmeet
from netmeet_tui.policy import prove
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.prove import Proof
from tests.policy.defects import DEFECTS, written


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No policy that someone has adopted on this machine."""
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))


@pytest.fixture(autouse=True, scope="module")
def once() -> Iterator[None]:
    """The same policy is proved once: here it is about what is told of the proof."""
    found: list[tuple[Pack, Proof]] = []
    real = prove.prove

    def proved(pack: Pack) -> Proof:
        known = next((proof for other, proof in found if other == pack), None)
        if known is None:
            found.append((pack, known := real(pack)))
        return known

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prove, "prove", proved)
        yield


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(netmeet, ["policy", "check", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    defect = next(defect for defect in DEFECTS if defect.rule == "P-8c")
    folder = tmp_path / "broken"
    folder.mkdir()
    written(folder, defect.edits)
    return folder


def test_the_policy_in_use_is_proved() -> None:
    result = run("--rules")
    assert result.exit_code == 0
    assert "all 63 rules hold." in result.output
    assert "1,440 combinations of 8 settings" in result.output
    assert "P-2a (I-1): A contact is prepared and made only on a ground." in result.output


def test_what_is_broken_is_told_with_a_plan_to_run_again(broken: Path) -> None:
    result = run(broken)
    assert result.exit_code == 1
    assert "P-8c (I-9, N-13): When somebody outside has heard of it" in result.output
    assert "settings: as shipped" in result.output
    assert 'at_step = "closed"' in result.output
    assert "1 of 63 rules are broken." in result.output


def test_for_machines(broken: Path) -> None:
    result = run(broken, "--json")
    told = json.loads(result.output)
    assert result.exit_code == 1
    assert told["holds"] is False
    assert len(told["rules"]) == 63
    finding = told["findings"][0]
    assert finding["rule"] == "P-8c"
    assert finding["path"][-1] == "card=given"
    assert finding["plan"].startswith('id = "P-8c"')


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch, lambda _: None], ids=["empty", "a file", "nothing"])
def test_a_folder_without_a_policy_is_one_sentence(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "here")
    result = run(tmp_path / "here")
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert "This policy pack cannot be used: pack.toml" in result.output
