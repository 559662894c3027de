"""What a screen is told when something could not be done."""


class Trouble(Exception):
    """Something could not be done, and nothing was changed. The message is one sentence for the facilitator."""


class Unreadable(Trouble):
    """A meeting cannot be resumed just now. It can be tried again, or erased."""
