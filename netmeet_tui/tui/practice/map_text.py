"""What the map of what was practised says, in one place to translate."""

from __future__ import annotations

from typing import Final

from netmeet_tui.catalogue import _

WHERE: Final = _("What you have practised")
DONE, TO_COME = "✓", "·"
NOT_YET: Final = _("not yet")

MOVE: Final = _("the rest")
MOVE_NAMES: Final = _("another name")
MOVE_HELP: Final = _("Up and down: the rest of the map, or another name.")
TAKE: Final = _("this map")
TAKE_HELP: Final = _("The map of the marked name.")
BACK: Final = _("back")
BACK_HELP: Final = _("Back to the names, where there are several; then to the stories.")
FORGET: Final = _("forget")
FORGET_HELP: Final = _("Take out all that is kept under this name, for good. You are asked first.")

NOTHING: Final = _(
    "Nothing has been practised on this computer yet. After a story you may choose a name, and your map is kept "
    "under it: which steps, clauses and outcomes you met, and on which day. Nothing that was said is kept."
)
NAMES: Final = _("Whose map?")
KEPT: Final = _("Only you say what is kept. It is a map and no mark: nobody is compared with anybody.")

NEXT: Final = _("If you like, next")
NOTHING_NEXT: Final = _("Nothing has to be met again just now.")
STEPS: Final = _("Steps")
CLAUSES: Final = _("Clauses of the policy")
APART: Final = _("No step is about {clauses}: they are told at the start, or only read.")
OUTCOMES: Final = _("What came of it")

FORGET_TITLE: Final = _("Forget what {alias} has practised?")
FORGET_LINES: Final = _(
    "All that is kept under this name is taken out for good. Files that were written from it stay where they are."
)
FORGET_CHOICES: Final = (_("Forget it"), _("Keep it"))
FORGOTTEN: Final = _("All that was kept under the name {alias} is forgotten.")
