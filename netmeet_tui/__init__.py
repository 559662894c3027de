"""netmeet: the terminal program that facilitators of network meetings keep open in the room."""

__version__ = "0.1.0"
