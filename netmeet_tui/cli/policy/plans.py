"""The plans that a command is about: those that are named, or those that come with the policy."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack
    from netmeet_tui.policy.plan import Plan


def own_plans(folder: Path | None) -> Path:
    """The folder of the plans that come with a pack, or with the one in use."""
    from importlib import resources

    from netmeet_tui import places
    from netmeet_tui.adoption import live

    if folder is None:
        adopted = live(places.policy_folder()).adopted
        if adopted is not None and not adopted.shipped:
            folder = places.policy_folder() / adopted.hash
        else:
            folder = Path(str(resources.files("netmeet_tui.policy") / "packs" / "standard"))
    return folder / "plans"


def read_plans(pack: Pack, paths: Iterable[Path]) -> tuple[list[Plan], list[str]]:
    """Every plan that can be read, each file once, and what is wrong with the others."""
    from netmeet_tui.policy.planfile import PlanError, plan_files, read, twice

    found: dict[Path, str] = {}
    plans: list[Plan] = []
    problems: list[str] = []
    for path in paths:
        try:
            listed = [(str(path), path)]
            if path.is_dir():
                listed = [(str(path / name), path / name) for name, _ in plan_files(path)]
        except PlanError as error:
            problems += error.problems
        except (OSError, ValueError) as error:
            problems.append(f"{_plain(path)}: it cannot be read ({getattr(error, 'strerror', None) or error})")
        else:
            for shown, file in listed:
                found.setdefault(file.absolute(), shown)
    for file, shown in found.items():
        try:
            plans.append(read(file, pack, shown))
        except PlanError as error:
            problems += error.problems
    return plans, problems + twice(plans)


def _plain(path: Path) -> str:
    from netmeet_tui.policy.written import plain

    return plain(str(path))
