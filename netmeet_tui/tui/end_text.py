"""What the end of a meeting says, and what is there after it: in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _
from netmeet_tui.tui.keys import Key

# The end
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

# The take-away card
TAKE_WHERE: Final = _("to take away")
TAKE_ONE: Final = _("one of them, large")
TAKE_ONE_HELP: Final = _("The one with that number by itself, with a code that a phone’s camera reads.")
TAKE_POINT: Final = _("Point a phone’s camera at the code: the phone asks before it rings or writes.")
TAKE_PRINT: Final = _("print")
TAKE_PRINT_HELP: Final = _("Write the card as a file, to print it on one side of A5.")
TAKE_PRINT_TITLE: Final = _("The card as a file to print")
TAKE_PRINT_TOLD: Final = _("One side of A5. It says nothing of this meeting, nor of anybody in it.")
TAKE_PRINT_NAME: Final = "card.pdf"
TAKE_BACK_HELP: Final = _("Back to where you were. Nothing is noted.")
TAKE_SCROLL: Final = _("the rest")
TAKE_SCROLL_HELP: Final = _("Down and up: the rest of the card.")

# A pause for the facilitators
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

# A file that leaves netmeet
FILE_NAME: Final = _("Name of the file. It goes into your own folder, where you name no other.")
FILE_WRITTEN: Final = _("Written to {path}.")
FILE_WRITE_HELP: Final = _("Write the name of the file.")
FILE_BACK_HELP: Final = _("Back. Nothing is written.")
IN_A_FILE_NAME: Final = (
    Key("enter", "", _("write the file"), _("Write the file.")),
    Key("escape", "", _("back without a file"), _("Back. Nothing is written.")),
)
