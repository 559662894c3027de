"""Every sentence goes through the catalogue; whatever a translator's file holds, no screen fails over it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from netmeet_tui import card999, catalogue, translation, translator
from netmeet_tui.catalogue import _, many, wanted
from netmeet_tui.policy import tongue
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.word_rules import texts
from tests.languages import entry, spoken, written

PACKAGE = Path(translator.__file__).parent


@pytest.fixture(scope="module")
def said() -> list[translator.Said]:
    """Every sentence there is; raises where one is not written out."""
    return list(translator.every())


# -- which language ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environ", "codes"),
    [
        ({}, ()),
        ({"LANG": "C.UTF-8"}, ()),
        ({"LANG": "POSIX"}, ()),
        ({"LANG": "en_GB.UTF-8"}, ()),
        ({"LANG": "cy_GB.UTF-8"}, ("cy_GB", "cy")),
        ({"LANG": "cy_GB.UTF-8@euro", "LC_TIME": "en_GB"}, ("cy_GB", "cy")),
        ({"LANG": "cy", "LC_MESSAGES": "gd_GB"}, ("gd_GB", "gd")),
        ({"LC_MESSAGES": "gd", "LC_ALL": "cy"}, ("cy",)),
        ({"LC_ALL": "C", "LANGUAGE": "cy:gd"}, ("cy", "gd")),
        ({"LANGUAGE": "cy:en:gd"}, ("cy",)),
        ({"LANGUAGE": "", "LANG": "cy"}, ("cy",)),
        ({"NETMEET_LANGUAGE": "en", "LANG": "cy"}, ()),
        ({"NETMEET_LANGUAGE": "cy-GB", "LANG": "en"}, ("cy_GB", "cy")),
        ({"NETMEET_LANGUAGE": "../../etc/passwd"}, ()),
        ({"NETMEET_LANGUAGE": "cy/../gd"}, ()),
    ],
)
def test_the_environment_says_which_language(environ: dict[str, str], codes: tuple[str, ...]) -> None:
    assert wanted(environ) == codes


def test_english_needs_no_file_and_imports_nothing_that_reads_one() -> None:
    code = (
        "import sys; before = set(sys.modules); from netmeet_tui.catalogue import _, many, language\n"
        "assert (_('Begin'), many('a', 'b', 1), many('a', 'b', 2), language()) == ('Begin', 'a', 'b', 'en')\n"
        "assert not {'gettext', 'polib', 'pathlib', 'netmeet_tui.translation'} & (set(sys.modules) - before)"
    )
    subprocess.run([sys.executable, "-S", "-c", code], check=True, cwd=PACKAGE.parent)


def test_a_translation_is_spoken(tmp_path: Path) -> None:
    written(tmp_path, entry("Not now", "Nid nawr"))
    with spoken(tmp_path):
        assert (_("Not now"), _("not in the file"), _("")) == ("Nid nawr", "not in the file", "")
        assert catalogue.language() == "cy"
    assert (_("Not now"), catalogue.language()) == ("Not now", "en")


def test_the_first_language_that_there_is_a_file_for_is_spoken(tmp_path: Path) -> None:
    written(tmp_path, entry("Not now", "gd"), code="gd")
    catalogue.speak(("cy_GB", "cy", "gd"), tmp_path)
    try:
        assert (_("Not now"), catalogue.language()) == ("gd", "gd")
    finally:
        catalogue.speak(())


@pytest.mark.parametrize(
    "damaged",
    [
        b"\xff\xfe\x00 not text",
        b"no catalogue at all",
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=import os;\\n"\n\nmsgid "a"\nmsgstr "b"\n',
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n/(n-7);\\n"\n\nmsgid "{count} seat"\n'
        b'msgid_plural "{count} seats"\nmsgstr[0] "b {count}"\nmsgstr[1] "b {count}"\n',
    ],
)
def test_a_file_that_cannot_be_read_means_english(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "cy.po"
    path.write_bytes(damaged)
    with spoken(tmp_path):
        assert (_("a"), catalogue.language()) == ("a", "en")
        assert catalogue.found is not None
        assert catalogue.found.broken == path


def test_no_file_means_english(tmp_path: Path) -> None:
    with spoken(tmp_path):
        assert (catalogue.language(), catalogue.found) == ("en", translation.Found(("cy",)))


def test_no_language_comes_with_netmeet_that_nobody_has_checked(said: list[translator.Said]) -> None:
    """A file in the folder is held to what ``netmeet language check`` holds it to."""
    for path in translation.FOLDER.glob("*.po"):
        unfit = [lack for lack in translator.lacks(translation.parsed(path), said) if lack.unfit]
        assert not unfit, path


# -- what no translation may change --------------------------------------------------------------------------------

UNFIT = [
    ("To: {route}", "I: {llwybr}", "what is filled in has to be {route}, and is {llwybr}"),
    ("To: {route}", "I", "what is filled in has to be {route}, and is none"),
    ("Not now", "Nid nawr {when}", "what is filled in has to be none, and is {when}"),
    (
        "{hours} h {minutes:02} min",
        "{hours} a {minutes}",
        "has to be {hours} {minutes:02}, and is {hours} {minutes}",
    ),
    ("To: {route}", "I: {route", "a { or a } in it has no other one"),
    ("Ring 999.", "Ffoniwch 99.", "the numbers have to be 999, and are 99"),
    ("Ring 999 or 112.", "Ffoniwch 999.", "the numbers have to be 112 999, and are 999"),
    ("Not now", "Nid\\nnawr", "it has to have as many lines"),
    ("Not now", "Nid \u202enawr", "a character in it cannot be shown on a screen"),
    ("Not now", "Nid \x1b[2Jnawr", "a character in it cannot be shown on a screen"),
]


@pytest.mark.parametrize(("english", "translated", "problem"), UNFIT)
def test_a_translation_that_does_not_fit_is_not_used(
    tmp_path: Path, english: str, translated: str, problem: str
) -> None:
    path = written(tmp_path, entry(english, translated), entry("Locked", "Ar glo"))
    with spoken(tmp_path):
        assert (_(english), _("Locked")) == (english, "Ar glo")
        assert catalogue.found is not None
        assert catalogue.found.unfit == 1
    (one, _other) = translation.parsed(path)
    assert problem in "; ".join(translation.faults(one))


@pytest.mark.parametrize(
    ("english", "translated"),
    [
        ("{numbers} and {last}", "{last} a {numbers}"),
        ("Press 1, 2 or 3", "3, 2 neu 1"),
        ("no more than {most:,} bytes", "{most:,} beit"),
    ],
)
def test_what_is_filled_in_may_come_in_another_order(tmp_path: Path, english: str, translated: str) -> None:
    written(tmp_path, entry(english, translated))
    with spoken(tmp_path):
        assert _(english) == translated


def test_what_is_not_finished_is_shown_in_english(tmp_path: Path) -> None:
    written(tmp_path, "#, fuzzy\n" + entry("Not now", "Nid nawr?"), entry("Locked", ""))
    with spoken(tmp_path):
        assert (_("Not now"), _("Locked")) == ("Not now", "Locked")


ONE, MORE = "A seat", "{count} seats"


def plural(*forms: str) -> str:
    said = "\n".join(f'msgstr[{place}] "{form}"' for place, form in enumerate(forms))
    return f'msgid "{ONE}"\nmsgid_plural "{MORE}"\n{said}\n'


def test_counts_are_these_the_language_s_own_rule(tmp_path: Path) -> None:
    written(tmp_path, plural("Un sedd", "Dwy sedd", "{count} o seddi"))
    with spoken(tmp_path):
        told = [many(ONE, MORE, count).format(count=count) for count in (0, 1, 2, 3)]
    assert told == ["0 o seddi", "Un sedd", "Dwy sedd", "3 o seddi"]


@pytest.mark.parametrize(
    "forms", [("Un", "Dwy", "{counts} o seddi"), ("Un", "Dwy 2", "{count}"), ("Un", "Dwy {", "{count}")]
)
def test_counts_that_do_not_fit_are_told_in_english(tmp_path: Path, forms: tuple[str, ...]) -> None:
    written(tmp_path, plural(*forms))
    with spoken(tmp_path):
        assert [many(ONE, MORE, count).format(count=count) for count in (1, 2, 3)] == [
            "A seat",
            "2 seats",
            "3 seats",
        ]


def test_days_are_told_in_the_language_and_never_by_the_system(tmp_path: Path) -> None:
    assert catalogue.day(date(2026, 3, 4)) == "4 March 2026"
    assert catalogue.day_and_month(date(2026, 12, 24)) == "24 December"
    written(tmp_path, entry("March", "Mawrth"), entry("{day} {month} {year}", "{year}, {month} {day}"))
    with spoken(tmp_path):
        assert catalogue.day(date(2026, 3, 4)) == "2026, Mawrth 4"


def test_no_day_is_written_by_the_system() -> None:
    by_name = re.compile(r"%[aAbBcxXpj]\b")
    found = [
        path
        for path in PACKAGE.rglob("*.py")
        if path.parts[-3:-1] != ("cli", "vault") and by_name.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_number_of_the_card_is_in_no_catalogue(tmp_path: Path) -> None:
    written(tmp_path, entry(card999.TITLE, "Ffoniwch 999 nawr"), entry(card999.FIRST, "Dim 112"))
    with spoken(tmp_path):
        card = card999.card(_)
        assert (card.title, card.first) == ("Ffoniwch 999 nawr", card999.FIRST)
        assert card999.TITLE in card999.plain()
        assert card999.plain().isascii()


# -- every sentence ------------------------------------------------------------------------------------------------


def test_every_sentence_is_written_out_where_it_is_said(said: list[translator.Said]) -> None:
    assert {"tui/text.py", "journal/errors.py", "card999.py", "policy/packs/standard/words.toml"} <= {
        one.file for one in said
    }
    assert all(one.shown for one in said)


@pytest.mark.parametrize(
    "code", ["_(f'a {b}')", "_(WORDS)", "_('a' + b)", "_('')", "many('a', b, 2)", "_(card.title)"]
)
def test_a_sentence_that_no_translator_would_see_is_refused(code: str) -> None:
    with pytest.raises(translator.NotWritten, match="line 2"):
        list(translator.in_source(f"from netmeet_tui.catalogue import _\nx = {code}\n", "tui/x.py"))


SHOWING = {
    "Static": 0,
    "Label": 0,
    "notice": 0,
    "Trouble": 0,
    "StoreError": 0,
    "JournalError": 0,
    "SettingsError": 0,
    "DirectoryError": 0,
    "Unreadable": 0,
    "put": 1,
    "styled": 0,
    "notify": 0,
    "Content": 0,
}
"""What shows a text, and which of its arguments that is."""
SHOWING_ALL = {"where", "assemble", "listed", "AskPage"}
"""What shows all of its arguments."""
PRINTED = ("backup.py", "restore.py")
"""What only the command line says."""
WORD = re.compile(r"[^\W\d_]{2,}")


def written_out(source: str) -> Iterator[str]:
    """Words in quotation marks that are given to what shows them, past the catalogue."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        given = node.args if name in SHOWING_ALL else node.args[SHOWING[name] :][:1] if name in SHOWING else []
        given = node.args[2:4] if name == "Key" else given
        for part in given:
            for shown in [part.elts[0]] if isinstance(part, ast.Tuple) and part.elts else [part]:
                for text in texts_of(shown):
                    if WORD.search(text) and text != "netmeet":
                        yield f"line {node.lineno}: {text}"


def texts_of(node: ast.expr) -> Iterator[str]:
    """The texts that an expression is or may be; not those that are given to something else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (str(part.value) for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.IfExp):
        yield from (text for part in (node.body, node.orelse) for text in texts_of(part))
    elif isinstance(node, ast.BinOp):
        yield from (text for part in (node.left, node.right) for text in texts_of(part))
    elif isinstance(node, ast.Tuple | ast.List):
        yield from (text for part in node.elts for text in texts_of(part))


def test_no_screen_shows_a_text_past_the_catalogue() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {shown}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] not in translator.IN_ENGLISH and path.name not in PRINTED
        for shown in written_out(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "Static('Hello there')",
        "self.put('#a', f'Hello {x}')",
        "Key('a', 'b', 'label', text.HELP)",
        "Content.assemble(('Hello', 'bold'), x)",
        "self.where(text.A, 'here' if x else '')",
        "raise Trouble('It is full: ' + x)",
        "listed(['Yes', text.NO])",
    ],
)
def test_a_text_past_the_catalogue_is_found(source: str) -> None:
    assert list(written_out(source))


# -- the template and the check ------------------------------------------------------------------------------------


def test_a_translator_sees_each_sentence_once_and_where_it_is_shown(said: list[translator.Said]) -> None:
    file = translator.template(said, "1.0")
    entries = {(one.msgid, one.msgid_plural): one for one in file}
    assert len(entries) == len(file)
    assert all(one.occurrences and one.comment for one in file)
    back = entries["back", ""]
    assert "in the key bar, beside escape" in back.comment
    assert ("tui/screens/ask.py", "") not in back.occurrences
    assert any(place == "tui/screens/ask.py" for place, _line in back.occurrences)
    assert entries[many_one := "Keep it another month", "Keep it another {count} months"].msgid == many_one
    talk = shipped().steps["talk"].words
    assert entries[talk.title, ""].comment == "steps.talk.title"


def test_what_a_translation_lacks_is_told(tmp_path: Path) -> None:
    these = [
        translator.Said(english, more, "x.py", 1, "")
        for english, more in [("Press F9 or s.", ""), ("Not now", ""), ("Locked", ""), (ONE, MORE), ("Gone", "")]
    ]
    path = written(
        tmp_path,
        entry("Press F9 or s.", "Gwasgwch F8 neu x, a dim byd arall yma."),
        "#, fuzzy\n" + entry("Not now", "Nid nawr"),
        entry("Locked", ""),
        plural("Un", "Dwy", "{counts}"),
        entry("Nobody says this", "Dim"),
    )
    told = [(lack.english, lack.problem, lack.unfit) for lack in translator.lacks(translation.parsed(path), these)]
    assert told == [
        ("Press F9 or s.", "the numbers have to be 9, and are 8", True),
        ("Press F9 or s.", "these keys or commands are missing: F9 s", False),
        ("Press F9 or s.", "it is 25 characters longer than the English, and may not fit", False),
        ("Not now", "somebody should look at it again: it is marked fuzzy", True),
        ("Locked", "it is not translated yet", True),
        (ONE, "what is filled in has to be {count}, and is {counts}", True),
        ("Nobody says this", "netmeet does not say this", False),
        ("Gone", "it is not in this file", True),
    ]


# -- the words of the policy ---------------------------------------------------------------------------------------


def marked(text: str) -> str:
    return f"⟦{text}⟧"


def test_the_policy_is_the_same_in_every_language_but_for_its_words() -> None:
    english, other = shipped(), shipped(marked)
    assert (other.name, other.version, other.dated) == (english.name, english.version, english.dated)
    same = ("facts", "start", "roads", "happenings", "offers", "contact_outcomes", "default_outcomes", "places")
    for part in (*same, "conditions", "precedence", "left_open_kept"):
        assert getattr(other, part) == getattr(english, part), part
    for step in english.steps.values():
        there = other.steps[step.id]
        assert [condition for condition, _words in there.variants] == [condition for condition, _ in step.variants]
        for part in ("serves", "duty", "choices", "shows", "enter", "fields", "sealed", "reads", "forget"):
            assert getattr(there, part) == getattr(step, part), (step.id, part)
    for name, setting in english.settings.items():
        there_setting = other.settings[name]
        assert (there_setting.values, there_setting.by) == (setting.values, setting.by)
    assert {name: words.modal for name, words in other.clauses.items()} == {
        name: words.modal for name, words in english.clauses.items()
    }
    for point, there_point in zip(english.opening, other.opening, strict=True):
        assert (there_point.id, there_point.serves, there_point.when, there_point.modes) == (
            point.id,
            point.serves,
            point.when,
            point.modes,
        )


def test_no_word_of_the_policy_is_left_in_english() -> None:
    told = [text.text for text in texts(shipped(marked)) if text.text]
    assert len(told) > 900
    assert [text for text in told if "⟦" not in text] == []


def test_an_adopted_policy_has_the_words_that_were_adopted(tmp_path: Path) -> None:
    import shutil
    from datetime import UTC, datetime

    from netmeet_tui import adoption
    from netmeet_tui.packfiles import Files
    from netmeet_tui.policy.load import STANDARD, load

    ours = tmp_path / "ours"
    shutil.copytree(str(STANDARD), ours)
    files = Files.read(ours)
    adopted = adoption.Checked(files, load(files))
    adoption.adopt(tmp_path / "policy", adopted, ours, "Robin Reed", datetime(2026, 3, 4, tzinfo=UTC))
    live = adoption.live(tmp_path / "policy", marked).pack
    assert live.words == shipped().words
    noted = f"{live.name} {live.version}"
    begun = adoption.begun_under(tmp_path / "policy", noted, marked)
    assert begun is not None
    assert begun.words == live.words
    assert adoption.live(tmp_path / "none", marked).pack.words != live.words


def test_ids_and_conditions_are_no_words() -> None:
    tables = {
        "steps": {"talk": {"title": "T", "variants": [{"when": "kind is child", "do": ["D"]}]}},
        "opening": [{"id": "i", "serves": ["C-01"], "modes": ["phone"], "when": "w", "say": "S"}],
        "outcomes": {"when": "A word that stands under this key"},
    }
    found = [text for _path, text in tongue.words(tables, tongue.PACK["words.toml"])]
    assert found == ["T", "D", "S", "A word that stands under this key"]
    told = tongue.told(tables, tongue.PACK["words.toml"], str.lower)
    assert told["opening"] == [{"id": "i", "serves": ["C-01"], "modes": ["phone"], "when": "w", "say": "s"}]
    assert told["steps"]["talk"]["variants"] == [{"when": "kind is child", "do": ["d"]}]
