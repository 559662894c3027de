"""``netmeet policy init``: a copy that loads as it stands, and teaches whoever opens it."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netmeet_tui.cli import netmeet
from netmeet_tui.packfiles import PACK_FILES, Files
from netmeet_tui.policy.load import load, shipped

STANDARD = resources.files("netmeet_tui.policy") / "packs" / "standard"


def init(*words: str | Path) -> Result:
    return CliRunner().invoke(netmeet, ["policy", "init", *map(str, words)])


def test_the_copy_loads_as_it_stands_with_a_name_to_fill_in(tmp_path: Path) -> None:
    told = init(tmp_path / "deep" / "ours")
    assert told.exit_code == 0
    pack, standard = load(tmp_path / "deep" / "ours"), shipped()
    assert (pack.name, pack.title) == ("our-organisation", "The confidentiality policy of OUR ORGANISATION")
    assert (pack.steps, pack.roads, pack.words) == (standard.steps, standard.roads, standard.words)


def test_every_file_that_the_pack_reads_is_there_word_for_word(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    assert init(tmp_path / "ours").exit_code == 0
    copied, standard = Files.read(tmp_path / "ours").data, Files.read(STANDARD).data
    assert copied.keys() == standard.keys()
    assert {name for name in copied if copied[name] != standard[name]} == {"pack.toml"}
    assert "#     version   raise it" in copied["pack.toml"].decode()


def test_the_example_of_an_amendment_loads_without_its_marks(tmp_path: Path) -> None:
    assert init(tmp_path / "ours").exit_code == 0
    path = tmp_path / "ours" / "pack.toml"
    before, example = path.read_text(encoding="utf-8").split("# [[amendments]]")
    path.write_text(f"{before}[[amendments]]{example.replace('# ', '')}", encoding="utf-8")
    (amendment,) = load(tmp_path / "ours").amendments
    assert amendment.clause == "C-25"
    assert load(tmp_path / "ours").added_recipients == ("urgent-health",)


def test_it_says_how_to_go_on(tmp_path: Path) -> None:
    target = tmp_path / "our policy"
    told = init(target).stdout
    taught = (target / "README.txt").read_text(encoding="utf-8")
    for command in (
        f'netmeet policy check "{target}"',
        f'netmeet policy test --pack "{target}"',
        f'netmeet policy adopt "{target}" --name "Your full name"',
    ):
        assert f"  {command}\n" in told
        assert f"  {command}\n" in taught
    assert all(file in taught for file in (*PACK_FILES, "plans/"))
    assert "{" not in taught


def test_a_copy_of_another_pack_keeps_its_name(tmp_path: Path) -> None:
    assert init(tmp_path / "one").exit_code == 0
    path = tmp_path / "one" / "pack.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("OUR ORGANISATION", "Heron House"), encoding="utf-8")
    assert init(tmp_path / "two", "--pack", tmp_path / "one").exit_code == 0
    assert tomllib.loads((tmp_path / "two" / "pack.toml").read_text(encoding="utf-8"))["title"].endswith(
        "Heron House"
    )
    assert Files.read(tmp_path / "two").hash == Files.read(tmp_path / "one").hash


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    for target, sentence in (
        (tmp_path, f"There is something in {tmp_path} already: please name a folder that is new or empty."),
        (tmp_path / "mine.txt", f"{tmp_path / 'mine.txt'} is not a folder: please name one that is new or empty."),
    ):
        told = init(target)
        assert (told.exit_code, told.stderr) == (2, f"Error: {sentence}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("harm", ["missing", "broken"])
def test_a_pack_that_cannot_be_used_is_not_copied(harm: str, tmp_path: Path) -> None:
    other = tmp_path / "other"
    if harm == "broken":
        assert init(other).exit_code == 0
        (other / "flow.toml").write_text("start = ", encoding="utf-8")
    told = init(tmp_path / "ours", "--pack", other)
    assert told.exit_code == 2
    assert told.stderr.startswith(f"Error: The policy in {other} cannot be copied: ")
    assert told.stderr.count("\n") == 1
    assert not (tmp_path / "ours").exists()


def test_a_disk_that_is_full_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []

    def write(self: Path, data: bytes) -> int:
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        written.append(self)
        return self.open("wb").write(data)

    monkeypatch.setattr(Path, "write_bytes", write)
    told = init(tmp_path / "ours")
    assert told.exit_code == 2
    assert (
        told.stderr == f"Error: The policy cannot be written into {tmp_path / 'ours'}: No space left on device.\n"
    )
    assert [path for path in (tmp_path / "ours").rglob("*") if path.is_file()] == []


def test_no_folder_is_a_wrong_command() -> None:
    assert init().exit_code == 2
