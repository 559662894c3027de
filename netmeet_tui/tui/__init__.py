"""Everything Textual: the app, its screens, its widgets, its theme."""
