"""What is handed on: the wheel has all of the package and nothing else, and the source archive makes that wheel."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

from netmeet_tui import __version__

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
INFO = f"netmeet-{__version__}.dist-info"
MAN = f"netmeet-{__version__}.data/data/share/man/man1/netmeet.1"
DATA = {".md", ".tcss", ".toml", ".txt", ".typed"}
"""How the names of files end that the program reads, and that Python does not run."""


def build(target: str, source: Path, folder: Path) -> Path:
    """Build a wheel or an sdist, with what is installed here."""
    command = (sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder))
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive of this checkout, unpacked."""
    folder = tmp_path_factory.mktemp("package")
    shutil.unpack_archive(build("sdist", ROOT, folder / "sdist"), folder / "unpacked")
    return folder / "unpacked" / f"netmeet-{__version__}"


@pytest.fixture(scope="module")
def wheel(unpacked: Path) -> dict[str, bytes]:
    """All that is in the wheel that the source archive makes, by its name."""
    with zipfile.ZipFile(build("wheel", unpacked, unpacked.parent / "wheel")) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def metadata(wheel: dict[str, bytes]) -> Message:
    """What the wheel says about itself."""
    return message_from_bytes(wheel[f"{INFO}/METADATA"])


def of_git(*folders: str) -> set[str]:
    """The files of these folders that git has, or would take."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, so there is nothing to compare with")
    command = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders)
    found = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return {name for name in found if name and (ROOT / name).exists()}


def test_the_wheel_has_each_file_of_the_package_as_it_is_here_and_no_other(wheel: dict[str, bytes]) -> None:
    packed = {name: data for name, data in wheel.items() if not name.startswith((f"{INFO}/", MAN))}
    assert set(packed) == of_git("netmeet_tui")
    assert {name for name, data in packed.items() if data != (ROOT / name).read_bytes()} == set()


def test_the_source_archive_has_all_that_a_copy_of_the_repository_has(unpacked: Path) -> None:
    there = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert there - {"PKG-INFO"} == of_git()


def test_the_data_that_the_program_reads_is_in_it(wheel: dict[str, bytes]) -> None:
    ends = {Path(name).suffix for name in wheel if name.startswith("netmeet_tui/")}
    assert ends == {".py", *DATA}
    for needed in (
        "py.typed",
        "CHANGELOG.md",
        "policy/packs/standard/flow.toml",
        "policy/packs/standard/words.toml",
        "directory/services.toml",
        "practice/blank.toml",
        "tui/page.tcss",
        "languages/README.txt",
    ):
        assert wheel.get(f"netmeet_tui/{needed}") is not None, needed
    assert len([name for name in wheel if re.match(r"netmeet_tui/practice/stories/.*\.toml$", name)]) > 15


def test_the_manual_page_is_made_for_it(wheel: dict[str, bytes]) -> None:
    command = (sys.executable, "-m", "netmeet_tui", "manual")
    assert wheel[MAN] == subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout


def test_what_it_says_about_itself(metadata: Message) -> None:
    assert metadata["Version"] == __version__
    assert metadata["Summary"] == PROJECT["description"]
    assert metadata["License-Expression"] == "MIT" and metadata["License-File"] == "LICENSE"
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert len(metadata["Summary"]) <= 100


def test_nothing_that_it_needs_is_a_tool_of_the_tests(metadata: Message) -> None:
    needed = [one for one in metadata.get_all("Requires-Dist", []) if "extra ==" not in one]
    assert len(needed) == len(PROJECT["dependencies"])
    assert not [one for one in needed if re.match(r"pytest|hypothesis|ruff|mypy|hatchling", one)]
