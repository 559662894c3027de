"""What the screens of an open meeting say outside its concerns' steps, in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _, many
from netmeet_tui.tui.keys import Key

# The meeting
MEETING: Final = _("Meeting")
BEGAN: Final = _("began {time}")
IN_MEMORY: Final = _("in memory only")
ONE_FACILITATOR: Final = _("one facilitator")
HERE_TITLE: Final = _("Who is here")
NOBODY_SEATED: Final = _("Nobody is noted. You do not need to: s adds a seat, with a word they choose or none.")
CONCERNS_TITLE: Final = _("Concerns")
NO_CONCERNS: Final = _("None. If something worries you, press f.")
TAKE_KEY: Final = _("card to take away")
TAKE_KEY_HELP: Final = _("Support that people can use themselves: to read together, to photograph, to print.")
ROOM_MODES: Final = {"in-person": _("in person"), "online": _("online"), "phone": _("by phone")}
HOLDS: Final = ("", _("the first of you holds this"), _("the second of you holds this"))
ROOM_TWO: Final = _("two of you")
LEFT_SEAT: Final = _("{seat} (left)")
GLANCE_MORE_HELP: Final = _("Down and up: the rest of the meeting.")
ROOM_BACK: Final = _("back")
ROOM_BACK_HELP: Final = _("Back to the meeting.")

# A new concern
FLAG_WHERE: Final = _("a concern")
FLAG_TITLE: Final = _("What worries you?")
FLAG_LINES: Final = (_("The nearest one is enough. You can change course at any step."),)
FLAG_ABOUT: Final = _("Whom is it about? Press a letter first, or leave it open.")
FLAG_ILL: Final = _("Someone is seriously ill, or in danger right now: ")
FLAG_NO_SEATS: Final = _("No seats are noted; that is all right.")

# 999
EMERGENCY_WHERE: Final = "999"
EMERGENCY_RANG: Final = _("We have rung 999")
EMERGENCY_BACK: Final = _("Not needed: back to where we were")
PLACE_HERE: Final = _("Here: {place}")
PLACE_OF: Final = _("{seat} is at: {place}")
PLACE_PHONE: Final = _("Their phone: {phone}")
PLACE_ASK: Final = _("Ask: “Where are you right now?”")

# A reason
IN_THE_REASON: Final = (
    Key("enter", "", _("choose"), _("Keep the reason, and choose.")),
    Key("escape", "", _("back without choosing"), _("Back without choosing.")),
)
REASON_NEEDED: Final = _("Say why, in a few words")
REASON_WHERE: Final = _("say why")
REASON_WHY: Final = _("In your own words, a line is enough. It goes when the meeting ends.")
REASON_EMPTY: Final = _("A word or two is needed here. Esc goes back without choosing.")

# Seats
SEATS_TITLE: Final = _("Who is here")
SEATS_LINES: Final = _("A seat has a letter. A word that the person chooses is welcome, a name is not needed.")
SEAT_FIELD: Final = _("Their word")
SEAT_HINT: Final = _("may stay empty")
ABOUT_TITLE: Final = _("Whom is it about?")
ABOUT_NOBODY: Final = _("Leave it open")
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

# A round, or a pause
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
