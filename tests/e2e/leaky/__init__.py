"""A meeting full of one word, the ways in which a program can end, and where the word is looked for afterwards."""
