"""What the screens themselves say, in one place to translate; the words of the policy are in the pack."""

from typing import Final

from netmeet_tui.tui.keys import Key

NAME: Final = "netmeet"
TOO_SMALL: Final = (
    "Please make this window larger: at least 60 columns and 20 rows. Nothing is lost. Press 9 for the 999 card."
)
IN_A_FIELD: Final = (
    Key("enter", "", "next", "Keep what you wrote and go on to the next field."),
    Key("escape", "", "done writing", "Keep what you wrote and leave the field."),
)

IN_THE_REASON: Final = (
    Key("enter", "", "choose", "Keep the reason, and choose."),
    Key("escape", "", "back without choosing", "Back without choosing."),
)
IN_A_PASSPHRASE: Final = (
    Key("enter", "", "next", "The next field, or done."),
    Key("escape", "", "leave the field", "Leave the field."),
    Key("f2", "", "go on without saving", "A meeting that is kept in memory only."),
)

# Home
HOME_TITLE: Final = "For the people who hold network meetings"
HOME_OPENING: Final = "One moment: looking for meetings on this computer."
HOME_START: Final = "Start a meeting now"
HOME_RESUME: Final = "Go on with the meeting that began {when}"
HOME_UNLOCK: Final = "Unlock, to see whether a meeting is waiting"
HOME_MEMORY: Final = "Start a meeting kept in memory only: nothing is saved"
HOME_ERASE: Final = "Erase the meeting that began {when}: it cannot be opened"
HOME_DUE: Final = "{count} records of earlier meetings are due for review"
HOME_DUE_ONE: Final = "A record of an earlier meeting is due for review"
HOME_SOME_TIME: Final = "some time ago"
HOME_KEPT: Final = (
    "While a meeting is open, it is kept encrypted on this computer, so that a crash loses nothing. "
    "When it ends, it is erased; before that, you are told what is kept."
)
HOME_EMERGENCY: Final = "In an emergency press 9. On a phone, ring 999."
NO_VAULT: Final = "Nothing that is kept on this computer is open just now: please unlock it first."
NEVER_BEGUN: Final = "That meeting held nothing yet, so it was taken away: please start a new one."
ENDED_BEFORE: Final = "That meeting had been ended; the last of it has now been erased."
ERASE_TITLE: Final = "Erase this meeting?"
ERASE_LINES: Final = (
    "It could not be opened. A disk may fail for a moment, so trying once more is worth it. "
    "Erasing cannot be taken back."
)
ERASE_CHOICES: Final = ("Erase it", "Leave it where it is, and try it again")

# Passphrase
UNLOCK_WHERE: Final = "unlock"
UNLOCK_TITLE: Final = "Your passphrase"
UNLOCK_WHY: Final = (
    "It opens what this computer keeps of an open meeting. The twelve words of your recovery code do, too."
)
UNLOCK_FIELD: Final = "Passphrase"
UNLOCKED_BY_CODE: Final = (
    "Your recovery code has opened it. If you have forgotten the passphrase, choose a new one: run "
    "`netmeet vault passphrase` when there is time."
)
UNLOCK_BUSY: Final = "One moment: opening takes about a second."
CREATE_WHERE: Final = "first start"
CREATE_TITLE: Final = "Choose a passphrase for this computer"
CREATE_WHY: Final = (
    "It protects an open meeting if this computer is lost. Four words that you can remember are good. "
    "Nobody can find it out for you, so keep it somewhere safe."
)
CREATE_AGAIN: Final = "The same once more"
CREATE_SHORT: Final = "Please use at least {least} characters; four words are easy to remember."
CREATE_DIFFERENT: Final = "The two are not the same; please type them once more."
CREATE_BUSY: Final = "One moment: making it safe takes about two seconds."
MEMORY_LABEL: Final = "go on without saving"
MEMORY_HELP: Final = "Start a meeting that is kept in memory only: nothing is saved, and a crash would lose it."
LEAST: Final = 8

RECOVERY_WHERE: Final = "your recovery code"
RECOVERY_TITLE: Final = "Write these twelve words on paper"
RECOVERY_WHY: Final = (
    "If the passphrase is ever forgotten, they open what this computer keeps. They are shown only now. "
    "Keep the paper away from this computer."
)
RECOVERY_CHOICES: Final = (
    "They are on paper: start the meeting",
    "Not now: start the meeting without them",
)
RECOVERY_LATER: Final = "There is no recovery code. `netmeet vault recovery` makes one when there is time."

# Hiding and locking
LOCK_WHERE: Final = "locked"
LOCK_TITLE: Final = "Locked"
LOCK_WHY: Final = "What was open is closed, and safe on this computer. Unlocking comes back to the same screen."
LOCK_UNLOCK: Final = "Unlock"
LOCK_NO_KEYRING: Final = "The keyring does not open it just now: please type your passphrase."
LOCKED_ENDED: Final = "The meeting that was open here has been ended in another window, and erased."
LOCKED_BY_KEY: Final = "You locked it."
LOCKED_IDLE: Final = "No key was pressed for a while, so it locked."
LOCKED_ASLEEP: Final = "The computer slept or stood still, or its screen was locked, so this locked as well."
LOCK_SOON: Final = "No key was pressed for a while: in a minute this locks. Press Space to keep it open."

# Going on without saving
OR_MEMORY: Final = "Or press F2 to go on in memory only."
CARRY_TITLE: Final = "Go on in memory only?"
CARRY_LINES: Final = (
    "This computer cannot save just now. The meeting can go on as it is, but nothing more is saved, and closing "
    "netmeet or a crash would lose it. What was saved before is erased when the meeting ends."
)
CARRY_CHOICES: Final = ("Go on in memory only", "Not yet: back, and try again")
CARRIED_WITHOUT_SEALED: Final = (
    "From here on, nothing is saved. What was written for a call could not be read any more: please ask again."
)

# The meeting
MEETING: Final = "Meeting"
BEGAN: Final = "began {time}"
MINUTES: Final = "{minutes} min"
HOURS: Final = "{hours} h {minutes:02} min"
IN_MEMORY: Final = "in memory only"
ONE_FACILITATOR: Final = "one facilitator"
HERE_TITLE: Final = "Who is here"
NOBODY_SEATED: Final = "Nobody is noted. You do not need to: s adds a seat, with a word they choose or none."
CONCERNS_TITLE: Final = "Concerns"
NO_CONCERNS: Final = "None. If something worries you, press f."
CLOSED: Final = "done"
PARKED: Final = "paused"
LEFT_OPEN: Final = "left open"
STEP_AT: Final = "at: {step}"

# Flag
FLAG_WHERE: Final = "a concern"
FLAG_TITLE: Final = "What worries you?"
FLAG_LINES: Final = ("The nearest one is enough. You can change course at any step.",)
FLAG_ABOUT: Final = "Whom is it about? Press a letter first, or leave it open."
FLAG_ILL: Final = "Someone is seriously ill, or in danger right now: "
FLAG_NO_SEATS: Final = "No seats are noted; that is all right."

# Step
ABOUT: Final = "about {seat}"
DO: Final = "•"
COULD_SAY: Final = "You could say"
DUTY: Final = {"must": "Must", "may": "May", "cannot": "Cannot"}
WHAT_WAS_DONE: Final = "So far"
NOT_OPEN: Final = "Not open here"
OTHER_LANES: Final = "Also open"
NOTHING_YET: Final = "Nothing yet."
CALL_TO: Final = "To: {route}"
AGREED: Final = "Agreed: {agreed}"
GROUND: Final = "Because: {ground}"
OUTCOME: Final = "What came of it: {outcome}"
DATED: Final = "Policy version {version}, {dated}"
SEALED: Final = "Only for this call; gone when the meeting ends"
WRITE: Final = "write"
WRITE_HELP: Final = "Write in the first field. Enter goes on to the next one, Esc leaves the fields."
REASON_NEEDED: Final = "Say why, in a few words"
REASON_WHERE: Final = "say why"
REASON_WHY: Final = "In your own words, a line is enough. It goes when the meeting ends."
REASON_EMPTY: Final = "A word or two is needed here. Esc goes back without choosing."

# 999
EMERGENCY_WHERE: Final = "999"
EMERGENCY_RANG: Final = "We have rung 999"
EMERGENCY_BACK: Final = "Not needed: back to where we were"

# End
END_WHERE: Final = "end of the meeting"
END_TITLE: Final = "End the meeting?"
END_READY: Final = "Everything is dealt with. When you end the meeting, it is erased from this computer."
END_KEPT: Final = "The path of {concerns} (no names, none of your words) is kept until a review on {day}."
END_KEPT_NOTHING: Final = "Nothing of it is kept."
END_KEPT_MEMORY: Final = "Nothing of it is kept: this meeting is in memory only."
END_CONCERN: Final = "concern {number}"
END_CONCERNS: Final = "concerns {numbers} and {last}"
END_NOT_ERASED: Final = (
    "The meeting has ended. What was saved of it before the disk failed is still there, encrypted: the first "
    "screen offers to erase it, as soon as the disk is well."
)
END_UNKEPT: Final = (
    "The meeting has ended. What is to be kept of it could not be saved yet, so nothing has been erased."
)
END_UNKEPT_CHOICES: Final = ("Try again", "Erase it all, and keep nothing")
END_UNKEPT_ASKED: Final = ("Erase it all, and keep nothing", "Back")
END_UNKEPT_TITLE: Final = "Erase it all, and keep nothing?"
END_UNKEPT_LINES: Final = (
    "Your organisation decided to keep the path of {concerns}, so that what was done can be answered for. "
    "Erasing cannot be taken back."
)
END_CHOICES: Final = ("End the meeting and erase it", "Not yet: back to the meeting")
END_OPEN: Final = "This concern is still open:"
END_OPEN_CHOICES: Final = (
    "Go to this concern",
    "Leave it open, and say why",
    "Not yet: back to the meeting",
)
END_DONE: Final = "The meeting has ended, and it has been erased from this computer."
END_LEFT: Final = "Left open: {concern}"

# Review
REVIEW_WHERE: Final = "due for review"
REVIEW_OF: Final = "{number} of {of}"
REVIEW_MEETING: Final = "From a meeting on {day}"
REVIEW_LEFT_OPEN: Final = "It was left open when the meeting ended."
REVIEW_POLICY: Final = "Policy: {policy}"
REVIEW_NO_POLICY: Final = "That policy is not on this computer any more, so its own short names are shown."
REVIEW_UNREADABLE: Final = (
    "A record that was kept on {day}. It cannot be read: it was changed, or is of a newer netmeet."
)
REVIEW_ERASE: Final = "Erase it"
REVIEW_KEEP: Final = "Keep it another {months}"
REVIEW_NOT_NOW: Final = "Not now"
MONTHS: Final = "{months} months"
ONE_MONTH: Final = "month"
REVIEW_ERASE_TITLE: Final = "Erase this record?"
REVIEW_ERASE_LINES: Final = (
    "After this, nobody can read it. That there was one, and when it was erased, stays noted."
)
REVIEW_ERASE_CHOICES: Final = ("Erase it", "Back to it")

# Seats
SEATS_TITLE: Final = "Who is here"
SEATS_LINES: Final = "A seat has a letter. A word that the person chooses is welcome, a name is not needed."
SEAT_FIELD: Final = "Their word"
SEAT_HINT: Final = "may stay empty"
ABOUT_TITLE: Final = "Whom is it about?"
ABOUT_NOBODY: Final = "Leave it open"

# Help
HELP_TITLE: Final = "Keys on this screen"
HELP_NOW: Final = "Those in grey do nothing just now."

# The policy
POLICY_WHERE: Final = "the policy"
POLICY_PARTS: Final = {"clauses": "Clauses", "steps": "Steps", "flow": "Flow"}
POLICY_UNREAD: Final = "One moment: the policy is still being read."
POLICY_BENEATH: Final = "The policy is open beneath this screen: leave this one, and you are there."
MODAL: Final = {
    "must": "Must",
    "must-not": "Must not",
    "may": "May",
    "should": "Should",
    "ask": "Asked",
    "right": "A right",
    "disclaim": "Cannot answer for",
}
GO_THERE: Final = "go there"
YOU_ARE_HERE: Final = "you are here"
HERE: Final = "◂here"
SERVED_BY: Final = "Steps that carry it out"
SERVED_BY_NONE: Final = "No step is about this one alone."
LEADS: Final = "Choices, and where each leads"
LEADS_OR: Final = "or"
LEADS_HERE: Final = "stays here"
LEADS_CLOSED: Final = "the concern is done"
NOT_ALWAYS: Final = "Not always open: {because}"
ASKS_WHY: Final = "asks for a reason"
SERVES: Final = "Clauses"
OFFERED: Final = "What is offered, and how to ask"
WRITTEN_HERE: Final = "May be written here: {fields}"
COMES_FROM: Final = "How one comes here"
STARTS_HERE: Final = "A concern of this kind starts here: {kind}"
AT_ANY_TIME: Final = "At any time"
OTHER_WORDS: Final = "In some situations it says instead"
ABOVE: Final = "see\u00a0above"
BELOW: Final = "see\u00a0below"
KIND_STARTS: Final = "It starts with"
KIND_READING: Final = (
    "→ opens a branch, ← closes it, Enter shows the step. Each step is told in full once; → goes there from where "
    "it comes again. Where it says “or”, what happened before decides which it is."
)

# Leaving
LEAVE_TITLE: Final = "Close netmeet?"
LEAVE_OPEN: Final = "The meeting stays open and safe on this computer. The next start comes back to this screen."
LEAVE_MEMORY: Final = "This meeting is kept in memory only. If you close netmeet now, it is gone."
LEAVE_CHOICES: Final = ("Close netmeet", "Stay here")
