"""What the screens themselves say, in one place to translate; the words of the policy are in the pack."""

from typing import Final

from netmeet_tui import card999
from netmeet_tui.catalogue import _, many
from netmeet_tui.tui.keys import Key

NAME: Final = "netmeet"
TOO_SMALL: Final = _(
    "Please make this window larger: at least 60 columns and 20 rows. Nothing is lost. Press 9 for the 999 card."
)
IN_A_FIELD: Final = (
    Key("enter", "", _("next"), _("Keep what you wrote and go on to the next field.")),
    Key("escape", "", _("done writing"), _("Keep what you wrote and leave the field.")),
)

IN_THE_REASON: Final = (
    Key("enter", "", _("choose"), _("Keep the reason, and choose.")),
    Key("escape", "", _("back without choosing"), _("Back without choosing.")),
)
IN_A_PASSPHRASE: Final = (
    Key("enter", "", _("next"), _("The next field, or done.")),
    Key("escape", "", _("leave the field"), _("Leave the field.")),
    Key("f2", "", _("go on without saving"), _("A meeting that is kept in memory only.")),
)

# Home
HOME_TITLE: Final = _("For the people who hold network meetings")
HOME_OPENING: Final = _("One moment: looking for meetings on this computer.")
HOME_START: Final = _("Start a meeting now")
HOME_RESUME: Final = _("Go on with the meeting that began {when}")
HOME_UNLOCK: Final = _("Unlock, to see whether a meeting is waiting")
HOME_MEMORY: Final = _("Start a meeting kept in memory only: nothing is saved")
HOME_ERASE: Final = _("Erase the meeting that began {when}: it cannot be opened")
HOME_WHEN: Final = _("{time}, {day}")
HOME_SOME_TIME: Final = _("some time ago")


def records_due(count: int) -> str:
    """The line for the records that are due."""
    return many(
        "A record of an earlier meeting is due for review",
        "{count} records of earlier meetings are due for review",
        count,
    ).format(count=count)


HOME_KEPT: Final = _(
    "While a meeting is open, it is kept encrypted on this computer, so that a crash loses nothing. "
    "When it ends, it is erased; before that, you are told what is kept."
)
HOME_EMERGENCY: Final = _("In an emergency press 9. On a phone, ring 999.")
PRACTICE_KEY: Final = _("practise")
PRACTICE_KEY_HELP: Final = _("Stories with invented people, on the same screens. Everything here is closed first.")
NOT_IN_PRACTICE: Final = _("This is practice: nothing is written to a file here.")
NO_VAULT: Final = _("Nothing that is kept on this computer is open just now: please unlock it first.")
NEVER_BEGUN: Final = _("That meeting held nothing yet, so it was taken away: please start a new one.")
ENDED_BEFORE: Final = _("That meeting had been ended; the last of it has now been erased.")
ERASE_TITLE: Final = _("Erase this meeting?")
ERASE_LINES: Final = _(
    "It could not be opened. A disk may fail for a moment, so trying once more is worth it. "
    "Erasing cannot be taken back."
)
ERASE_CHOICES: Final = (_("Erase it"), _("Leave it where it is, and try it again"))

# Passphrase
UNLOCK_WHERE: Final = _("unlock")
UNLOCK_TITLE: Final = _("Your passphrase")
UNLOCK_WHY: Final = _(
    "It opens what this computer keeps of an open meeting. The twelve words of your recovery code do, too."
)
UNLOCK_FIELD: Final = _("Passphrase")
UNLOCKED_BY_CODE: Final = _(
    "Your recovery code has opened it. If you have forgotten the passphrase, choose a new one: run "
    "`netmeet vault passphrase` when there is time."
)
UNLOCK_BUSY: Final = _("One moment: opening takes about a second.")
CREATE_WHERE: Final = _("first start")
CREATE_TITLE: Final = _("Choose a passphrase for this computer")
CREATE_WHY: Final = _(
    "It protects an open meeting if this computer is lost. Four words that you can remember are good. "
    "Nobody can find it out for you, so keep it somewhere safe."
)
CREATE_AGAIN: Final = _("The same once more")
CREATE_SHORT: Final = _("Please use at least {least} characters; four words are easy to remember.")
CREATE_DIFFERENT: Final = _("The two are not the same; please type them once more.")
CREATE_BUSY: Final = _("One moment: making it safe takes about two seconds.")
MEMORY_LABEL: Final = _("go on without saving")
MEMORY_HELP: Final = _("Start a meeting that is kept in memory only: nothing is saved, and a crash would lose it.")
LEAST: Final = 8

RECOVERY_WHERE: Final = _("your recovery code")
RECOVERY_TITLE: Final = _("Write these twelve words on paper")
RECOVERY_WHY: Final = _(
    "If the passphrase is ever forgotten, they open what this computer keeps. They are shown only now. "
    "Keep the paper away from this computer."
)
RECOVERY_CHOICES: Final = (
    _("They are on paper: start the meeting"),
    _("Not now: start the meeting without them"),
)
RECOVERY_LATER: Final = _("There is no recovery code. `netmeet vault recovery` makes one when there is time.")

# Hiding and locking
LOCK_WHERE: Final = _("locked")
LOCK_TITLE: Final = _("Locked")
LOCK_WHY: Final = _("What was open is closed, and safe on this computer. Unlocking comes back to the same screen.")
LOCK_UNLOCK: Final = _("Unlock")
LOCK_NO_KEYRING: Final = _("The keyring does not open it just now: please type your passphrase.")
LOCKED_ENDED: Final = _("The meeting that was open here has been ended in another window, and erased.")
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

# The meeting
MEETING: Final = _("Meeting")
BEGAN: Final = _("began {time}")
MINUTES: Final = _("{minutes} min")
HOURS: Final = _("{hours} h {minutes:02} min")
IN_MEMORY: Final = _("in memory only")
ONE_FACILITATOR: Final = _("one facilitator")
HERE_TITLE: Final = _("Who is here")
NOBODY_SEATED: Final = _("Nobody is noted. You do not need to: s adds a seat, with a word they choose or none.")
CONCERNS_TITLE: Final = _("Concerns")
NO_CONCERNS: Final = _("None. If something worries you, press f.")
CLOSED: Final = _("done")
PARKED: Final = _("paused")
LEFT_OPEN: Final = _("left open")
STEP_AT: Final = _("at: {step}")

# Flag
FLAG_WHERE: Final = _("a concern")
FLAG_TITLE: Final = _("What worries you?")
FLAG_LINES: Final = (_("The nearest one is enough. You can change course at any step."),)
FLAG_ABOUT: Final = _("Whom is it about? Press a letter first, or leave it open.")
FLAG_ILL: Final = _("Someone is seriously ill, or in danger right now: ")
FLAG_NO_SEATS: Final = _("No seats are noted; that is all right.")

# Step
ABOUT: Final = _("about {seat}")
DO: Final = "•"
COULD_SAY: Final = _("You could say")
DUTY: Final = {"must": _("Must"), "may": _("May"), "cannot": _("Cannot")}
WHAT_WAS_DONE: Final = _("So far")
NOT_OPEN: Final = _("Not open here")
OTHER_LANES: Final = _("Also open")
NOTHING_YET: Final = _("Nothing yet.")
CALL_TO: Final = _("To: {route}")
AGREED: Final = _("Agreed: {agreed}")
GROUND: Final = _("Because: {ground}")
OUTCOME: Final = _("What came of it: {outcome}")
DATED: Final = _("Policy version {version}, {dated}")
SEALED: Final = _("Only for this call; gone when the meeting ends")
WRITE: Final = _("write")
WRITE_HELP: Final = _("Write in the first field. Enter goes on to the next one, Esc leaves the fields.")
REASON_NEEDED: Final = _("Say why, in a few words")
REASON_WHERE: Final = _("say why")
REASON_WHY: Final = _("In your own words, a line is enough. It goes when the meeting ends.")
REASON_EMPTY: Final = _("A word or two is needed here. Esc goes back without choosing.")

# 999
CARD: Final = card999.card(_)
EMERGENCY_WHERE: Final = "999"
EMERGENCY_RANG: Final = _("We have rung 999")
EMERGENCY_BACK: Final = _("Not needed: back to where we were")

# End
END_WHERE: Final = _("end of the meeting")
END_TITLE: Final = _("End the meeting?")
END_READY: Final = _("Erased, when you end it: all that was chosen, written and named here.")
END_KEPT: Final = _("Kept: the path of {concerns} (no names, none of your words), until a review on {day}.")
END_KEPT_NOTHING: Final = _("Kept: nothing.")
END_KEPT_MEMORY: Final = _("Kept: nothing, for this meeting is in memory only.")
END_CONCERN: Final = _("concern {number}")
END_CONCERNS: Final = _("concerns {numbers} and {last}")
END_NOT_ERASED: Final = _(
    "The meeting has ended. What was saved of it before the disk failed is still there, encrypted: the first "
    "screen offers to erase it, as soon as the disk is well."
)
END_UNKEPT: Final = _(
    "The meeting has ended. What is to be kept of it could not be saved yet, so nothing has been erased."
)
END_UNKEPT_CHOICES: Final = (_("Try again"), _("Erase it all, and keep nothing"))
END_UNKEPT_ASKED: Final = (_("Erase it all, and keep nothing"), _("Back"))
END_UNKEPT_TITLE: Final = _("Erase it all, and keep nothing?")
END_UNKEPT_LINES: Final = _(
    "Your organisation decided to keep the path of {concerns}, so that what was done can be answered for. "
    "Erasing cannot be taken back."
)
END_CHOICES: Final = (_("End the meeting and erase it"), _("Not yet: back to the meeting"))
END_OPEN: Final = _("This concern is still open:")
END_OPEN_CHOICES: Final = (
    _("Go to this concern"),
    _("Leave it open, and say why"),
    _("Not yet: back to the meeting"),
)
END_DONE: Final = _("The meeting has ended, and it has been erased from this computer.")
END_LEFT: Final = _("Left open: {concern}")

# After: the take-away card
TAKE_KEY: Final = _("card to take away")
TAKE_KEY_HELP: Final = _("Support that people can use themselves: to read together, to photograph, to print.")
TAKE_WHERE: Final = _("to take away")
TAKE_ONE: Final = _("one of them, large")
TAKE_ONE_HELP: Final = _("The one with that number by itself, with a code that a phone’s camera reads.")
TAKE_POINT: Final = _("Point a phone’s camera at the code: the phone asks before it rings or writes.")
TAKE_PRINT: Final = _("print")
TAKE_PRINT_HELP: Final = _("Write the card as a file, to print it on one side of A5.")
TAKE_PRINT_TITLE: Final = _("The card as a file to print")
TAKE_PRINT_TOLD: Final = _("One side of A5. It says nothing of this meeting, nor of anybody in it.")
TAKE_PRINT_NAME: Final = "card.pdf"
TAKE_BACK: Final = _("back")
TAKE_BACK_HELP: Final = _("Back to where you were. Nothing is noted.")
TAKE_SCROLL: Final = _("the rest")
TAKE_SCROLL_HELP: Final = _("Down and up: the rest of the card.")

# After: a pause for the facilitators
PAUSE_WHERE: Final = _("a pause for you")
PAUSE_TITLE: Final = _("A pause for you")
PAUSE_FIRST: Final = _("That was a lot. Nothing has to happen this minute.")
PAUSE_ASKED: Final = (
    _("How are you? If you are two, ask each other."),
    _("Who takes over, if one of you needs to stop?"),
)
PAUSE_RING: Final = _("You can ring somebody for yourselves: {whom}.")
PAUSE_SAY: Final = _("There you may talk about the work, and how it was for you. Leave out who it was about.")
PAUSE_NOTHING: Final = _("Your answers are yours. Nothing is noted.")
PAUSE_CHOICES: Final = (_("Back to the meeting"), _("To the end of the meeting"))
PAUSE_DONE: Final = (_("Done"),)
PAUSE_BACK_HELP: Final = _("Back. Nothing is noted.")
PAUSE_END_HELP: Final = _("To the end of the meeting.")
PAUSE_SCROLL_HELP: Final = _("Down and up: the rest.")

# After: what the first screen offers for that moment
HOME_PAUSE: Final = _("A pause for you")
HOME_LEARN: Final = _("A note on what you learned")

# After: the note about the work
LEARN_KEY: Final = _("notes")
LEARN_KEY_HELP: Final = _("Notes on what you learned, about the work and not the people.")
LEARN_WHERE: Final = _("what we learned")
LEARN_TITLE: Final = _("What did you learn?")
LEARN_WHY: Final = _(
    "About the work, not the people. It is checked before it is kept; until then it is kept nowhere."
)
LEARN_CHOICES: Final = (_("Check it, and keep it"), _("Check it, and write it to a file"))
LEARN_WRITE_HELP: Final = _("Write. Tab goes on to the next question, Esc leaves the field.")
LEARN_BACK_HELP: Final = _("Back. What is not kept is let go.")
LEARN_EMPTY: Final = _("Nothing is written yet: please answer one of the questions, or go back with Esc.")
LEARN_LONG: Final = _("One of the answers is too long: please shorten it to {most} characters.")
LEARN_KEPT: Final = _("Kept, with nothing but the month.")
LEARN_LEAVE_TITLE: Final = _("Leave this note?")
LEARN_LEAVE_LINES: Final = _("What you have written or changed here is not kept yet, and would be gone.")
LEARN_LEAVE_CHOICES: Final = (_("Let it go"), _("Back to the note"))
IN_A_NOTE: Final = (
    Key("tab", "", _("next question"), _("Go on to the next question."), named="Tab"),
    Key("escape", "", _("done writing"), _("Leave the field.")),
)

FOUND_WHERE: Final = _("before it is kept")
FOUND_TITLE: Final = _("May this point to somebody?")
FOUND_AT: Final = _("{number} of {of}")
FOUND_WORDS: Final = _("“{words}”")
FOUND_CHOICES: Final = (_("Change it"), _("This points to nobody"))
FOUND_NONE: Final = _("Nothing more is found.")
FOUND_READY: Final = {
    "keep": (_("Keep it"), _("Back, to change it")),
    "file": (_("Write it to a file"), _("Back, to change it")),
}
FOUND_NEXT: Final = _("the next")
FOUND_NEXT_HELP: Final = _("The next thing that was found, and the one before.")
FOUND_SCROLL_HELP: Final = _("Down and up: the rest of the note.")
FOUND_BACK_HELP: Final = _("Back to writing.")
FOUND_MARKED: Final = _("[{words}]")

NOTES_WHERE: Final = _("notes about the work")
NOTES_TITLE: Final = _("What you learned")
NOTES_NONE: Final = _("There are no notes yet.")
NOTES_WHY: Final = _("Kept encrypted on this computer until you erase them. No note tells of which meeting.")
NOTES_CHOICES: Final = (_("Read it, or change it"), _("A new note"), _("Write it to a file"), _("Erase it"))
NOTES_FIRST: Final = (_("A new note"),)
NOTES_MOVE: Final = _("choose a note")
NOTES_MOVE_HELP: Final = _("Up and down: the note that the numbers mean.")
NOTES_UNREADABLE: Final = _("A note that cannot be read: it is of a newer netmeet, or damaged.")
NOTES_ERASE_TITLE: Final = _("Erase this note?")
NOTES_ERASE_LINES: Final = _("After this, nobody can read it.")
NOTES_ERASE_CHOICES: Final = (_("Erase it"), _("Leave it"))
NOTES_FILE_TITLE: Final = _("The note as a file")
NOTES_FILE_TOLD: Final = _(
    "Plain text. The file is not encrypted: whoever has it can read it, and netmeet cannot erase it."
)
NOTES_FILE_NAME: Final = "note-{month}.md"

# After: a file that leaves netmeet
FILE_NAME: Final = _("Name of the file. It goes into your own folder, where you name no other.")
FILE_WRITTEN: Final = _("Written to {path}.")
FILE_WRITE_HELP: Final = _("Write the name of the file.")
FILE_BACK_HELP: Final = _("Back. Nothing is written.")
IN_A_FILE_NAME: Final = (
    Key("enter", "", _("write the file"), _("Write the file.")),
    Key("escape", "", _("back without a file"), _("Back. Nothing is written.")),
)

# On the phone
PHONE_KEY: Final = _("numbers")
PHONE_KEY_HELP: Final = _("Whom to ring: the number, a code for a phone’s camera, and what to say first.")
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

PHONE_IN_CASE: Final = _("their in-case card")
PHONE_IN_CASE_THERE: Final = _("i: fill in from their in-case card")
PHONE_IN_CASE_HELP: Final = _("Take over what they put on their in-case card, into the fields that are empty.")

# On the phone: the sheet
KEPT_BACK: Final = _("Stays here: {agreed}")
SCOPE: Final = {
    "own-life-exception": _("Only what they told us themselves, and nothing from anyone else."),
    "child-duty": _("Only what helps to protect them."),
    "serious-harm": _("Only what is needed to keep somebody safe."),
}
READ_BACK: Final = _("Now ask them to say it back to you.")

# On the phone: is the practice likely to answer?
GP_OPEN_LIKELY: Final = _("The calendar says: likely to answer. {because}")
GP_CLOSED: Final = _("The calendar says: closed. {because}")
GP_UNKNOWN: Final = _("The calendar cannot tell. {because}")
GP_NEXT: Final = _("Likely to answer next: {when}.")
GP_YOURS: Final = _("It is yours to decide.")
GP_MARK: Final = _("◂ the calendar says this")
GP_NATION: Final = _("other nation")
GP_NATION_HELP: Final = _("Ask about a practice in another nation: it may not be where the meeting is.")
GP_ASKED: Final = _("Asked about: {nation}.")
GP_OTHER: Final = _("→: another nation.")
GP_ANYWHERE: Final = _("any nation")
WEEKDAYS: Final = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
WEEKDAY_AND_TIME: Final = _("{weekday} {day}, {time}")

# On the phone: who now knows what
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

# On the phone: the policy's own disclaimer
DISCLAIMER: Final = _("Your organisation’s disclaimer")

# Records of meetings that ended
RECORDS_KEY: Final = _("records")
RECORDS_KEY_HELP: Final = _("What is kept of earlier meetings: to read, to write into a file, to erase.")
RECORDS_WHERE: Final = _("records of earlier meetings")
RECORDS_OPEN: Final = _("show")
RECORDS_OPEN_HELP: Final = _("Show the marked record, and what can be done with it.")
RECORDS_MOVE: Final = _("move")
RECORDS_MOVE_HELP: Final = _("Up and down: mark another record.")
RECORDS_PAGE_HELP: Final = _("A screenful on; PgUp goes back.")
RECORDS_EDGE_HELP: Final = _("The first one, and the last.")
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
RECORD_BACK_HELP: Final = _("Back. All that is left stays as it is.")
RECORD_REST: Final = _("the rest")
RECORD_REST_HELP: Final = _("Down and up: the rest of what was kept.")
RECORD_KEPT: Final = _("Kept on {kept}, for review on {review}.")
RECORD_EXPORT: Final = _("Write it into a file, to print or to give to somebody")
RECORD_TO_LIST: Final = _("Back to the list")
RECORD_GONE: Final = _("This record cannot be read any more, so nothing was written.")


def records_there(count: int) -> str:
    """How many records there are."""
    return many("one record", "{count} records", count).format(count=f"{count:,}")


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

# Settings
SETTINGS: Final = _("settings")
SETTINGS_HELP: Final = _("What is set on this computer, and who decided it.")
SETTINGS_UNREAD: Final = _("One moment: the settings are still being read.")
SETTINGS_LOCKED: Final = _("Please unlock first: then the settings can be looked at.")
SETTINGS_TITLE: Final = _("What is set on this computer")
SETTINGS_OPEN: Final = _("A meeting that is open goes on as it was begun. What you change here is for the next.")
SETTINGS_READ_ONLY: Final = _("Until that is mended, nothing can be changed here. What stands below is in force.")
SETTINGS_NOT_NOW: Final = _("Nothing can be changed until the file is mended.")
SETTINGS_FILE: Final = _("All of it stands in {path}. It is text, and may be changed there as well.")
SETTINGS_MOVE: Final = _("move")
SETTINGS_MOVE_HELP: Final = _("Up and down: mark another line.")
SETTINGS_CHANGE: Final = _("change")
SETTINGS_CHANGE_HELP: Final = _("Look at the marked line more closely, and change it.")
SETTINGS_BACK_HELP: Final = _("Out of the field without a change; once more, back.")
SETTINGS_SAVED: Final = _("It is saved, and holds from now on.")
SETTINGS_NONE: Final = _("not said")
SETTINGS_NOBODY: Final = _("nobody is named who decided")
SETTINGS_DECIDED: Final = _("decided: {by}")
SETTINGS_AS_SHIPPED: Final = _("as netmeet comes")
SETTINGS_NOW: Final = _("now")
SETTINGS_ADVISED: Final = _("The law leaves this open. A question to whoever advises you: {question}")
SETTINGS_WHO: Final = _("Now: {who}.")
SETTINGS_WHO_NOBODY: Final = _("Nobody is named who decided it as it is now.")
SETTINGS_CHOOSE_HELP: Final = _("Choose the line with that number. You are told what follows before it is saved.")
SETTINGS_MORE: Final = _("What has no number is chosen with `netmeet settings set`.")
SETTINGS_REST: Final = _("the rest")
SETTINGS_REST_HELP: Final = _("Down and up: the rest of it.")
SETTINGS_LEAVE_HELP: Final = _("Back, and leave it as it is.")
SETTINGS_FIELD_KEYS: Final = (
    Key("enter", "", _("save"), _("Save what you wrote.")),
    Key("escape", "", _("leave it as it is"), _("Leave it as it was.")),
)
SIGN_WHERE: Final = _("who decided")
SIGN_LINES: Final = _("Whoever asks later finds who decided it, and why. It stands in the settings, not encrypted.")
SIGN_FIELDS: Final = {
    "by": _("Who decided"),
    "on": _("On which day"),
    "advice": _("On whose advice"),
    "review": _("Look at it again on"),
}
SIGN_FOUND_OUT: Final = _("Who found it out")
SIGN_HINTS: Final = {
    "by": _("a name, and what they do"),
    "on": _("a day, as 2026-03-01"),
    "advice": _("a person, or a letter"),
    "review": _("a day, or nothing"),
}
SIGN_WRITE_HELP: Final = _("Write; Enter goes on to the next field, and from the last one on.")
SIGN_BACK_HELP: Final = _("Out of the field; once more, back without a change.")
CHANGES_WHERE: Final = _("what changes")
CHANGES_MOMENT: Final = _("One moment: every step and every example is gone through. It takes a few seconds.")
CHANGES_CHOICES: Final = (_("Save it"), _("Leave it as it is"))
CHANGES_SAVE_HELP: Final = _("Save it: it holds from the next meeting on.")
QUESTIONS: Final = _("Questions that only you can answer")
QUESTIONS_LINES: Final = _(
    "What could not be found out for everybody. Put a name to each, of somebody who finds out. The answer stays "
    "with them."
)
QUESTIONS_WHERE: Final = _("questions")
QUESTIONS_ALL: Final = _("somebody’s name is to each")
QUESTIONS_NOBODY: Final = _("nobody yet")


def without_a_name(count: int) -> str:
    """How many questions nobody has answered."""
    return many("{count} has nobody’s name to it", "{count} have nobody’s name to them", count).format(count=count)


# Seats
SEATS_TITLE: Final = _("Who is here")
SEATS_LINES: Final = _("A seat has a letter. A word that the person chooses is welcome, a name is not needed.")
SEAT_FIELD: Final = _("Their word")
SEAT_HINT: Final = _("may stay empty")
ABOUT_TITLE: Final = _("Whom is it about?")
ABOUT_NOBODY: Final = _("Leave it open")

# In the room: the opening, the in-case card, who holds what, rounds and pauses, views for reading together
ROOM_MODES: Final = {"in-person": _("in person"), "online": _("online"), "phone": _("by phone")}
HOLDS: Final = ("", _("the first of you holds this"), _("the second of you holds this"))
HOLD_KEY: Final = _("who holds it")
HOLD_HELP: Final = _("Which of you holds this concern: the first, the second, nobody in particular.")
ROOM_TWO: Final = _("two of you")
LEFT_SEAT: Final = _("{seat} (left)")
GLANCE_DONE: Final = _("Done")
GLANCE_RESTING: Final = _("Resting")
GLANCE_MORE_HELP: Final = _("Down and up: the rest of the meeting.")

OPENING_KEY: Final = _("opening")
OPENING_KEY_HELP: Final = _("What to say at the start: point by point, with a tick for what was said.")
OPENING_OFFER: Final = _("Before you begin: b shows what to say first.")
OPENING_GO_ON: Final = _("Said at the start: {said} of {all}. b shows the rest.")
OPENING_WHERE: Final = _("what to say first")
OPENING_AT: Final = _("{number} of {of}")
OPENING_SAID: Final = _("said")
OPENING_UNSAID: Final = _("not said yet")
OPENING_ALL_SAID: Final = _("All of it has been said.")
OPENING_ALOUD: Final = _("To read aloud")
OPENING_POLICY: Final = _("It stands in the policy so")
OPENING_CHOICES: Final = (_("Said: on to the next"), _("Leave it out: on to the next"), _("Back to the one before"))
OPENING_LAST: Final = (_("Said: back to the meeting"), _("Leave it out: back to the meeting"), OPENING_CHOICES[2])
OPENING_MEET: Final = _("How do you meet?")
OPENING_MEET_DO: Final = _("So that the card for 999 can name the place, and asks for it where you are apart.")
OPENING_MEET_CHOICES: Final = (_("In person, in one place"), _("Online"), _("By phone"), _("Leave it open: go on"))
OPENING_PLACE: Final = _("The address here")
OPENING_PLACE_HINT: Final = _("street and number, town, door or floor")
OPENING_MOVE: Final = _("another point")
OPENING_MOVE_HELP: Final = _("Up and down: another point.")
OPENING_TICK: Final = _("tick")
OPENING_TICK_HELP: Final = _("Tick this point as said, or take the tick away.")
OPENING_MORE: Final = _("more")
OPENING_MORE_HELP: Final = _("The rest of the words, where they do not fit here.")
OPENING_WRITE_HELP: Final = _("Write the address of the place where you meet.")
ROOM_BACK: Final = _("back")
ROOM_BACK_HELP: Final = _("Back to the meeting.")

MARK_KEY: Final = _("round, pause")
MARK_KEY_HELP: Final = _("Mark a round or a pause. Nothing happens by itself when it is over.")
MARK_TITLE: Final = _("A round, or a pause")
MARK_LINES: Final = _("It is a sign for you, and for who looks at this screen. Nothing happens by itself.")
MARK_ROUND: Final = _("A round: everybody may speak once")
MARK_NONE: Final = _("Neither: take the sign away")
MARKED_ROUND: Final = _("a round: everybody may speak once")
MARKED_PAUSE: Final = _("a pause until {time}")


def mark_pause(minutes: int) -> str:
    """The choice of a pause."""
    return many("A pause of a minute", "A pause of {count} minutes", minutes).format(count=minutes)


SEATS_MORE_HELP: Final = _("Down and up: the rest of the seats.")
SEAT_GONE: Final = _("left the meeting")
SEAT_LEFT_KEY: Final = _("left, or back")
SEAT_LEFT_HELP: Final = _(
    "Whoever sits in the marked seat left the meeting, or came back. The seat keeps its letter."
)
SEAT_LEFT_TITLE: Final = _("{seat}: left the meeting?")
SEAT_LEFT_LINES: Final = _("There is something on their in-case card. It goes with them, unless they want it kept.")
SEAT_LEFT_CHOICES: Final = (
    _("They left: let go of their in-case card"),
    _("They left, and want their card kept"),
    _("Not so: back"),
)
LANE_LEFT_TITLE: Final = _("Concern {number}, {kind}: did they leave this as well?")
LANE_LEFT_LINES: Final = _(
    "Then it goes on as with somebody who has left. Leaving is not a no. If you are not sure, leave it as it is."
)
LANE_LEFT_CHOICES: Final = (_("Yes: they left"), _("No: leave it as it is"))
LANE_BACK_TITLE: Final = _("Concern {number}, {kind}: go on with them, now that they are back?")
LANE_BACK_LINES: Final = _("A yes that they gave before no longer counts: it starts again with talking.")
LANE_BACK_CHOICES: Final = (_("Yes: they are back"), _("No: leave it as it is"))

IN_CASE_KEY: Final = _("in case")
IN_CASE_KEY_HELP: Final = _("What a person may put down in case 999 or a call needs it. They can take it back.")
IN_CASE_WHERE: Final = _("in-case card")
IN_CASE_TITLE: Final = _("A card of your own, in case it is needed")
IN_CASE_LINES: Final = _(
    "All of it is up to you. It shows only here, and the place and phone on the card for 999. For a call, you are "
    "asked first. It is gone when you take it back, when you leave, and when the meeting ends."
)
IN_CASE_WHOSE: Final = _("Whose card? Press the letter of a seat.")
IN_CASE_NOBODY: Final = _("Nobody is noted yet. In the meeting, s adds a seat; then there is a card for it.")
IN_CASE_OF: Final = _("The card of {seat}")
IN_CASE_FIELDS: Final = {
    "where": (_("Where you are now"), _("address, door or floor")),
    "phone": (_("Your phone"), _("a number that you answer")),
    "practice": (_("Your GP practice"), _("its name, and the town")),
    "name": (_("A name, if you like"), _("the one that your GP knows")),
}
IN_CASE_KEPT: Final = _("kept, not shown")
IN_CASE_HIDDEN: Final = _(
    "What is written is kept, and not shown. 1 shows it. What you write anew takes its place."
)
IN_CASE_SHOWN: Final = _("It is shown until you leave this screen, or press 1.")
IN_CASE_EMPTY: Final = _("Nothing is on this card.")
IN_CASE_SHOW: Final = _("show or hide")
IN_CASE_SHOW_HELP: Final = _("Show what is written on this card while its person looks, or hide it again.")
IN_CASE_TAKE_BACK: Final = _("take it all back")
IN_CASE_TAKE_BACK_HELP: Final = _("All that is on this card is gone for good.")
IN_CASE_LETTER: Final = _("whose card")
IN_CASE_LETTER_HELP: Final = _("The card of the person in this seat.")
IN_CASE_WRITE_HELP: Final = _("Write in the first field. Enter goes on to the next one, Esc leaves the fields.")

PLACE_HERE: Final = _("Here: {place}")
PLACE_OF: Final = _("{seat} is at: {place}")
PLACE_PHONE: Final = _("Their phone: {phone}")
PLACE_ASK: Final = _("Ask: “Where are you right now?”")

OPEN_VIEW_KEY: Final = _("together")
OPEN_VIEW_HELP: Final = _("This step in large words, to be read together. The same keys answer.")
OPEN_VIEW_WHERE: Final = _("to read together")
READER_KEY: Final = _("reader")
READER_HELP: Final = _("Only the words to say, for the one of you who reads while the other talks.")
READER_WHERE: Final = _("to read aloud")
READER_NOTHING: Final = _("There is nothing to read aloud here.")
READER_NEXT: Final = _("then: {step}")
VIEW_BACK: Final = _("back to the step")
VIEW_BACK_HELP: Final = _("Back to the step as it was.")
VIEW_MORE: Final = _("more")
VIEW_MORE_HELP: Final = _("The rest, where it does not fit here.")
VIEW_OFFER: Final = _("another question")
VIEW_OFFER_HELP: Final = _("Up and down: the question that 1, 2 and 3 answer.")
VIEW_DONE: Final = _("This is done.")

# Coming meetings
AHEAD_KEY: Final = _("coming meetings")
AHEAD_KEY_HELP: Final = _("Meetings that are to come: add one, read a calendar file, start one.")
AHEAD_START_NEAR: Final = {
    -1: _("Start the meeting of {time} yesterday"),
    0: _("Start the meeting of {time} today"),
    1: _("Start the meeting of {time} tomorrow"),
}
AHEAD_WHERE: Final = _("coming meetings")
AHEAD_NONE: Final = _("No meeting is noted. 1 adds one; 2 takes them from a calendar file.")
AHEAD_ONLY: Final = _(
    "Only when and where, never who or why. This list is kept encrypted, and is in no backup. A day after a "
    "meeting, it is removed."
)
AHEAD_LOCKED: Final = _(
    "This list tells where people meet, so it is kept encrypted. Please go back, and unlock it with 1."
)
AHEAD_NO_VAULT: Final = _(
    "This list tells where people meet, so it is kept encrypted. That needs a passphrase, which you choose when "
    "you start your first meeting."
)
AHEAD_NOT_NOW: Final = _("This list is kept encrypted on this computer, and it cannot be opened just now.")
AHEAD_CHOICES: Final = (
    _("Add a meeting"),
    _("Take meetings from a calendar file"),
    _("Start the marked one now"),
    _("Change the marked one"),
    _("Remove the marked one"),
)
AHEAD_MOVE: Final = _("mark another")
AHEAD_MOVE_HELP: Final = _("Up and down: mark another meeting.")
AHEAD_BACK: Final = _("back")
AHEAD_BACK_HELP: Final = _("Back to where you were.")
AHEAD_TODAY: Final = _("Today, {day}")
AHEAD_DAY: Final = _("{weekday}, {day}")
AHEAD_UNTIL: Final = _("{start} to {end}")
AHEAD_NO_PLACE: Final = _("no place noted yet")
AHEAD_REMOVE_TITLE: Final = _("Remove this meeting from the list?")
AHEAD_REMOVE_CHOICES: Final = (_("Remove it"), _("Keep it"))
AHEAD_START_TITLE: Final = _("Start this meeting now?")
AHEAD_START_LINES: Final = _("{when}. It is taken off this list when it starts.")
AHEAD_START_CHOICES: Final = (_("Start it"), _("Not yet"))
AHEAD_TOO_MANY: Final = _("The list has room for {most} meetings: please remove some first. Nothing was changed.")
AHEAD_TAKEN: Final = _("The list is up to date with the calendar file.")
AHEAD_CHANGED: Final = _("The meeting is on the list.")
TWO_FACILITATORS: Final = _("two facilitators")

ARRANGE_WHERE: Final = _("a coming meeting")
ARRANGE_TITLE: Final = _("When and where")
ARRANGE_WHEN: Final = _("When, like 2026-11-24 14:00 or 24/11/2026 14:00")
ARRANGE_LENGTH: Final = _("How many minutes (may stay empty)")
ARRANGE_PLACE: Final = {
    "in-person": _("The address, as you would say it to 999"),
    "online": _("How to join (may stay empty)"),
    "phone": _("The number to ring (may stay empty)"),
}
ARRANGE_ONLY: Final = _("No name and no reason, please: the place is enough.")
ARRANGE_MODE: Final = _("How: {mode}")
ARRANGE_NATION: Final = _("Nation: {nation}")
ARRANGE_NATION_UNSET: Final = _("as in your settings")
ARRANGE_FACILITATORS: Final = _("Who holds it: {facilitators}")
ARRANGE_SAVE: Final = _("Put it on the list")
ARRANGE_BACK_HELP: Final = _("Out of the field; once more, back without a change.")

CALENDAR_WHERE: Final = _("a calendar file")
CALENDAR_TITLE: Final = _("Take meetings from a calendar file")
CALENDAR_WHY: Final = _(
    "Times and places are taken from it, and nothing else: no titles, no people, no notes. Your calendar can save "
    "such a file; its name ends in .ics. Save only the calendar of your network meetings."
)
CALENDAR_FIELD: Final = _("Where the file is")
CALENDAR_BUSY: Final = _("One moment: reading the file.")
CALENDAR_FOUND_NONE: Final = _("There is no meeting in it until {day}.")
CALENDAR_LEFT: Final = _("Left out: {reasons}.")
CALENDAR_CHOICES: Final = (_("Put these on the list"), _("Leave the list as it is"))

CONVENOR_KEY: Final = _("for the convenor")
CONVENOR_KEY_HELP: Final = _("A page for whoever invites people to a meeting: to read, and to print.")
CONVENOR_WHERE: Final = _("for the convenor")
CONVENOR_PRINT: Final = _("To print it: `netmeet convenor page.pdf`")


def calendar_found(count: int, day: str) -> str:
    """How many meetings a calendar file brings."""
    return many("{count} meeting until {day}", "{count} meetings until {day}", count).format(count=count, day=day)


def calendar_left_out(reason: str, count: int) -> str:
    """How many of a calendar file are left out, and why."""
    if reason == "all-day":
        said = many("{count} that takes all day", "{count} that take all day", count)
    elif reason == "cancelled":
        said = many("{count} that is cancelled", "{count} that are cancelled", count)
    elif reason == "long":
        said = many("{count} that is longer than a day", "{count} that are longer than a day", count)
    else:
        said = many("{count} after the first 100", "{count} after the first 100", count)
    return said.format(count=count)


# Help
HELP_TITLE: Final = _("Keys on this screen")
HELP_NOW: Final = _("Those in grey do nothing just now.")

# The policy
POLICY_WHERE: Final = _("the policy")
POLICY_PARTS: Final = {"clauses": _("Clauses"), "steps": _("Steps"), "flow": _("Flow")}
POLICY_UNREAD: Final = _("One moment: the policy is still being read.")
POLICY_BENEATH: Final = _("The policy is open beneath this screen: leave this one, and you are there.")
MODAL: Final = {
    "must": _("Must"),
    "must-not": _("Must not"),
    "may": _("May"),
    "should": _("Should"),
    "ask": _("Asked"),
    "right": _("A right"),
    "disclaim": _("Cannot answer for"),
}
GO_THERE: Final = _("go there")
YOU_ARE_HERE: Final = _("you are here")
HERE: Final = _("◂here")
SERVED_BY: Final = _("Steps that carry it out")
SERVED_BY_NONE: Final = _("No step is about this one alone.")
LEADS: Final = _("Choices, and where each leads")
LEADS_OR: Final = _("or")
LEADS_HERE: Final = _("stays here")
LEADS_CLOSED: Final = _("the concern is done")
NOT_ALWAYS: Final = _("Not always open: {because}")
ASKS_WHY: Final = _("asks for a reason")
SERVES: Final = _("Clauses")
OFFERED: Final = _("What is offered, and how to ask")
WRITTEN_HERE: Final = _("May be written here: {fields}")
COMES_FROM: Final = _("How one comes here")
STARTS_HERE: Final = _("A concern of this kind starts here: {kind}")
AT_ANY_TIME: Final = _("At any time")
OTHER_WORDS: Final = _("In some situations it says instead")
ABOVE: Final = _("see\u00a0above")
BELOW: Final = _("see\u00a0below")
KIND_STARTS: Final = _("It starts with")
KIND_READING: Final = _(
    "→ opens a branch, ← closes it, Enter shows the step. Each step is told in full once; → goes there from where "
    "it comes again. Where it says “or”, what happened before decides which it is."
)

# The directory
DIRECTORY_KEY: Final = _("directory")
DIRECTORY_KEY_HELP: Final = _("Whom to ring: services, what each is for, and what to say first.")
DIRECTORY_WHERE: Final = _("whom to ring")
DIRECTORY_NO_NATION: Final = _("no nation is set")
DIRECTORY_MOVE: Final = _("move")
DIRECTORY_MOVE_HELP: Final = _("Up and down: mark another service, or read on.")
DIRECTORY_READ: Final = _("read")
DIRECTORY_READ_HELP: Final = _("All that is known of the marked service.")
DIRECTORY_LIST: Final = _("list")
DIRECTORY_LIST_HELP: Final = _("Back to the list.")
DIRECTORY_CLOSE: Final = _("close")
DIRECTORY_CLOSE_HELP: Final = _("Close the directory: you are back where you were.")
DIRECTORY_PAST: Final = _("past its date: look it up first")
DIRECTORY_TEXT: Final = _("By text, to this number.")
DIRECTORY_CHOICES: Final = (
    _("Add a service of your own"),
    _("Change the marked one"),
    _("Take the marked one out"),
)
DIRECTORY_REMOVE: Final = _("Take it out?")
DIRECTORY_REMOVE_LINES: Final = _("{label}, {number}. It can be added again at any time.")
DIRECTORY_REMOVE_CHOICES: Final = (_("Take it out"), _("Leave it in"))
ENTRY_NEW: Final = _("a new one")
ENTRY_CHANGE: Final = _("change it")
ENTRY_WHY: Final = _("Try the number before you save it. 999 and 112 are built in, and need no entry.")
ENTRY_FIELDS: Final = {
    "label": _("Who it is"),
    "number": _("Number"),
    "say": _("What to say first"),
    "hours": _("When they answer"),
    "vouched_by": _("Who answers for it"),
    "verify_again_by": _("Check it again by"),
}
ENTRY_HINTS: Final = {
    "say": _("may stay empty"),
    "hours": _("may stay empty"),
    "vouched_by": _("somebody in your organisation"),
    "verify_again_by": _("year-month-day"),
}
ENTRY_KIND: Final = _("What it is for")
ENTRY_PLACE: Final = _("Where it is for")
ENTRY_EVERYWHERE: Final = _("all four nations")
ENTRY_ANOTHER: Final = _("another")
ENTRY_KIND_KEY: Final = _("what for")
ENTRY_KIND_HELP: Final = _("It is for something else: the next of the list.")
ENTRY_PLACE_KEY: Final = _("where")
ENTRY_PLACE_HELP: Final = _("It is for another nation, or for all four.")
ENTRY_BACK: Final = _("back")
ENTRY_BACK_HELP: Final = _("Out of the field; once more, back without saving.")
ENTRY_CHOICES: Final = (_("Save it"), _("Back without saving"))
ENTRY_NEEDED: Final = _("{field}: please write something here. Nothing was saved.")
ENTRY_NO_DAY: Final = _("Check it again by: please write a day as year-month-day, like 2027-05-31.")
ENTRY_WRONG: Final = _("{field}: {problem}. Nothing was saved.")
ENTRY_OTHER: Final = _("This entry")
ENTRY_SAVED: Final = _("Saved, and in the list from now on.")

# Leaving
LEAVE_TITLE: Final = _("Close netmeet?")
LEAVE_OPEN: Final = _("The meeting stays open and safe on this computer. The next start comes back to this screen.")
LEAVE_MEMORY: Final = _("This meeting is kept in memory only. If you close netmeet now, it is gone.")
LEAVE_CHOICES: Final = (_("Close netmeet"), _("Stay here"))
