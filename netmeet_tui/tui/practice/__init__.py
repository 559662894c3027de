"""Practice on the screens of a live meeting, in a program of its own: it never runs in the same process."""
