"""What the notes about the work say, in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _
from netmeet_tui.tui.keys import Key

# Writing a note
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
    Key("tab", "", _("next question"), _("Go on to the next question."), ("shift+tab",)),
    Key("escape", "", _("done writing"), _("Leave the field.")),
)

# What was found in it
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

# The notes that are kept
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
