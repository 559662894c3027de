"""What there is to say about coming meetings, in one place to translate; the screens' own words are elsewhere."""

from __future__ import annotations

from typing import Final

from netmeet_tui.catalogue import _

MODES: Final = {"in-person": _("in person"), "online": _("online"), "phone": _("by phone")}
NATIONS: Final = {
    "ENG": _("England"),
    "WLS": _("Wales"),
    "SCT": _("Scotland"),
    "NIR": _("Northern Ireland"),
    "unset": _("no nation set"),
}

# What a person typed
NO_MOMENT: Final = _(
    "The day and the time could not be read: please write them like 2026-11-24 14:00 or 24/11/2026 14:00."
)
NO_SUCH_DAY: Final = _("There is no such day or time: please look at it once more. The day comes before the month.")
NO_SUCH_HOUR: Final = _("The clocks go forward in that hour, so there is no such time: please choose another one.")
LONG_PAST: Final = _("That day is over: please look at the day and the year.")
FAR_AHEAD: Final = _("That is more than two years away: please look at the year.")
NO_LENGTH: Final = _("How long it lasts is a number of minutes, from 5 to {most}, or nothing.")
LONG_PLACE: Final = _("The place is too long: please use at most {most} letters.")

# A calendar file
NO_PATH: Final = _("Please write where the calendar file is.")
NOT_THERE: Final = _("There is no file {file}: please look at the name, and at the folder.")
LEADS_NOWHERE: Final = _("The file {file} is a link that leads nowhere: please choose the calendar file itself.")
NO_FILE: Final = _("What is at {file} is no file: please choose a calendar file, which mostly ends in .ics.")
CANNOT_READ: Final = _("The file {file} cannot be read: please look whether you may open it.")
TOO_LARGE: Final = _(
    "The file {file} is larger than 2 MB: please save fewer months from your calendar, and try that file."
)
NOT_TEXT: Final = _("The file {file} is not UTF-8 text: please save the calendar once more, as an .ics file.")
NO_CALENDAR: Final = _("The file {file} is no calendar file, or a part is missing: please save it once more.")
TOO_MANY: Final = _(
    "The file {file} holds more entries than can be looked at: please save fewer months from your calendar."
)
NO_ZONE: Final = _(
    "Entry {entry} of {file} has a time zone that is not known here: please set a usual one, such as London."
)
NO_START: Final = _("Entry {entry} of {file} does not say when it starts: please mend it in your calendar.")
ENDS_BEFORE: Final = _("Entry {entry} of {file} ends before it starts: please mend it in your calendar.")
TWICE: Final = _(
    "Entry {entry} of {file} is there twice: please save the calendar once more, or take one of the two out."
)
TOO_OFTEN: Final = _(
    "Entry {entry} of {file} repeats too often to be a meeting: please mend it in your calendar, or take it out."
)
UNREADABLE: Final = _(
    "Entry {entry} of {file} cannot be understood: please mend it in your calendar, or take it out."
)
