"""What the records of meetings that ended say, in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _, many

# The list
RECORDS_WHERE: Final = _("records of earlier meetings")
RECORDS_OPEN: Final = _("show")
RECORDS_OPEN_HELP: Final = _("Show the marked record, and what can be done with it.")
RECORDS_MOVE: Final = _("move")
RECORDS_MOVE_HELP: Final = _("Up and down: mark another record.")
RECORDS_DUE: Final = _("only due")
RECORDS_DUE_HELP: Final = _("Only those that are due for review, what waits longest first; once more shows all.")
RECORDS_YEAR: Final = _("year")
RECORDS_YEAR_HELP: Final = _("Only those that were kept in one year; once more, in the year before.")
RECORDS_OUTCOME: Final = _("what came of it")
RECORDS_OUTCOME_HELP: Final = _("Only those of which one thing came; once more, the next thing.")
RECORDS_ALL: Final = _("all")
RECORDS_ALL_HELP: Final = _("All records again, the latest first.")
RECORDS_BACK: Final = _("back")
RECORDS_BACK_HELP: Final = _("Back to the first screen.")
RECORDS_ONLY: Final = _("Only: {only}")
RECORDS_ONLY_DUE: Final = _("due for review")
RECORDS_NONE: Final = _(
    "No record is kept on this computer. At the end of a meeting you are told whether anything of it is kept."
)
RECORDS_NONE_SUCH: Final = _("There is none of this sort. a shows all of them.")
RECORDS_ERASED: Final = _("erased on {day}")
RECORDS_GONE: Final = _("This one was erased on {day}. That there was one is all that is left.")
RECORDS_UNREADABLE: Final = _("cannot be read")
RECORDS_NO_OUTCOME: Final = _("nothing came of it before the end")
RECORDS_UNTIL: Final = _("review on {day}")
RECORDS_DUE_SINCE: Final = _("due for review since {day}")


def records_there(count: int) -> str:
    """How many records there are."""
    return many("one record", "{count} records", count).format(count=f"{count:,}")


# One record
RECORD_BACK_HELP: Final = _("Back. All that is left stays as it is.")
RECORD_REST: Final = _("the rest")
RECORD_REST_HELP: Final = _("Down and up: the rest of what was kept.")
RECORD_KEPT: Final = _("Kept on {kept}, for review on {review}.")
RECORD_EXPORT: Final = _("Write it into a file, to print or to give to somebody")
RECORD_TO_LIST: Final = _("Back to the list")
RECORD_GONE: Final = _("This record cannot be read any more, so nothing was written.")

# Into a file
EXPORT_WHERE: Final = _("into a file")
EXPORT_TITLE: Final = _("Write this record into a file")
EXPORT_WHAT: Final = _(
    "It tells what was chosen and when, and what the policy says about it. It holds no name, and nothing of what "
    "anybody said: none of that was kept."
)
EXPORT_OPEN: Final = _(
    "The file is not encrypted: whoever has it can read it. netmeet does not know of it later, and erasing the "
    "record does not erase the file."
)
EXPORT_FILE: Final = _("The file")
EXPORT_FILE_HINT: Final = _(".pdf to read and print; .json to be checked against this computer later.")
EXPORT_CHANGE: Final = _("change the file")
EXPORT_CHANGE_HELP: Final = _("Write another name for the file.")
EXPORT_SCROLL_HELP: Final = _("Down and up: what there is no room for.")
EXPORT_BACK_HELP: Final = _("Leave the field; once more, back without writing anything.")
EXPORT_CHOICES: Final = (_("Write it for the person"), _("Write it for the safeguarding lead"), _("Not now"))
EXPORT_TAKEN: Final = _("There is a file of that name")
EXPORT_TAKEN_CHOICES: Final = (_("Put this one in its place"), _("Back, to give it another name"))

# Due for review
REVIEW_WHERE: Final = _("due for review")
REVIEW_OF: Final = _("{number} of {of}")
REVIEW_UNREADABLE: Final = _(
    "A record that was kept on {day}. It cannot be read: it was changed, or is of a newer netmeet."
)
REVIEW_ERASE: Final = _("Erase it")


def keep_another(months: int) -> str:
    """The choice that keeps a record as long again."""
    return many("Keep it another month", "Keep it another {count} months", months).format(count=months)


REVIEW_NOT_NOW: Final = _("Not now")
REVIEW_ERASE_TITLE: Final = _("Erase this record?")
REVIEW_ERASE_LINES: Final = _(
    "After this, nobody can read it. That there was one, and when it was erased, stays noted."
)
REVIEW_ERASE_CHOICES: Final = (_("Erase it"), _("Back to it"))
