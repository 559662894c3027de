"""``netmeet directory check``, ``confirm`` and ``template``: an organisation's own entries."""

from __future__ import annotations

from pathlib import Path

import click

from netmeet_tui.cli import complete
from netmeet_tui.cli.directory.show import today
from netmeet_tui.cli.lazy import Command
from netmeet_tui.cli.policy.packs import Refused

TEMPLATE = """\
# A service of your own. Put this into {path}, fill it in, and run `netmeet directory check`.
# Take a line out where something is not known: nothing may be blank. 999 and 112 need no entry.

[[service]]
id = ""                     # a short name of your own: small letters, digits and -
label = ""                  # who it is, as people should read it
number = ""                 # try it before you put it down
recipient = ""              # gp, urgent-health, children, adults, police, listening or other
nations = ["ENG"]           # where it serves: ENG, WLS, SCT, NIR
area = ""                   # which part of it, where it does not serve all
say = ""                    # what to say first, or which option to choose
only = ""                   # what it is for, in a few words
by = "call"                 # or "text"
hours = ""                  # "always", words of your own, or a table as below
# hours = {{ mon = "09:00-17:00", tue = "09:00-17:00", wed = "09:00-17:00", thu = "09:00-17:00", \
fri = "09:00-16:30", sat = "closed", sun = "closed", bank_holidays = "closed" }}
who = {{ may_call = ["individual", "worried-other"], professional_handover = "yes" }}   # or "no", "unknown"
access = {{ bsl = "unknown", text = "unknown", no_voice = "unknown" }}   # in sign language, typed, without speaking
# without_consent = false   # where nobody is ever told without a yes; else the policy decides
vouched_by = ""             # who in your organisation answers for it
verified_on = {today}    # when somebody tried the number
verify_again_by = {again}
"""


@click.command(cls=Command, examples=["netmeet directory check", "netmeet directory check ours.toml"])
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
def check(file: Path | None) -> None:
    """Check your organisation's own entries, in FILE or where netmeet reads them.

    Exit status: 0 all can be used, 2 it cannot, with the entry and what is wrong with it.
    """
    from netmeet_tui import places
    from netmeet_tui.catalogue import many
    from netmeet_tui.cli.policy.printed import tell
    from netmeet_tui.directory.book import DirectoryError, contents, read
    from netmeet_tui.directory.record import past

    path = file or places.directory_file()
    try:
        there = contents(path) is not None
        directory = read(path)
    except DirectoryError as error:
        raise Refused(str(error)) from None
    if not there:
        if file is not None:
            raise Refused(
                f"There is no file {file}: `netmeet directory template` prints an entry to begin one with."
            )
        tell(f"There are no entries of your own ({path}). `netmeet directory template` prints one to fill in.\n")
        return
    own, confirmed = directory.own, [one for one in directory.services if one.confirmed_by]
    counted = many("{count} entry of your own", "{count} entries of your own", len(own)).format(count=len(own))
    tell(f"{path} can be used: {counted}, {len(confirmed)} confirmed.\n")
    for one in directory.services:
        if sentence := past(one, today()):
            tell(f"{one.id}: {sentence}\n")


@click.command(cls=Command, examples=['netmeet directory confirm lifeline --name "Your full name"'])
@click.argument("name", metavar="ID", shell_complete=complete.services)
@click.option("--name", "who", required=True, metavar="NAME", help="Your full name: who has tried the number.")
def confirm(name: str, who: str) -> None:
    """Put down that you have tried a number that comes with netmeet, and that it is right.

    A number that nobody saw on a page is shown in a meeting only after this. The name and the day are kept in
    directory.toml, beside the settings.
    """
    from netmeet_tui import places
    from netmeet_tui.cli.policy.printed import WrongWord, nearest, tell
    from netmeet_tui.directory.book import DirectoryError, spared
    from netmeet_tui.directory.change import confirm as write
    from netmeet_tui.directory.emergency import RESERVED
    from netmeet_tui.policy.written import plain

    ours = spared()
    service = ours.get(name.lower())
    if service is None or service.id in RESERVED:
        known = [one.id for one in ours.services]
        said = f"Nothing that can be confirmed has the id “{plain(name)}”{nearest(name, known)}"
        raise WrongWord(f"{said} `netmeet directory list` tells the ids.")
    who = " ".join(who.split())
    if not who or not who.isprintable() or len(who) > 60:
        raise WrongWord("Please give the name of somebody who answers for it, in up to 60 letters.")
    try:
        write(places.directory_file(), service.id, who, today())
    except DirectoryError as error:
        raise Refused(str(error)) from None
    tell(f"Noted: {who} has tried {service.shown} ({service.label}). It is to be looked at again in half a year.\n")


@click.command(cls=Command, examples=["netmeet directory template"])
def template() -> None:
    """Print an entry to fill in, with what each line means."""
    from netmeet_tui import places
    from netmeet_tui.cli.policy.printed import say
    from netmeet_tui.directory.book import CONFIRMED_FOR

    day = today()
    say(TEMPLATE.format(path=places.directory_file(), today=day, again=day + CONFIRMED_FOR))
