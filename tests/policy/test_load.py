"""Reading packs: the shipped one is whole, and a broken one is told where, what, and what is expected."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netmeet_tui.policy.load import PackError, load, shipped
from netmeet_tui.policy.pack import CLOSED, HERE, Pack

FILES = ("pack.toml", "flow.toml", "settings.toml", "clauses.toml", "words.toml")


class Copy:
    """A copy of the shipped pack in a folder of its own, to be broken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with resources.as_file(resources.files("netmeet_tui.policy") / "packs" / "standard") as standard:
            self.texts = {file: (standard / file).read_text(encoding="utf-8") for file in FILES}
            shutil.copytree(standard, folder, dirs_exist_ok=True)

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text that stands in a file, where it stands first."""
        text = (self.folder / file).read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        (self.folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def put(self, file: str, content: bytes) -> None:
        (self.folder / file).write_bytes(content)

    def mend(self) -> None:
        for file, text in self.texts.items():
            (self.folder / file).write_text(text, encoding="utf-8")

    def load(self) -> Pack:
        return load(self.folder)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_the_shipped_pack_is_whole(pack: Pack) -> None:
    targets = {choice.to for step in pack.steps.values() for choice in step.choices}
    targets |= {branch.to for branches in pack.roads.values() for branch in branches}
    assert targets <= {*pack.steps, *pack.roads, HERE, CLOSED}
    assert pack.offers == (
        "gp",
        "emergency",
        "chosen-person",
        "urgent-health",
        "listening-line",
        "do-it-together",
    )
    assert pack.given() == tuple(setting.values[0] for setting in pack.settings.values())


def test_a_copy_reads_the_same_as_the_shipped_one(copy: Copy) -> None:
    assert copy.load() == shipped()


def test_the_shipped_settings_have_plain_words_and_others_may_be_without(copy: Copy, pack: Pack) -> None:
    for setting in pack.settings.values():
        assert setting.question == setting.asks != ""
        assert [setting.answer(value) for value in setting.values] == [setting.says[v] for v in setting.values]
    for line in copy.texts["settings.toml"].splitlines():
        if line.startswith(("asks", "says")):
            copy.edit("settings.toml", f"{line}\n", "")
    bare = copy.load().settings["nation"]
    assert (bare.question, bare.answer("SCT"), bare.says) == ("nation", "SCT", {})
    with pytest.raises(PackError, match=r"\[own_life_exception\]: 'asks' is missing"):
        load(copy.folder, told=True)


def test_settings_that_no_pack_has_are_refused(pack: Pack) -> None:
    with pytest.raises(ValueError, match=r"'sometimes' is no value of own_life_exception.*lead-agrees, off"):
        pack.given({"own_life_exception": "sometimes"})
    with pytest.raises(ValueError, match=r"no such setting: colour; there are: own_life_exception"):
        pack.given({"colour": "red"})


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(copy: Copy, file: str) -> None:
    (copy.folder / file).unlink()
    with pytest.raises(PackError, match=rf"^{file}: there is no such file"):
        copy.load()


@pytest.mark.parametrize("file", FILES)
def test_what_is_not_utf_8_is_named(copy: Copy, file: str) -> None:
    copy.put(file, b'title = "caf\xe9"\n')
    with pytest.raises(PackError, match=rf"^{file}: it is not UTF-8"):
        copy.load()


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "text", ["[[[", "a = ", "a = " + "[" * 5000, "a = " + "1" * 5000], ids=["table", "value", "deep", "long"]
)
def test_what_is_not_toml_is_named(copy: Copy, file: str, text: str) -> None:
    copy.put(file, text.encode())
    with pytest.raises(PackError, match=rf"^{file}: it is not valid TOML"):
        copy.load()


def test_a_folder_in_place_of_a_file_is_named(copy: Copy) -> None:
    (copy.folder / "words.toml").unlink()
    (copy.folder / "words.toml").mkdir()
    with pytest.raises(PackError, match=r"^words.toml: it cannot be read"):
        copy.load()


def test_no_folder_at_all_is_a_pack_error(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"^pack.toml: there is no such file"):
        load(tmp_path / "nowhere")


# file, what stands there, what is put in its place, where the error is, and what it says
BROKEN = [
    ("pack.toml", "format = 1", "format = 2", "pack.toml", "this program reads format 1"),
    ("pack.toml", "format = 1", 'format = "one"', "[format]", "int"),
    ("pack.toml", "format = 1", "format = 1\ncolour = 1", "pack.toml", "unknown field `colour`"),
    ("pack.toml", 'dated = "2026', 'dates = "2026', "pack.toml", "unknown field `dates`"),
    # tables of the flow
    ("flow.toml", "[outcomes]", "[outcome]", "[outcomes]", "missing"),
    ("flow.toml", "[outcomes]", "[colours]\n[outcomes]", "[colours]", "unknown table; expected are: conditions"),
    ("flow.toml", "[roads]\n", "[roads]\nnew = 3\n", "[roads", "array"),
    ("flow.toml", "[conditions]\n", "[conditions]\nnew = 3\n", "[conditions", "str"),
    ("flow.toml", "[steps.sort]\n", "[steps]\nnew = 3\n[steps.sort]\n", "[steps", "object"),
    ("flow.toml", "[events]\n", '[events]\n"!new" = 3\n', "[events", "object"),
    # facts
    ("flow.toml", 'present = ["yes", "no"]', 'presence = ["yes", "no"]', "[facts]", "'present' is missing"),
    ("flow.toml", 'present = ["yes", "no"]', "present = []", "[facts.present]", "at least one value"),
    ("flow.toml", 'present = ["yes", "no"]', 'present = ["yes", "yes"]', "[facts.present]", "each once"),
    ("flow.toml", 'present = ["yes", "no"]', "present = [1, 2]", "[facts", "str"),
    ("flow.toml", 'contact = ["none", ', 'contact = ["no", ', "[facts.contact]", "'none'"),
    # start
    ("flow.toml", "start = { ill", "start = { weather", "[start]", "'ill' has no step"),
    ("flow.toml", 'ill = "emergency", own', 'ill = "nowhere", own', "[start]", "'nowhere'"),
    ("flow.toml", "start = { ill", 'start = { weather = "sort", ill', "[start]", "'weather'"),
    # conditions, in each place
    ("flow.toml", 'adult = "under_18 is no"', 'adult = "under_18 is 5"', "[conditions.adult]", "no, yes"),
    ("flow.toml", 'adult = "under_18 is no"', 'adult = "age is no"', "[conditions.adult]", "'age'"),
    ("flow.toml", 'adult = "under_18 is no"', 'adult = "grown-up"', "[conditions.adult]", "'grown-up'"),
    ("flow.toml", 'when = "kind is ill"', 'when = "kind is pill"', "emergency.choices.not-needed.when]", "'pill'"),
    ("flow.toml", 'when = "progress is nothing"', 'when = "progress is"', "[roads.conversation]", "progress"),
    ("flow.toml", '{ when = "present is yes", to', '{ when = "here", to', "[events.!left.when]", "'here'"),
    # choices, roads, events
    ("flow.toml", '"ill", to = "emergency"', '"ill", to = "emergncy"', "sort.choices.ill]", "a step or a road"),
    ("flow.toml", 'set = { kind = "ill" }', 'set = { king = "ill" }', "sort.choices.ill]", "'king'"),
    ("flow.toml", 'set = { kind = "ill" }', 'set = { kind = "pill" }', "sort.choices.ill]", "set.kind = 'pill'"),
    ("flow.toml", 'outcome = "stood-down"', 'outcome = "fine"', "emergency.choices.not-needed]", "'fine'"),
    ("flow.toml", "final = true", "finally = true", "[steps.emergency", "unknown field `finally`"),
    ("flow.toml", "final = true", 'final = "yes"', "[steps.emergency", "bool"),
    ("flow.toml", "kept = true", "kept = 1", "[steps.emergency", "bool | str"),
    ("flow.toml", "kept = true", 'kept = "colour is red"', "[steps.emergency.choices.called.kept]", "colour"),
    ("flow.toml", '{ id = "yes", to', "{ to", "[steps.danger", "`id`"),
    ("flow.toml", '{ id = "unsure", to', '{ id = "no", to', "[steps.danger]", "each name once"),
    ("flow.toml", 'enter = { ground = "emergency" }', 'enter = { ground = "air" }', "emergency.enter]", "'air'"),
    ("flow.toml", '{ to = "emergency" },\n]', "]", "[roads.kind-road]", "the last branch has to be without 'when'"),
    ("flow.toml", '{ to = "conversation" }', '{ to = "conversatin" }', "[roads.other-service]", "'conversatin'"),
    ("flow.toml", '{ to = "offers" },\n]', '{ to = "conversation" },\n]', "[roads.conversation]", "in a circle"),
    ("flow.toml", '"!left" = {', '"left" = {', "[events.left]", "starts with '!'"),
    ("flow.toml", '"!left" = {', '"!undo" = {', "[events.!undo]", "built-in"),
    ("flow.toml", 'to = "leaving"', 'to = "leavin"', "[events.!left]", "'leavin'"),
    # steps
    ("flow.toml", 'serves = ["C-12"]', 'serves = ["C-99"]', "[steps.danger]", "'C-99'"),
    ("flow.toml", 'duty = "must"', 'duty = "perhaps"', "[steps.sort]", "must, may, cannot"),
    ("flow.toml", 'shows = "999"', 'shows = "112"', "[steps.emergency]", "one of: words, 999"),
    ("flow.toml", 'fields = ["may-say"', 'fields = ["say"', "[steps.scope]", "'say'"),
    ("flow.toml", 'sealed = ["who"', 'sealed = ["whose"', "[steps.identity]", "'whose'"),
    (
        "flow.toml",
        "[steps.sort]",
        "[steps.kind-road]\n[steps.sort]",
        "[steps.kind-road]",
        "a name that no road has",
    ),
    ("flow.toml", "[steps.sort]", "[steps.sorting]", "words.toml, [steps]", "'sort' is not known"),
    # offers and outcomes
    ("flow.toml", 'id = "gp"\nroute', 'id = "vet"\nroute', "[offers.vet]", "a fact of the same name"),
    ("flow.toml", 'route = "gp"', 'route = "train"', "[offers.gp]", "route = 'train'"),
    ("flow.toml", 'to = "scope"', 'to = "nowhere"', "[offers.gp]", "a step or a road"),
    ("flow.toml", 'if-nothing-else = ["no-f', 'if-nothing-else = ["f', "[outcomes]", "'further-action'"),
    ("flow.toml", "if-nothing-else = [", "if-all-else = [", "[outcomes]", "unknown field `if-all-else`"),
    # settings
    ("settings.toml", 'by = "organisation"', 'by = "nobody"', "[own_life_exception]", "organisation, meeting"),
    ("settings.toml", 'values = ["facil', 'value = ["facil', "[own_life_exception]", "`value`"),
    ("settings.toml", "[child_threshold]", "[present]", "[present]", "a name that no fact has"),
    ("settings.toml", 'values = ["two", "one"]', "values = []", "[facilitators]", "at least one value"),
    ("settings.toml", "[child_threshold]", "colour = 3\n[child_threshold]", "[own_life_exception", "colour"),
    ("settings.toml", "[facilitators]", '[facilitators]\ncontested = "Why?"', "facilitators.contested]", "plain"),
    ("settings.toml", "May you name an", "May\\u001byou name an", "[own_life_exception.contested]", "one line"),
    ("settings.toml", "says.off = ", "says.on = ", "[own_life_exception.says]", "value = 'on'"),
    ("settings.toml", "says.off = ", "# ", "[own_life_exception.says]", "the words for 'off'"),
    ("settings.toml", 'says.off = "N', 'says.off = "" # N', "[own_life_exception.says]", "the words for 'off'"),
    ("settings.toml", "asks = ", "# ", "[own_life_exception]", "'asks' is missing"),
    ("settings.toml", "asks = ", "question = ", "[own_life_exception]", "`question`"),
    # clauses
    ("clauses.toml", 'modal = "must"', "modal = 3", "[C-01.modal]", "str"),
    ("clauses.toml", "says =", "text =", "[C-01]", "`text`"),
    ("clauses.toml", "[C-12]", "[C-112]", "[steps.", "C-12"),
    # words
    ("words.toml", "[steps.sort]", "[steps.sorted]", "words.toml", "sorted"),
    ("words.toml", 'short = "which worry"', "", "[steps.sort]", "'short' is missing"),
    ("words.toml", 'title = "Which of', 'titel = "Which of', "[steps.sort]", "`titel`"),
    ("words.toml", 'ill = "Someone is', 'pill = "Someone is', "[steps.sort.choices]", "'ill' has no words"),
    ("words.toml", 'not-needed = "You said', 'called = "You said', "[steps.emergency.closed]", "'not-needed'"),
    ("words.toml", 'ill = "Someone', 'pill = "x"\nill = "Someone', "[steps.sort.choices]", "'pill'"),
    ("words.toml", 'when = "kind is own', 'where = "kind is own', "[steps.danger.variants]", "'when'"),
    ("words.toml", 'when = "kind is harm', 'when = "kind is farm', "[steps.danger.variants]", "'farm-other'"),
    (
        "words.toml",
        'choices = { yes = "Yes, some',
        'choices = { ja = "Yes, some',
        "[steps.danger.variants]",
        "'ja'",
    ),
    ("words.toml", "[[steps.danger.variants]]\n", "[[steps.danger.variants]]\nx = 1\n", "danger.variants]", "`x`"),
    ("words.toml", 'short = "which worry"', 'short = "w"\nvariants = 3', "[steps.sort.variants]", "array"),
    ("words.toml", 'short = "which worry"', 'short = "w"\nvariants = [3]', "[steps.sort.variants", "object"),
    ("words.toml", "[kinds.ill]", "[kinds.pill]", "[kinds]", "'ill'"),
    ("words.toml", "[offers.gp]", "[offers.vet]", "[offers]", "'gp'"),
    ("words.toml", '[events."!left"]', '[events."!went"]', "[events]", "'!left'"),
    ("words.toml", '[events."!park"]', '[events."!stop"]', "[events]", "'!park'"),
    ("words.toml", 'stood-down = "It', 'sat-down = "It', "[outcomes]", "'stood-down'"),
    ("words.toml", 'nspcc = "The NSPCC"', 'rspca = "The NSPCC"', "[routes]", "'nspcc'"),
    ("words.toml", 'serious-harm = "Agreed', 'harm = "Agreed', "[grounds]", "'serious-harm'"),
    ("words.toml", "[answers]", "[answered]", "words.toml", "answer"),
    ("words.toml", "[fields.may-say]\nlabel", "[fields.may-say]\nname", "[fields", "`name`"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "says"), BROKEN, ids=[f"{b[0][:-5]}-{b[2].strip()[:30]}" for b in BROKEN]
)
def test_a_broken_pack_is_told_where_and_what(
    copy: Copy, file: str, old: str, new: str, where: str, says: str
) -> None:
    copy.edit(file, old, new)
    with pytest.raises(PackError) as error:
        copy.load()
    message = str(error.value)
    assert where in message
    assert says in message
    assert message.startswith(FILES)


def test_the_words_of_all_steps_may_not_be_missing(copy: Copy) -> None:
    text = copy.texts["words.toml"]
    copy.put("words.toml", ("steps = 3\n" + text.replace("[steps.", "[step.")).encode())
    with pytest.raises(PackError, match=r"^words.toml"):
        copy.load()


# -- whatever is written in them ---------------------------------------------------------------------------------

values = st.sampled_from(
    ["3", '"x"', "[]", "[3]", "{}", "true", "1979-05-27", '{ a = "b" }', '["yes", "no"]', '""']
)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("pack"))


def reads_or_is_refused(copy: Copy) -> None:
    try:
        assert copy.load().steps
    except PackError as error:
        assert str(error).startswith(FILES)
    finally:
        copy.mend()


quick = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@given(file=st.sampled_from(FILES), content=st.binary(max_size=200))
@quick
def test_any_bytes_are_read_or_refused(one: Copy, file: str, content: bytes) -> None:
    one.put(file, content)
    reads_or_is_refused(one)


@given(file=st.sampled_from(FILES), line=st.integers(0, 2000), value=values)
@quick
@example(file="flow.toml", line=0, value="3")
def test_any_value_in_any_place_is_read_or_refused(one: Copy, file: str, line: int, value: str) -> None:
    lines = one.texts[file].splitlines()
    with_values = [i for i, text in enumerate(lines) if " = " in text and not text.startswith((" ", "#"))]
    at = with_values[line % len(with_values)]
    lines[at] = lines[at].partition(" = ")[0] + f" = {value}"
    one.put(file, "\n".join(lines).encode())
    reads_or_is_refused(one)


@given(file=st.sampled_from(FILES), at=st.integers(0, 2000), many=st.integers(1, 12))
@quick
def test_any_lines_may_be_missing(one: Copy, file: str, at: int, many: int) -> None:
    lines = one.texts[file].splitlines()
    at %= len(lines)
    one.put(file, "\n".join(lines[:at] + lines[at + many :]).encode())
    reads_or_is_refused(one)


@given(
    table=st.sampled_from(["facts", "outcomes", "conditions", "offers", "roads", "steps", "events", "start"]),
    value=values,
)
@quick
def test_any_table_of_the_flow_may_be_something_else(one: Copy, table: str, value: str) -> None:
    text = one.texts["flow.toml"]
    for found in (f"[{table}]", f"[[{table}]]", f"[{table}."):
        text = text.replace(found, found.replace(table, "other"))
    one.put("flow.toml", f"{table} = {value}\n{text}".encode())
    reads_or_is_refused(one)
