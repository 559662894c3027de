"""What the opening, the in-case card and the views for reading together say, in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _

# The opening
OPENING_KEY: Final = _("opening")
OPENING_KEY_HELP: Final = _("What to say at the start: point by point, with a tick for what was said.")
OPENING_OFFER: Final = _("Before you begin: b shows what to say first.")
OPENING_GO_ON: Final = _("Said at the start: {said} of {all}. b shows the rest.")
OPENING_WHERE: Final = _("what to say first")
OPENING_AT: Final = _("{number} of {of}")
OPENING_SAID: Final = _("said")
OPENING_UNSAID: Final = _("not said yet")
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

# The in-case card
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

# To read together, and to read aloud
OPEN_VIEW_WHERE: Final = _("to read together")
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
