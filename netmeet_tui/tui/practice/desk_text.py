"""What the practice menu and the ways to practise say, in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _, many

BACK: Final = _("back")
BACK_HELP: Final = _("Back to the practice menu.")
MOVE: Final = _("read on")
MOVE_HELP: Final = _("Up and down; Page up, Page down, Home and End go further.")

# The menu
WHERE: Final = _("Paused")
TITLE: Final = _("The story stands still")
TOLD: Final = _("Pause and talk: what do you notice? What could you do now?")
GO_ON: Final = _("Go on with the story")
SAID: Final = _("Read what was said so far")
GO_BACK: Final = _("Go back, and try another way")
STOP: Final = _("Stop here, and look back on it")
LEAVE: Final = _("Leave this story: nothing was done in it yet")
GO_ON_KEY: Final = _("go on")
GO_ON_HELP: Final = _("Back to the story. The people go on where they were.")
SUPPORT: Final = _("support for you")
SUPPORT_HELP: Final = _("Real people to talk to, if a story stays with you.")
HIDE_SAID: Final = _("hide what they say")
SHOW_SAID: Final = _("show what they say")
VOICES_HELP: Final = _("Whether what the people say stands on the screen.")
SAID_SHOWN: Final = _("What they say stands on the screen from now on.")
SAID_HIDDEN: Final = _("What they say does not stand on the screen from now on.")
NOTHING_DONE: Final = _("Nothing has been done yet that you could go back to.")


def let_pass(minutes: int) -> str:
    """The line that lets some time pass."""
    return many("Let a minute pass", "Let {count} minutes pass", minutes).format(count=minutes)


def passed(minutes: int, time: str) -> str:
    """What is said when it has passed."""
    told = many("A minute has passed: it is {time}.", "{count} minutes have passed: it is {time}.", minutes)
    return told.format(count=minutes, time=time)


STOP_TITLE: Final = _("Stop here?")
STOP_TOLD: Final = _(
    "The story ends where it is. Then you look back on it together: how you are first, then what happened. "
    "You can leave that at any point, too."
)
STOP_CHOICES: Final = (_("Stop, and look back"), _("Not yet"))

# What was said
SAID_WHERE: Final = _("What was said so far")
SAID_LED: Final = _("This is how the story has it. Whoever leads may have said it in other words.")

# Going back
BACK_WHERE: Final = _("Go back, and try another way")
BACK_TOLD: Final = _("To just before what you choose. What was done since stays for looking back.")
BACK_TAKE: Final = _("go back to here")
BACK_TAKE_HELP: Final = _("The story is as it was just before this. What was done since stays for looking back.")
BACK_MOVE: Final = _("another point")
BACK_DONE: Final = _("You are back at this point. What came after it stays for looking back.")

# What was done
BEGAN: Final = _("The meeting begins")
FLAGGED: Final = _("Flagged: {kind}")
ABOUT: Final = _("about {who}")
LEFT_OPEN: Final = _("Left open: {why}")
BROUGHT_IN: Final = _("Brought in: {what}")
HAPPENED: Final = _("({what})")
CHOSE: Final = _("{step}: {choice}")
ANSWERED: Final = _("{question} {choice}")
"""Where what a step is called is a question already."""


def later(minutes: int) -> str:
    """That some time was let pass."""
    return many("A minute later", "{count} minutes later", minutes).format(count=minutes)


# For whoever leads
NOTES_KEY: Final = _("trainer’s notes")
NOTES_HELP: Final = _("For whoever leads: notes, cards, and what can be brought in. Hidden at first.")
NOTES_F4_HELP: Final = _("For whoever leads, from anywhere: the notes, and what can be brought in by its number.")
NOTES_WHERE: Final = _("For whoever leads")
NOTES_HIDDEN: Final = _("The trainer’s notes are hidden. n shows them.")
NOTES_BLIND: Final = _("The numbers bring something in, hidden or not. It is heard at once.")
NOTES_NONE: Final = _("Nothing can be brought in to this story.")
NOTES_SHOW: Final = _("show the notes")
NOTES_HIDE: Final = _("hide the notes")
NOTES_SHOW_HELP: Final = _("Show the notes, or hide them again.")
NOTES_BRING: Final = _("Bring in, by number (✓ has been brought in):")
NOTES_BRING_HELP: Final = _("1 to 8: bring that in. The people in the story answer to it at once.")
NOTES_IN: Final = "✓"
NOTES_BEFORE: Final = _("That has been brought in already.")
NOTES_OWN: Final = _("Notes")
NOTES_PEOPLE: Final = _("The people, for whoever plays them")
NOTES_INSIDE: Final = _("Inside the policy")
NOTES_OUTSIDE: Final = _("Outside the policy")
NOTES_DISCUSS: Final = _("To discuss")
NOTES_LEARNING: Final = _("What this story teaches")
NOTES_CLAUSES: Final = _("Its clauses")

# Two at one laptop
HANDS_BEGIN: Final = _("Who does what")
HANDS_TITLE: Final = _("Change hands")
HANDS_FIRST: Final = _("To begin with, the second of you keeps the screen, and the first talks with {who}.")
HANDS_ON_THE_WAY: Final = _("On the way you are asked to change hands.")
HANDS_ROLES: Final = {
    1: _("The second of you keeps the screen now; the first talks with {who}."),
    2: _("The first of you keeps the screen now; the second talks with {who}."),
}
"""By which of the two talks."""
HANDS_PEOPLE: Final = _("the people here")
HANDS_HOLDS: Final = {
    1: _("From now on the meeting notes that the first of you holds this concern."),
    2: _("From now on the meeting notes that the second of you holds this concern."),
}
HANDS_READY: Final = (_("We are ready"), _("Not now"))
HANDS_CHANGED: Final = (_("We have changed"), _("Not now"))
HANDS_NOT_NOW: Final = _("not now")
HANDS_NOT_NOW_HELP: Final = _("Leave it as it is. You are not asked again for this step.")
HANDS_HELP: Final = _("You have changed: go on.")
