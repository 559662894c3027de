"""What the settings say, in one place to translate; what each of them means is in the pack."""

from typing import Final

from netmeet_tui.catalogue import _, many
from netmeet_tui.tui.keys import Key

# The settings
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
SETTINGS_MORE: Final = _("What has no number is chosen with `netmeet settings set`.")
SETTINGS_REST: Final = _("the rest")
SETTINGS_REST_HELP: Final = _("Down and up: the rest of it.")
SETTINGS_LEAVE_HELP: Final = _("Back, and leave it as it is.")
SETTINGS_FIELD_KEYS: Final = (
    Key("enter", "", _("save"), _("Save what you wrote.")),
    Key("escape", "", _("leave it as it is"), _("Leave it as it was.")),
)

# Who decided
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

# What changes
CHANGES_WHERE: Final = _("what changes")
CHANGES_MOMENT: Final = _("One moment: every step and every example is gone through. It takes a few seconds.")
CHANGES_CHOICES: Final = (_("Save it"), _("Leave it as it is"))
CHANGES_SAVE_HELP: Final = _("Save it: it holds from the next meeting on.")

# Questions
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
