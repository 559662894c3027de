"""A pack small enough to be walked one situation at a time."""

from __future__ import annotations

from pathlib import Path

from netmeet_tui.policy.load import load
from netmeet_tui.policy.pack import Pack

SMALL = """
start = { here = "ask", away = "ask" }

[facts]
kind = ["here", "away"]
present = ["yes", "no"]
ground = ["none", "consent"]
route = ["none", "friend", "self"]
contact = ["none", "made"]
asked = ["no", "once", "twice"]
friend = ["-", "no", "later"]
alone = ["-", "no", "later"]
outcome = ["none", "friend", "self", "nothing", "given-up"]

[outcomes]
contact = ["friend"]
if-nothing-else = ["nothing"]

[conditions]
refused = "friend is no and alone is no"

[[offers]]
id = "friend"
route = "friend"
to = "tell"

[[offers]]
id = "alone"
route = "self"
to = "rest"

[roads]
again = [
    { when = "asked is no", to = "ask", set = { asked = "once" } },
    { when = "asked is once and lenient is yes", to = "here", set = { asked = "twice" } },
    { to = "rest", outcome = "given-up" },
]
over = [ { when = "contact is made", to = "rest" }, { to = "closed", outcome = "nothing" } ]

[steps.ask]
serves = ["C-01"]
duty = "must"
choices = [
    { id = "yes", to = "offers", set = { asked = "once" } },
    { id = "no", to = "again", when = "present is yes" },
    { id = "quit", to = "rest", when = "kind is away", outcome = "given-up" },
]

[steps.offers]
serves = ["C-01"]
duty = "must"
shows = "ledger"
enter = { ground = "none", route = "none" }
choices = [ { id = "finished", to = "rest", when = "refused or patient is no" } ]

[steps.tell]
serves = ["C-01"]
duty = "may"
choices = [
    { id = "done", to = "over", when = "ground is consent", set = { contact = "made" }, outcome = "friend" },
    { id = "not", to = "offers", set = { friend = "no" } },
]

[steps.rest]
serves = ["C-01"]
duty = "cannot"
choices = [
    { id = "again", to = "again", when = "not refused" },
    { id = "end", to = "closed", outcome = "nothing" },
    { id = "self", to = "closed", when = "route is self", outcome = "self" },
]

[events]
"!left" = { when = "present is yes", to = "rest", set = { present = "no", ground = "none" } }
"!returned" = { when = "present is no", to = "ask", set = { present = "yes", friend = "-", asked = "no" } }
"""

SETTINGS = """
[lenient]
values = ["yes", "no"]
by = "organisation"
[patient]
values = ["yes", "no"]
by = "organisation"
[unread]
values = ["yes", "no"]
by = "organisation"
"""


def small_pack(folder: Path) -> Pack:
    """Write the pack into a folder, with words for everything, and read it."""
    steps = ("ask", "offers", "tell", "rest")
    choices = {
        "ask": ("yes", "no", "quit"),
        "offers": ("finished",),
        "tell": ("done", "not"),
        "rest": ("again", "end", "self"),
    }
    words = ['answers = { yes = "Yes", no = "No", later = "Later", unavailable = "-", unasked = "-" }', "[fields]"]
    words += ["[kinds]", *(f'{kind} = {{ label = "{kind}", short = "{kind}" }}' for kind in ("here", "away"))]
    words += [
        "[offers]",
        *(f'{offer} = {{ label = "{offer}", ask = "Shall we?" }}' for offer in ("friend", "alone")),
    ]
    events = ("!left", "!returned", "!park", "!resume", "!undo")
    words += ["[events]", *(f'"{event}" = {{ label = "it", help = "It." }}' for event in events)]
    words += ["[outcomes]", *(f'{name} = "{name}"' for name in ("friend", "self", "nothing", "given-up"))]
    words += [
        "[routes]",
        *(f'{name} = "{name}"' for name in ("friend", "self")),
        "[grounds]",
        'consent = "consent"',
    ]
    for step in steps:
        words += [f"[steps.{step}]", f'short = "{step}"', f'title = "{step}"', 'do = ["Do."]', 'why = "You must."']
        words += ["choices = { " + ", ".join(f'{c} = "{c}"' for c in choices[step]) + " }"]
        words += ["closed = { " + ", ".join(f'{c} = "no"' for c in choices[step]) + " }"]
    files = {
        "pack.toml": 'format = 1\nname = "small"\ntitle = "Small"\nversion = "1"\ndated = "2026-01-01"\n',
        "flow.toml": SMALL,
        "settings.toml": SETTINGS,
        "clauses.toml": '[C-01]\nmodal = "must"\nsays = "Ask."\n',
        "words.toml": "\n".join(words),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return load(folder)
