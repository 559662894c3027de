"""What is said around a call, in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _

# Whom to ring
PHONE_WHERE: Final = _("whom to ring")
PHONE_OF: Final = _("{number} of {of}")
PHONE_BACK_HELP: Final = _("Back to where you were. Nothing is noted.")
PHONE_NEXT: Final = _("another one")
PHONE_NEXT_HELP: Final = _("Right and left: the next one who may be rung.")
PHONE_CODE: Final = _("large code")
PHONE_CODE_HELP: Final = _("The code by itself, as large as it fits. The same key brings the card back.")
PHONE_SCROLL: Final = _("the rest")
PHONE_SCROLL_HELP: Final = _("Down and up: the rest of the card.")
PHONE_TEXT_TO: Final = _("Send a text to")
PHONE_GO_TO: Final = _("Open")
PHONE_POINT: Final = _("Point a phone’s camera at the code, and it offers to dial.")
PHONE_POINT_TEXT: Final = _("Point a phone’s camera at the code, and it offers to write.")
PHONE_SAY: Final = _("Say this first")
PHONE_ASKS: Final = _("They will ask")
PHONE_MAY_ASK: Final = _("They may ask")
PHONE_USUAL_ASKS: Final = _("what is happening, where, and which number you are on.")
PHONE_FOR: Final = _("For")
PHONE_HOURS: Final = _("Hours")
PHONE_CALLERS: Final = _("Who may ring")
PHONE_BSL: Final = _("In sign language")
PHONE_TYPED: Final = _("By text or typing")
PHONE_NO_VOICE: Final = _("Without a voice")
PHONE_KNOWN: Final = _("How this is known")
PHONE_AGAIN: Final = _("to be checked again by {day}")
PHONE_DIRECTORY: Final = _("Directory of {day}")
PHONE_LEAD: Final = _("Your safeguarding lead")
PHONE_LEAD_SAY: Final = _("Say what, never who.")
PHONE_MISSING: Final = {
    "gp": _(
        "The number of a practice is not kept here. The person may know it, or a letter from the practice has it."
    ),
    "children": _(
        "Your organisation has entered no number for children’s services. The council where the child is has one; "
        "the NSPCC can say which it is, and the police can act at any hour."
    ),
}
PHONE_MISSING_OTHER: Final = _("Your organisation has entered no number for this.")
PHONE_MISSING_TITLE: Final = {"gp": _("Their practice"), "children": _("Children’s services")}
PHONE_RING: Final = _("Ring {service}: {number}")
PHONE_RING_TEXT: Final = _("Write to {service}: {number}")
PHONE_MORE: Final = _("t: code and card")

# Is the practice likely to answer?
GP_OPEN_LIKELY: Final = _("The calendar says: likely to answer. {because}")
GP_CLOSED: Final = _("The calendar says: closed. {because}")
GP_UNKNOWN: Final = _("The calendar cannot tell. {because}")
GP_NEXT: Final = _("Likely to answer next: {when}.")
GP_YOURS: Final = _("It is yours to decide.")
GP_MARK: Final = _("◂ the calendar says this")
GP_ASKED: Final = _("Asked about: {nation}.")
GP_OTHER: Final = _("→: another nation.")
GP_ANYWHERE: Final = _("any nation")
WEEKDAY_AND_TIME: Final = _("{weekday} {day}, {time}")

# Who now knows what
KNOWN_NOBODY: Final = _("Nobody outside has been told anything.")
KNOWN_AT: Final = _(", {time}")
KNOWN_CAME: Final = {
    "accepted": _("they took it on"),
    "advice": _("they gave advice"),
    "not-accepted": _("they heard it, and did not take it on"),
    "withdrawn": _("the call was stopped when they said stop"),
    "themselves": _("in their own words"),
}
KNOWN_SAID: Final = _("What was said")
KNOWN_SAID_999: Final = _("what 999 asked for: where help is needed, and what is happening")
KNOWN_IDENTITY: Final = _("Who they are")
KNOWN_NAMED: Final = {
    "who": _("their name was on the sheet"),
    "practice": _("their practice was on it"),
    "where": _("the place was on it"),
}
KNOWN_UNNAMED: Final = _("not on the sheet, so nobody was told")
KNOWN_IDENTITY_STOPPED: Final = _("tell them what had been said by then")
KNOWN_KEPT: Final = _("Kept back")
KNOWN_COMES: Final = _("What may come next")
KNOWN_NEXT: Final = {
    "gp": _("Their practice may ring them, or ask them to come in."),
    "emergency-services": _("A crew or the police may come, or ring."),
    "chosen-person": _("The person they chose may get in touch."),
    "urgent-health": _("A nurse or somebody from a local team may ring."),
    "police": _("The police may get in touch, and may tell other services."),
    "childrens-services": _("Somebody who protects children may get in touch, and may talk with others."),
    "nspcc": _("The NSPCC may tell children’s services or the police, who may get in touch."),
}
