"""``netmeet policy init``: a copy of the policy to make one's own."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import PACK_OPTION, Refused

NAMES = """\
# Whose policy this is. Change these four; `format` is for the program.
#     name      a short name without blanks, as you would name a file
#     title     as people should read it
#     version   raise it whenever you change something
#     dated     the day on which this version was decided
# What may be changed elsewhere, and what the proof refuses, is told in README.txt.
"""

AMENDMENT = """
# What your organisation has decided beyond a clause as it is written. Take the marks away, and say what and who:
# [[amendments]]
# clause = "C-25"
# says = "Urgent mental health services may be told as well."
# decided_by = "The board"
# decided_on = "2026-11-22"
# adds_recipients = ["urgent-health"]
"""

README = """\
Your organisation's own policy
==============================

This is a copy of the policy that netmeet runs. Change it here as you like: netmeet does not run what is in this
folder. When somebody adopts it, netmeet keeps a copy of its own and runs that.

  pack.toml       whose policy this is, its version and its day
  settings.toml   what the organisation decides; the first value of each holds if nobody says otherwise
  words.toml      every word of the screens
  clauses.toml    the clauses of the policy, each with its sentence
  flow.toml       what may happen next
  plans/          tests of the policy for trainers to read and write: a way through it, and what has to hold there

Start with pack.toml and words.toml. Comments in the files say what each part is for.


What you may change
-------------------

  * names, titles, and all words, in plain language that the person concerned could read over your shoulder
  * the value of a setting that holds, by putting it first: whether the own-life exception may be used and who
    decides, from when on a child is protected by telling someone, another adult in danger, what is kept, two
    facilitators or one, whether people under 18 attend, the nation
  * the steps: add some, word them anew, lead from one to another in another way
  * what the law leaves open: `contested` in settings.toml is a question to put to whoever advises you. The answer,
    and who gave it, is told to each computer in its own settings, [decided]; `netmeet doctor` shows what is missing
  * whom the own-life exception may tell, as an amendment: pack.toml has an example
  * the plans: add those that matter to you, change those that no longer say what you mean


What the proof refuses
----------------------

Before anything is adopted, every state that a meeting could get into is looked at. It refuses a policy

  * that takes 999 away, moves it, or makes ringing 999 in an emergency wait for a yes
  * that scores, grades or ranks a person, or uses words that hurt
  * whose texts do not fit their place on the screen, or are hard to understand when they are said aloud
  * that asks for a name, an address or the like before somebody has to be told
  * that does by itself what facilitators may decide to do, or leaves them no way not to
  * that hides “not sure”
  * that takes leaving for a no
  * in which somebody can get stuck, or a concern cannot come to an end

It says what is wrong, and the shortest way there.


How to go on
------------

{commands}

The last one asks for your name, because somebody answers for a policy. It is kept with the day. Nothing changes for
a meeting that is open: it ends under the policy that it was begun under.
"""


@click.command(cls=Command, examples=["netmeet policy init our-policy"])
@click.argument("target", metavar="DIR", shell_complete=complete.folders, type=click.Path(path_type=Path))
@PACK_OPTION
def init(target: Path, folder: Path | None) -> None:
    """Write a copy of the policy into the folder DIR, to make it your organisation's own.

    The folder must be new or empty. Nothing changes until you adopt it.
    """
    from netmeet_tui.packfiles import Files
    from netmeet_tui.policy.load import PackError, load

    standard = resources.files("netmeet_tui.policy") / "packs" / "standard"
    try:
        files = Files.read(standard if folder is None else folder)
        load(files)
    except (OSError, PackError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise Refused(f"The policy in {standard if folder is None else folder} cannot be copied: {said}.") from None
    commands = [f"netmeet policy {what}" for what in _next(target)]
    data = {**files.data, "README.txt": README.format(commands="\n".join(f"  {c}" for c in commands)).encode()}
    if folder is None:
        data["pack.toml"] = _to_fill_in(data["pack.toml"].decode()).encode()
    _write(target, data)
    click.echo(f"A copy of the policy is in {target}. Start with pack.toml and README.txt; then:")
    for command in commands:
        click.echo(f"  {command}")


def _next(target: Path) -> tuple[str, ...]:
    shown = f'"{target}"' if re.search(r"[^\w./\\:~-]", str(target)) else str(target)
    return (f"check {shown}", f"test --pack {shown}", f'adopt {shown} --name "Your full name"')


def _to_fill_in(pack: str) -> str:
    """The shipped pack.toml with the organisation's name to fill in."""
    pack = re.sub(r"(?m)^name = .*$", 'name = "our-organisation"', pack, count=1)
    pack = re.sub(r"(?m)^title = .*$", 'title = "The confidentiality policy of OUR ORGANISATION"', pack, count=1)
    return NAMES + pack.rstrip("\n") + "\n" + AMENDMENT


def _write(target: Path, data: Mapping[str, bytes]) -> None:
    """Write files into a new or empty folder, or leave nothing behind. Raises Refused."""

    made: list[Path] = []
    try:
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()):
            raise Refused(f"There is something in {target} already: please name a folder that is new or empty.")
        for name, content in data.items():
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            made.append(path)
            path.write_bytes(content)
    except (FileExistsError, NotADirectoryError):
        raise Refused(f"{target} is not a folder: please name one that is new or empty.") from None
    except OSError as error:
        for path in made:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        raise Refused(f"The policy cannot be written into {target}: {error.strerror}.") from None
