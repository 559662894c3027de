"""What the guided first ten minutes say, in one place to translate.

A key that is to be pressed stands in square brackets, and nothing else does: people find it there, and so does the
program. What might be written stands between typographic quotes.
"""

from __future__ import annotations

from typing import Final

from netmeet_tui.catalogue import _

SIGN: Final = "»"
TOUR: Final = _("Tour {part} of {parts}:")

# Before it
WHERE: Final = _("The first ten minutes")
ABOUT: Final = _(
    "A harmless story: a neighbour is out, and there are ducks. It takes about ten minutes. You cannot break "
    "anything."
)
LEARN_TITLE: Final = _("Afterwards you will know how to")
LEARN: Final = (
    _("flag a concern, answer a step, take a choice back"),
    _("find 999, the policy and help, and hide the screen"),
    _("pause, write, end a meeting, and look back on it"),
)
LEAVE: Final = _("You can leave at any time: x, then 5.")
HOW: Final = _("A line with {sign} says what to do. Keys stand in brackets:")
BEGIN: Final = _("Press [1] to begin.")
CHOICES: Final = (_("Begin"), _("Not now"))

# The meeting
REST: Final = _(
    "This is the meeting: its time, its concerns, who is here. Below, Pim talks, and goes on. Press [.] for all "
    "of it."
)
REST_LATER: Final = _("Below this line somebody talks, and goes on. Press [.] to have all of it at once.")
FOLD: Final = _(
    "This is the meeting: its time, its concerns, who is here. Below is what they say. Press [.] to fold it away."
)
FOLD_LATER: Final = _("Below this line stands what they say. Press [.] to fold it away.")
FOLDED: Final = _("What they say is folded away, for when it is in the way. Press [.] again, and it is back.")
KEYS: Final = _("At the foot of every page stand its keys. Press [?] for help: what each of them does.")
CARD: Final = _("From any page, 9 brings the 999 card. This is practice: look, and do not ring. Press [9].")
HIDE: Final = _(
    "Somebody passes who should not read this? h hides it all behind a clock. Press [h], and [h] again."
)
FLAG: Final = _("Pim is worried about Ada. Here such a worry is called a concern. Press [f] to flag a concern.")
FLAG_AGAIN: Final = _("Ada’s concern is not here yet. Press [f] to flag it.")
OPEN: Final = _("Ada’s concern is open, and keeps its place. Press its number, [{lane}], to go to it.")
PAUSED: Final = _("It is paused: now there is time for the stairs. Press its number, [{lane}], to go to it again.")
SEATS: Final = _("One more thing before the end: writing. Press [s], for the seats.")
END: Final = _("That is all for Ada’s concern, and nothing else is open. Press [e] to end the meeting.")
END_OPEN: Final = _("Press [e] to end the meeting. What is still open is asked about first.")

# Flagging
WHOM: Final = _(
    "Whom is it about? Ada is not here; Pim is, and will answer. Press [a], the letter before Pim’s name."
)
KIND: Final = _("And what is it? Pim is worried about an adult who is not here. Press [4].")
NOT_AGAIN: Final = _("Ada’s concern is flagged already. Press [Esc] to go back without another one.")

# The steps
MORE: Final = _("This is a step. Not all of it fits on the page: press [Space] for more.")
POLICY: Final = _(
    "The dots say what to do. Below them stands why, with its clause. Press [c] for the policy, open at this step."
)
DANGER: Final = _("A step asks, and you two answer. Pim is not sure, so nor are you: press the number, [{key}].")
DANGER_AGAIN: Final = _("You are back at the first step. Choose by its number: press [{key}].")
KEEP_CLOSE: Final = _("Pim has thought, and nothing points to danger. Press [{key}] for no.")
MENU: Final = _("Only practice has a menu of its own. Press [x]: the story stands still while you look at it.")
WRONG: Final = _(
    "Now a choice that Pim did not ask for, to see what comes of it. Press [{key}], as if you left it with them."
)
UNDO: Final = _("Look at what Pim says: that was not it. Press [u], undo, and your last choice is taken back.")
UNDO_OFF: Final = _("This is not where the story leads. Press [u], undo, and your last choice is taken back.")
UNDONE: Final = _("It is taken back. Pim wanted to ring Ada, with somebody beside: press [{key}].")
HELP_THEM: Final = _("What would Pim like to do? To ring Ada, with somebody beside: press [{key}].")
PARK: Final = _("Lou sighs about the stairs. Press [p] to pause this concern: it waits for you.")
PARKED: Final = _("Here you are where you left it. Press [p] to carry on.")
LATER: Final = _("Pim would like to do it later, from home. Press [{key}].")
MADE: Final = _("Pim has got through to Ada. Press [{key}].")
WRITE: Final = _("Who does it, and when? This step has a field for that. Press [Enter] to write in it.")
AGREED: Final = _("It is written down. You have agreed a plan: press [{key}].")
KNOWS: Final = _("Pim knows it all, having made the call. Press [{key}].")
SUPPORT: Final = _("The last step is always support, for them and for you. Pim takes it: press [{key}].")
NO_MORE: Final = _("Nothing more is done here. Press [{key}] to close it.")
ON: Final = _("This is beside the way, and that is all right. Press [{key}] to come back to it.")
OTHER: Final = _("This is another concern than Ada’s. Press [m] to go back to the meeting; it keeps its place.")
CLOSED: Final = _("This concern is closed. Press [m] to go back to the meeting.")

# Writing
PLAN: Final = _("Type who does it and when, without a name. For instance: “They ring at four”.")
WORD: Final = _("Type another word for this seat. For instance: “Duck friend”.")
CARD_IN_FIELD: Final = _(
    "While you write, 9 is only a 9. The 999 card has another key then, as the top line says. Press [F9]."
)
WRITTEN: Final = _("What you wrote is kept when you leave the field. Press [Enter].")
ANY_WORD: Final = _("Type a word or two. For instance: “not today”.")
PICK_SEAT: Final = _("Each seat has a letter. Press [a] to change the word of that seat.")

# The end
END_IT: Final = _("It says what is erased, and what is kept. Press [1] to end the meeting.")
END_LEAVE: Final = _("Another concern is open. Press [2] to leave it open. You will be asked why.")
END_GO: Final = _("Ada’s concern is still open. Press [1] to go to it.")
LOOK_FIRST: Final = _("Now you look back, and it begins with you. You need not write. Press [1] for the next part.")
LOOK: Final = _("Read as much as you like; the arrow keys show the rest. Press [1] for the next part.")
LOOK_FIELD: Final = _("Type, or only think: it is kept nowhere. Press [Esc] to leave the field.")
LOOK_LAST: Final = _("How did it go, for you? Any number will do. Press [5] if you would rather not say.")
LOOK_DONE: Final = _("That is all of it. Press [Enter], and you are done.")

# On pages beside the way
BESIDE: Final = _("Look round as long as you like. This is beside the way: press [Esc] to go back.")
AT_HELP: Final = _("Every key of the page before, and what it does. Arrow keys show more. Press [Esc] to go back.")
AT_CARD: Final = _("This is what 999 will ask you, in their order. Nobody is rung from here. Press [2] to go back.")
AT_CLOCK: Final = _("All is hidden. Press [h], and it is back.")
AT_POLICY: Final = _("The policy, to read at any time. Nothing changes meanwhile. Press [Esc] to close it.")
AT_MENU: Final = _("Here you read back, let time pass, go back to try another way, or stop. Press [Esc] to go on.")
AT_PAUSE: Final = _("After something hard a pause is offered to you. Press [1] to go on.")
AT_QUESTION: Final = _("Something is asked before it is done. Press [2], and everything stays as it is.")
AT_SUPPORT: Final = _("Real people with real numbers, for you. Press [Esc] to go back.")
AT_WORD: Final = _("You can leave this empty. Press [Enter] to go on.")
AT_FILE: Final = _("This would write a file, which you can do another time. Press [Esc] to go back without one.")

# Again, and more plainly
AGAIN: Final = _("Only one key is needed now. Press [{key}]. {hint}")
HINTS: Final = {
    "Esc": _("It is the key at the top left of most keyboards."),
    "Enter": _("It is the large key at the right of the letters."),
    "Space": _("It is the long bar under the letters."),
    "F9": _("It is in the top row, above the numbers. Some keyboards want Fn held down with it."),
    "?": _("Hold Shift, and press the key that has ? and / on it."),
    ".": _("It is the full stop, to the right of the letter M."),
}
HINT_NUMBER: Final = _("It is in the row of numbers above the letters.")
HINT_LETTER: Final = _("It is the letter {key}, without Shift.")

# After it
AFTER_WHERE: Final = _("That was the tour")
AFTER_TITLE: Final = _("You know your way round now")
AFTER_TOLD: Final = _("You flagged, chose, took back, paused, wrote and ended. On every page, ? tells the keys.")
AFTER_NEXT: Final = (
    _("Take a story next. V-20, “A false alarm”, is a gentle one to begin with."),
    _("Two of you can practise at one laptop, or somebody can lead."),
    _("The tour is always here again: t."),
)
AFTER_CHOICES: Final = (_("To the stories"),)
