"""What stands in this folder is imported by a program before anything of its own."""
