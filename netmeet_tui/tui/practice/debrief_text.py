"""What the looking back after a practice says, in one place to translate; what it tells is in the report."""

from __future__ import annotations

from typing import Final

from netmeet_tui.catalogue import _
from netmeet_tui.practice.readiness import Went
from netmeet_tui.tui.keys import Key

WHERE: Final = _("Looking back")
PLACE: Final = _("{number} of {of}")
OPENING: Final = _("One moment.")

# Going through it
ON: Final = _("on")
ON_HELP: Final = _("On to the next part.")
DONE: Final = _("done")
BACK: Final = _("back")
BACK_HELP: Final = _("Back to the part before; at the first one, out of it.")
WRITE: Final = _("write")
WRITE_HELP: Final = _("Write. Tab goes on to the next question, Esc leaves the field.")
SUPPORT: Final = _("support")
REST: Final = _("the rest")
REST_HELP: Final = _("Down and up: the rest of this part.")
ON_TO: Final = _("On: {title}")
BACK_TO: Final = _("Back")
LEAVE: Final = _("Leave this")
LEAVE_TITLE: Final = _("Leave this now?")
LEAVE_LINES: Final = _("What you wrote here is kept nowhere, and would be gone.")
LEAVE_CHOICES: Final = (_("Leave it"), _("Stay here"))
IN_A_FIELD: Final = (
    Key("tab", "", _("next question"), _("Go on to the next question."), ("shift+tab",)),
    Key("escape", "", _("done writing"), _("Leave the field.")),
)

# What stands above the questions
ABOVE_YOU: Final = _(
    "Before anything is told, a moment for you. You can think, talk, or press w and write: nothing has to be "
    "written, and it is kept nowhere."
)
ABOVE_OWN: Final = _("Before the policy has its say. Think, talk, or press w and write; nothing has to be.")
ABOVE_ALONG: Final = _("It may be small: a sentence, a question, a way to sit. Press w to write it down.")

# The end of it
END_WHERE: Final = _("how it went")
WENT_ASKED: Final = _("How did it go, for you?")
WENT: Final = {
    Went.AGAIN: _("I would like to do this again soon"),
    Went.HARD: _("It was hard"),
    Went.WELL: _("It went well"),
    Went.EASY: _("It was easy"),
}
RATHER_NOT: Final = _("I would rather not say")
WENT_WHY: Final = _(
    "Only you say so; nothing else does. The map of what you practised then keeps the day, the steps, the clauses "
    "and this answer, and none of your words."
)
KEPT_UNDER: Final = _("It will be kept under “{alias}” when you are done.")
NOT_KEPT: Final = _("Nothing is kept.")
TAKE_IT: Final = _("All of this can be yours: p writes it as a PDF, t as text. Else it is gone when you are done.")

ALIAS_TITLE: Final = _("Under which name?")
ALIAS_LINES: Final = _(
    "A word that you choose, and know again next time. It need not be your name. Leave it empty, and nothing is "
    "kept."
)

# Files
PAPER: Final = _("PDF")
PAPER_HELP: Final = _("Write all of this as a PDF, to read and to print.")
TEXT: Final = _("text")
TEXT_HELP: Final = _("Write all of this as a file of text (Markdown).")
NAME_TITLE: Final = _("Your name, if you want it on it")
NAME_LINES: Final = _("Leave it empty, and your name is nowhere in the file.")
FILE_TITLE: Final = _("This practice as a file")
FILE_TOLD: Final = _(
    "What happened, the way, what you wrote and what the policy says, marked PRACTICE. The file is not encrypted: "
    "whoever has it can read it."
)
FILE_NAME: Final = "practice-{story}{ending}"
UNPRINTED: Final = _("{why} As text every letter can be written: Esc, then t.")

WORD_HELP: Final = _("Write it.")
WORD_BACK_HELP: Final = _("Back; nothing is written.")
IN_A_WORD: Final = (
    Key("enter", "", _("go on"), _("Go on with this word, or with none.")),
    Key("escape", "", _("back"), _("Back; nothing is written.")),
)
