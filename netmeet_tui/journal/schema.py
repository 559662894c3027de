"""The tables, as sqlite-utils migrations. A migration that was ever released is never changed.

Import this only when a vault is opened: it brings sqlite-utils.
"""

from __future__ import annotations

# The driver has to be in place before sqlite-utils is imported.
from netmeet_tui.journal.sqlcipher import stamp  # isort: split

from sqlite_utils import Database, Migrations

REGISTER = 0x6E6D7401  # "nmt" and a number, in the file's header
MEETING = 0x6E6D7402

register = Migrations("netmeet.register")
meeting = Migrations("netmeet.meeting")


@register()
def open_meetings(db: Database) -> None:
    """Which meetings are open: ``began`` is the ISO time that the caller gave."""
    db.table("meeting").create({"id": str, "began": str}, pk="id", not_null={"id", "began"})
    stamp(db, REGISTER)


@register()
def nothing_of_a_meeting_but_its_number(db: Database) -> None:
    """When it began is kept with its key, which goes when the meeting ends; a copy of this file has not got it."""
    db.table("meeting").transform(drop={"began"})


@register()
def kept_of_meetings_that_ended(db: Database) -> None:
    """A log of what was kept, kept longer and erased, each row tied to the one before (``kept.py``)."""
    columns = {"seq": int, "id": str, "what": str, "day": str, "review_on": str}
    columns |= {"record": bytes, "digest": bytes, "link": bytes}
    db.table("kept").create(columns, pk="seq", not_null=columns.keys() - {"seq", "record"})


@register()
def meetings_that_are_to_come(db: Database) -> None:
    """When and where meetings are to be held: until they are over, and in no backup (``ahead.py``)."""
    db.table("ahead").create({"id": str, "record": bytes}, pk="id", not_null={"id", "record"})


@register()
def how_what_is_kept_stands(db: Database) -> None:
    """Beside the log of what is kept: how each record stands, found without reading the log (``standing.py``)."""
    columns = {
        "seq": int,
        "id": str,
        "kept_on": str,
        "review_on": str,
        "erased_on": str,
        "outcome": str,
        "last": int,
    }
    standing = db.table("standing")
    standing.create(columns, pk="seq", not_null=columns.keys() - {"seq"})
    standing.create_index(["id"], unique=True)
    for names in (["last"], ["kept_on", "seq"], ["review_on", "seq"], ["outcome", "kept_on", "seq"]):
        standing.create_index(names)


@register()
def notes_about_the_work(db: Database) -> None:
    """What facilitators learned: no table of this file tells of which meeting (``notes.py``)."""
    db.table("note").create({"id": str, "record": bytes}, pk="id", not_null={"id", "record"})


@meeting()
def events_and_identity(db: Database) -> None:
    """The chain of records, and beside it the identity that can be taken back (D-4)."""
    db.table("event").create({"seq": int, "record": bytes, "link": bytes}, pk="seq", not_null={"record", "link"})
    # Text is kept as bytes: salt, then UTF-8 (``sealed.py``). Beside a link stands a digest of what is sealed.
    db.table("sealed").create({"scope": str, "field": str, "text": bytes}, pk=("scope", "field"), not_null={"text"})
    stamp(db, MEETING)
