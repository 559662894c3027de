"""``python -m netmeet_tui``."""

from netmeet_tui.cli import main

main()
