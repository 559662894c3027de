"""What only practice says on its screens, in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _

PRACTICE: Final = _("PRACTICE")
FRAME: Final = _("PRACTICE  ·  nobody is real, nobody is rung")
FRAME_CARD: Final = _("PRACTICE  ·  ring only if this is real")
WHERE: Final = _("Practice")

DESK_KEY: Final = _("practice menu")
DESK_HELP: Final = _("Pause; what was said; let time pass; go back; support for you; stop. F3 while you write.")
REST_KEY: Final = _("what they say")
REST_HELP: Final = _("All of what they say at once; again: fold it away, or bring it back.")

DOES: Final = _("({does})")
FOLDED: Final = _("What they say is folded away. . brings it back.")

# Choosing
CHOOSE_TITLE: Final = _("Practise with a story")
CHOOSE_TOLD: Final = _(
    "Everybody in these stories is invented. Nothing is graded, nobody is rung, and you can stop at any point."
)
CHOOSE_OPENING: Final = _("One moment: reading the policy and the stories.")
CHOOSE_OPEN: Final = _("take this story")
CHOOSE_OPEN_HELP: Final = _("What the story is about comes first, before you begin it.")
CHOOSE_MOVE: Final = _("another story")
CHOOSE_MOVE_HELP: Final = _("Up and down: the stories.")
CHOOSE_TOUR: Final = _("first ten minutes")
CHOOSE_TOUR_HELP: Final = _("A guided walk with a harmless story that shows you the keys.")
CHOOSE_MAP: Final = _("what you practised")
CHOOSE_MAP_HELP: Final = _("The map of what has been practised on this computer, and what to come back to.")
CHOOSE_SUPPORT: Final = _("support for you")
CHOOSE_SUPPORT_HELP: Final = _("Real people to talk to, if a story stays with you.")
CHOOSE_LEAVE: Final = _("leave practice")
CHOOSE_LEAVE_HELP: Final = _("Close practice; from the first screen, back to it.")
CHOOSE_NONE: Final = _("No story can be read: {why}")

# Before a story
NOTE_WHERE: Final = _("Before you begin")
NOTE_ABOUT: Final = _("What comes up in this story")
NOTE_WAY_OUT: Final = _("You can stop at any point: press {key}, then 5. Nothing is graded and nobody is told.")
NOTE_SUPPORT: Final = _("If it stays with you, s shows real people you can talk to, day and night.")
NOTE_CHOICES: Final = (_("Go on with this story"), _("Another story"))

MODE_WHERE: Final = _("How do you practise?")
MODE_CHOICES: Final = (
    _("On my own: what they say stands on the screen"),
    _("Two of us at one laptop: we change hands on the way"),
    _("Somebody leads: they play the people, and bring things in"),
)

BRIEF_WHERE: Final = _("The story")
BRIEF_WHEN: Final = _("{weekday} {day}, {time}")
BRIEF_HERE: Final = _("Who is here")
BRIEF_YOU: Final = _("You are the facilitators. Hold the meeting as you would hold a live one.")
BRIEF_CARDS: Final = _("The cards of the people are on the page of whoever leads.")
BRIEF_CHOICES: Final = (_("Begin"), _("Another story"))
UNFIT: Final = _(
    "This story does not fit the policy of this computer, so it cannot be played here: {why} "
    "Please choose another one."
)

# Support for the trainee
SUPPORT_WHERE: Final = _("For you, and this is real")
SUPPORT_TITLE: Final = _("These are real people and real numbers")
SUPPORT_TOLD: Final = _(
    "Stories like these can touch something of your own. You can stop now, or take a pause. You need no reason."
)
SUPPORT_DO: Final = (
    _("Put your feet on the floor and look round the room."),
    _("Say to somebody here how you are, or step outside with them."),
    _("If it stays with you tonight, talk to somebody you trust, or to one of these:"),
)
SUPPORT_EMERGENCY: Final = _("If your life or another’s is in danger now, ring 999. 9 shows what they will ask.")

# Leaving
LEAVE_TITLE: Final = _("Leave this story?")
LEAVE_TOLD: Final = _("What you did in it is gone then. To look back on it first, press {key}, then 5.")
LEAVE_CHOICES: Final = (_("Leave it"), _("Go on with the story"))
