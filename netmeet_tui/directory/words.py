"""What the directory says by itself; the words of a service stand with it, in its file."""

from __future__ import annotations

from typing import Final

from netmeet_tui.catalogue import _

NATIONS: Final = {"ENG": _("England"), "WLS": _("Wales"), "SCT": _("Scotland"), "NIR": _("Northern Ireland")}

RECIPIENTS: Final = {
    "emergency": _("A life in danger now"),
    "gp": _("Their GP"),
    "urgent-health": _("Urgent help with health"),
    "children": _("To protect a child"),
    "adults": _("Care and safety of adults"),
    "police": _("The police, when it is not an emergency"),
    "listening": _("Someone who listens"),
    "other": _("Others"),
}
"""What services are for, in the order in which they are shown."""

GAP: Final = _("Your organisation has not confirmed a number for this yet.")
"""In place of a number that nobody has seen on a page, and nobody has confirmed (grade C)."""

GAP_MORE: Final = _("One more number for this has not been confirmed yet.")
"""The same, where there are others."""

WAITS: Final = _("not confirmed yet: not shown in a meeting")

GRADES: Final = {
    "A": _("from an official page, or the service’s own"),
    "B": _("from another page: look it up before you rely on it"),
    "C": _("not seen on a page: somebody has to confirm it first"),
    "own": _("your organisation’s own"),
}

CONFIRMED: Final = _("confirmed by {who} on {day}")
VOUCHED: Final = _("{who} vouches for it")
PAST: Final = _("This was due to be checked again on {day}.")
VERIFIED: Final = _("checked on {day}")
AGAIN: Final = _("by {day}")

ALWAYS: Final = _("day and night")
UNKNOWN: Final = _("not known")
CLOSED: Final = _("closed")
DAYS: Final = {
    "mon": _("Mon"),
    "tue": _("Tue"),
    "wed": _("Wed"),
    "thu": _("Thu"),
    "fri": _("Fri"),
    "sat": _("Sat"),
    "sun": _("Sun"),
}
ON_BANK_HOLIDAYS: Final = {
    "closed": _("closed on bank holidays"),
    "as-usual": _("the same on bank holidays"),
    "unknown": _("bank holidays not known"),
}
CALLERS: Final = {
    "individual": _("people themselves"),
    "worried-other": _("somebody who is worried about them"),
}
HANDOVER: Final = {
    "yes": _("you, for somebody else"),
    "no": _("not meant for you to hand somebody over"),
    "unknown": _("whether you may hand somebody over is not known"),
}
TEXT: Final = _("text {number}")

# When a practice is likely to answer
BANK_HOLIDAY: Final = _("It is a bank holiday in {nation}.")
WEEKEND: Final = _("Practices in {nation} are shut at weekends.")
OUT_OF_HOURS: Final = _("Practices in {nation} are usually shut at this hour: most answer from {opens} to {shuts}.")
USUAL_HOURS: Final = _("Practices in {nation} usually answer from {opens} to {shuts}. This one may not.")
ALL_WEEKEND: Final = _("Practices are shut at weekends.")
ALL_BANK_HOLIDAY: Final = _("It is a bank holiday in all of the United Kingdom.")
ALL_SHUT: Final = _("Practices are usually shut at this hour.")
ALL_USUAL: Final = _("Practices usually answer at this hour. This one may not.")
NATIONS_DIFFER: Final = _("It depends on the nation, and none is set here.")
NO_CALENDAR: Final = _("netmeet does not know the bank holidays of this year.")
NO_NATION: Final = _("netmeet does not know this nation.")

# A record, line by line
SAY: Final = _("Say first")
ONLY: Final = _("For")
HOURS: Final = _("When")
WHO: Final = _("Who may ring")
WITHOUT: Final = _("Their yes")
WITH_A_YES: Final = _("always needed")
NOT_NEEDED: Final = _("not needed when a life is in danger now")
MAY_BE: Final = _("mostly needed; the policy says when it is not")
BSL: Final = _("In sign language")
BY_TEXT: Final = _("By text")
NO_VOICE: Final = _("Without speaking")
WHERE: Final = _("Where")
KNOWN: Final = _("How we know")
SOURCE: Final = _("From")
CHECK: Final = _("Look again")
COMPILED: Final = _("built into netmeet: nothing can change it")

# What can be wrong with an entry: the end of a sentence about one of its keys
NO_ENTRY: Final = _("it is no entry: each one begins with [[service]]")
NEEDED: Final = _("it is needed, and not there")
NOT_YOURS: Final = _("only entries that come with netmeet have one")
NOT_SHIPPED: Final = _("nothing with this id comes with netmeet; `netmeet directory list` names all")
TWICE: Final = _("there are two entries with this id")
BUILT_IN: Final = _("999 and 112 are built in, and can stand in no entry")
CALLED_999: Final = _("no other number may be called 999 or 112")
ID_TAKEN: Final = _("it comes with netmeet; choose another one for yours")
BEFORE_VERIFIED: Final = _("it is before the day on which the number was checked")
CALL_OR_TEXT: Final = _("an entry of your own is for a call or a text")
NEVER_WITHOUT: Final = _("only a GP, the police and who protects children may be told without a yes")
NOT_SHOWN: Final = _("it has blanks at its ends, or a sign in it that cannot be shown")
BLANK: Final = _("it is blank; leave it out where it is not known")
TOO_LONG: Final = _("it is too long for its place")
SHORT_NAME: Final = _("use small letters, digits and - only")
TIMES: Final = _('write "09:00-17:00" or "closed"')
NO_NUMBER: Final = _(
    "this is no telephone number that is known in the United Kingdom; look for a digit too many or too few"
)
