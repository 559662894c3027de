"""``netmeet policy paper``: the policy as two sides of A4, for when there is no laptop."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import PACK_OPTION, Refused, pack_in

if TYPE_CHECKING:
    from netmeet_tui.policy.pack import Pack


@click.command(cls=Command, examples=["netmeet policy paper policy.pdf"])
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.pdf")
@PACK_OPTION
@click.option(
    "--set",
    "settings",
    multiple=True,
    shell_complete=complete.policy_settings,
    metavar="KEY=VALUE",
    help="A setting, where it is not as shipped.",
)
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The date to print; today's otherwise.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def paper(file: Path, folder: Path | None, settings: tuple[str, ...], day: datetime | None, force: bool) -> None:
    """Write the policy as a PDF of two sides of A4, black on white."""
    from netmeet_tui.report.paper import CannotPrint
    from netmeet_tui.report.paper import paper as printed

    pack = pack_in(folder)
    chosen = _chosen(pack, settings)
    if file.exists() and not force:
        raise Refused(f"{file} is there already; nothing was written. With --force it is replaced.")
    try:
        content = printed(pack, (day or datetime.now()).date(), chosen)
    except CannotPrint as error:
        raise Refused(f"{error} Nothing was written.") from None
    _write(file, content)
    click.echo(f"Written to {file}. Print it on both sides of one sheet.")


def _chosen(pack: Pack, settings: tuple[str, ...]) -> dict[str, str]:
    """The settings as given. Raises WrongWord, which names what there is."""
    from netmeet_tui.cli.policy.printed import WrongWord

    chosen: dict[str, str] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals:
            raise WrongWord(f"“{setting}” is no setting; write it as KEY=VALUE.")
        if key in chosen:
            raise WrongWord(f"{key} is set twice.")
        chosen[key] = value
    try:
        pack.given(chosen)
    except ValueError as error:
        raise WrongWord(f"This cannot be set: {error}.") from None
    return chosen


def _write(file: Path, content: bytes) -> None:
    """Write beside the file, then put it in its place: there is a whole file or none. Raises Refused."""
    from tempfile import NamedTemporaryFile

    beside: Path | None = None
    try:
        with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as waiting:
            beside = Path(waiting.name)
            waiting.write(content)
        beside.chmod(0o644)
        beside.replace(file)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise Refused(f"The paper could not be written to {file}: {_why(error, file)}.") from None


def _why(error: OSError, file: Path) -> str:
    """What stood in the way, in plain words."""
    import errno

    reasons = {
        errno.ENOENT: f"the folder {file.parent} is not there",
        errno.ENOTDIR: f"{file.parent} is not a folder",
        errno.EACCES: f"you may not write in the folder {file.parent}",
        errno.EPERM: f"you may not write in the folder {file.parent}",
        errno.EROFS: f"the folder {file.parent} can only be read",
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "there is no room left for your files",
        errno.EISDIR: "it is a folder",
        errno.ENAMETOOLONG: "its name is too long",
    }
    return reasons.get(error.errno or 0, error.strerror or "the system did not say why")
