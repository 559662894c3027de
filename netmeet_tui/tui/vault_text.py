"""What is said where the vault is made, opened and locked, in one place to translate."""

from typing import Final

from netmeet_tui.catalogue import _
from netmeet_tui.tui.keys import Key

# Passphrase
IN_A_PASSPHRASE: Final = (
    Key("enter", "", _("next"), _("The next field, or done.")),
    Key("escape", "", _("leave the field"), _("Leave the field.")),
    Key("f2", "", _("go on without saving"), _("A meeting that is kept in memory only.")),
)
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

# The recovery code
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

# Locked
LOCK_WHERE: Final = _("locked")
LOCK_TITLE: Final = _("Locked")
LOCK_WHY: Final = _("What was open is closed, and safe on this computer. Unlocking comes back to the same screen.")
LOCK_UNLOCK: Final = _("Unlock")
LOCK_NO_KEYRING: Final = _("The keyring does not open it just now: please type your passphrase.")
LOCKED_ENDED: Final = _("The meeting that was open here has been ended in another window, and erased.")
