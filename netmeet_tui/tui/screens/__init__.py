"""One screen a file, named for what a facilitator is doing."""
