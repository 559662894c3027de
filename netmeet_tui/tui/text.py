"""What stands on every screen, and on a step: in one place to translate.

What only one screen says is in a file beside this one, ``..._text.py``; the words of the policy are in the pack.
"""

from typing import Final

from netmeet_tui import card999
from netmeet_tui.catalogue import _
from netmeet_tui.tui.keys import Key

# Every screen
NAME: Final = "netmeet"
TOO_SMALL: Final = _(
    "Please make this window larger: at least 60 columns and 20 rows. Nothing is lost. Press 9 for the 999 card."
)
DO: Final = "•"
BACK: Final = _("back")
WRITE: Final = _("write")
WRITE_HELP: Final = _("Write in the first field. Enter goes on to the next one, Esc leaves the fields.")
IN_A_FIELD: Final = (
    Key("enter", "", _("next"), _("Keep what you wrote and go on to the next field.")),
    Key("escape", "", _("done writing"), _("Keep what you wrote and leave the field.")),
)
WEEKDAYS: Final = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
NOT_IN_PRACTICE: Final = _("This is practice: nothing is written to a file here.")
NO_VAULT: Final = _("Nothing that is kept on this computer is open just now: please unlock it first.")
POLICY_UNREAD: Final = _("One moment: the policy is still being read.")
POLICY_BENEATH: Final = _("The policy is open beneath this screen: leave this one, and you are there.")

# Help
HELP_TITLE: Final = _("Keys on this screen")
HELP_NOW: Final = _("Those with a dot do nothing just now.")
HELP_ALSO: Final = _("Also {keys}.")
HELP_WRITING: Final = _("While you write in a field")

# Closing netmeet
LEAVE_TITLE: Final = _("Close netmeet?")
LEAVE_OPEN: Final = _("The meeting stays open and safe on this computer. The next start comes back to this screen.")
LEAVE_MEMORY: Final = _("This meeting is kept in memory only. If you close netmeet now, it is gone.")
LEAVE_CHOICES: Final = (_("Close netmeet"), _("Stay here"))

# Locking
LOCKED_BY_KEY: Final = _("You locked it.")
LOCKED_IDLE: Final = _("No key was pressed for a while, so it locked.")
LOCKED_ASLEEP: Final = _("The computer slept or stood still, or its screen was locked, so this locked as well.")
LOCK_SOON: Final = _("No key was pressed for a while: in a minute this locks. Press Space to keep it open.")

# Going on without saving
OR_MEMORY: Final = _("Or press F2 to go on in memory only.")
CARRY_TITLE: Final = _("Go on in memory only?")
CARRY_LINES: Final = _(
    "This computer cannot save just now. The meeting can go on as it is, but nothing more is saved, and closing "
    "netmeet or a crash would lose it. What was saved before is erased when the meeting ends."
)
CARRY_CHOICES: Final = (_("Go on in memory only"), _("Not yet: back, and try again"))
CARRIED_WITHOUT_SEALED: Final = _(
    "From here on, nothing is saved. What was written for a call could not be read any more: please ask again."
)

# 999
CARD: Final = card999.card(_)

# A concern
ABOUT: Final = _("about {seat}")
CLOSED: Final = _("done")
PARKED: Final = _("paused")
LEFT_OPEN: Final = _("left open")
STEP_AT: Final = _("at: {step}")
MINUTES: Final = _("{minutes} min")
HOURS: Final = _("{hours} h {minutes:02} min")
DATED: Final = _("Policy version {version}, {dated}")
NOT_OPEN: Final = _("Not open here")
NOTHING_YET: Final = _("Nothing yet.")
CALL_TO: Final = _("To: {route}")
AGREED: Final = _("Agreed: {agreed}")
GROUND: Final = _("Because: {ground}")
OUTCOME: Final = _("What came of it: {outcome}")
KEPT_BACK: Final = _("Stays here: {agreed}")
SCOPE: Final = {
    "own-life-exception": _("Only what they told us themselves, and nothing from anyone else."),
    "child-duty": _("Only what helps to protect them."),
    "serious-harm": _("Only what is needed to keep somebody safe."),
}
WHAT_WAS_DONE: Final = _("So far")
OTHER_LANES: Final = _("Also open")

# A step
COULD_SAY: Final = _("You could say")
DUTY: Final = {"must": _("Must"), "may": _("May"), "cannot": _("Cannot")}
SEALED: Final = _("Only for this call; gone when the meeting ends")
READ_BACK: Final = _("Now ask them to say it back to you.")

# The keys of a step
PHONE_KEY: Final = _("numbers")
PHONE_KEY_HELP: Final = _("Whom to ring: the number, a code for a phone’s camera, and what to say first.")
PHONE_IN_CASE: Final = _("their in-case card")
PHONE_IN_CASE_THERE: Final = _("i: fill in from their in-case card")
PHONE_IN_CASE_HELP: Final = _("Take over what they put on their in-case card, into the fields that are empty.")
GP_NATION: Final = _("other nation")
GP_NATION_HELP: Final = _("Ask about a practice in another nation: it may not be where the meeting is.")
HOLD_KEY: Final = _("who holds it")
HOLD_HELP: Final = _("Which of you holds this concern: the first, the second, nobody in particular.")
OPEN_VIEW_KEY: Final = _("together")
OPEN_VIEW_HELP: Final = _("This step in large words, to be read together. The same keys answer.")
READER_KEY: Final = _("reader")
READER_HELP: Final = _("Only the words to say, for the one of you who reads while the other talks.")
