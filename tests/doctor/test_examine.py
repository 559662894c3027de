"""Everything looked at on a real folder: what is found, and that nothing stops the rest or is changed by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest

from netmeet_tui.adoption import Checked, adopt, adopt_shipped, history
from netmeet_tui.doctor import examine as looking
from netmeet_tui.doctor import machine
from netmeet_tui.doctor.examine import CHECKS, Computer, Places, examine
from netmeet_tui.doctor.finding import STATUS, VERSION, Finding, State, as_data, worst
from netmeet_tui.journal import keychain
from netmeet_tui.journal.keychain import Seen
from netmeet_tui.journal.meeting_files import MeetingFiles
from netmeet_tui.packfiles import PACK_FILES, Files
from netmeet_tui.policy.load import PackError, load
from tests.directory.support import OWN
from tests.journal.support import BEGAN, filled, make, snapshot

STANDARD = resources.files("netmeet_tui.policy") / "packs" / "standard"
NOON = datetime(2027, 1, 5, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("umask_077")


class Office:
    """A computer of an organisation, as far as netmeet sees it."""

    def __init__(self, top: Path) -> None:
        self.places = Places(top / "data" / "vault", top / "data" / "policy", top / "config" / "settings.toml")
        self.now = NOON
        self.top = top

    def write(self, text: str) -> None:
        """Write the settings."""
        self.places.settings.parent.mkdir(exist_ok=True, mode=0o700)
        self.places.settings.write_text(text, encoding="utf-8")

    def adopt(self) -> Path:
        """Adopt a pack of one's own; its folder."""
        ours = self.top / "ours"
        ours.mkdir(exist_ok=True)
        for file in PACK_FILES:
            (ours / file).write_bytes((STANDARD / file).read_bytes())
        files = Files.read(ours)
        checked = Checked(files, load(files), states=3, plans=1)
        adopt(self.places.adoptions, checked, ours, "Robin Reed", NOON - timedelta(days=1))
        return ours

    def look(self, environ: Mapping[str, str] | None = None) -> dict[str, Finding]:
        """What is found, by its id."""
        found = examine(Computer(lambda: self.places, self.now, environ or {}))
        assert len({one.id for one in found}) == len(found)
        assert all(one.said.endswith((".", "”.")) and one.said.isprintable() for one in found)
        assert all(bool(one.do) for one in found if one.state in (State.LOOK, State.WRONG))
        return {one.id: one for one in found}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A computer on which nothing has been done yet, with a keyring that works and no logind."""
    monkeypatch.setattr(keychain, "look", lambda: Seen("Secret Service", True, False))
    monkeypatch.setattr(machine, "hears_locks", lambda: None)
    return Office(tmp_path)


def test_a_computer_on_which_nothing_has_been_done_has_nothing_wrong(office: Office) -> None:
    found = office.look()
    assert found["vault"].state is State.NOTE
    assert found["settings"].state is State.NOTE
    assert found["directory"].state is State.NOTE
    missing = {"directory.nation", "directory.children", "directory.lead"}
    assert State.UNKNOWN not in {one.state for one in found.values()}
    undecided = {"questions", *(one for one in found if one.startswith("contested."))}
    assert {one for one in found if found[one].state is State.LOOK} - {"process"} == undecided | missing
    assert list(office.top.iterdir()) == []


def test_nothing_is_changed_by_looking(office: Office) -> None:
    filled(office.places.vault, count=2)
    office.write("keyring = true\n")
    office.adopt()
    before = snapshot(office.top)
    found = office.look()
    assert snapshot(office.top) == before
    assert found["meetings"].said.startswith("1 meeting was begun")
    assert found["vault"].state is found["policy"].state is found["permissions"].state is State.OK
    assert found["passphrase"].state is State.LOOK  # vaults of the tests open quickly
    assert found["recovery"].state is State.LOOK
    assert "Robin Reed adopted it on 4 January 2027, its checksum fits" in found["policy"].said
    assert "cannot open this vault yet" in found["keyring"].said


def test_a_vault_that_is_open_in_another_window_is_looked_at_all_the_same(office: Office) -> None:
    vault = make(office.places.vault)
    journal = vault.begin("m", BEGAN)
    found = office.look()
    assert found["vault"].state is State.OK
    assert found["meetings"].state is State.NOTE
    journal.append(b"a record after it")
    journal.erase()
    assert office.look()["meetings"].state is State.OK
    vault.close()


def test_a_meeting_whose_erasing_was_cut_short_waits_for_nobody(office: Office) -> None:
    filled(office.places.vault, count=1)
    MeetingFiles(office.places.vault, "m").destroy_key()
    assert (office.places.vault / "meetings" / "m.db").exists()
    assert office.look()["meetings"].state is State.OK


@pytest.mark.parametrize("harm", [b"", b"{", b'{"format": "netmeet-vault/9", "slots": [1]}'])
def test_a_vault_that_cannot_be_used_is_told(office: Office, harm: bytes) -> None:
    make(office.places.vault).close()
    (office.places.vault / "vault.json").write_bytes(harm)
    found = office.look()
    assert found["vault"].state is State.WRONG
    assert "passphrase" not in found
    assert found["keyring"].state is State.OK


# -- settings and policy ---------------------------------------------------------------------------------------


def test_settings_that_can_be_used_are_in_order_and_hold(office: Office) -> None:
    office.write('keyring = false\n[policy]\nown_life_exception = "off"\n')
    found = office.look()
    assert found["settings"].state is State.OK
    assert "switched off" in found["keyring"].said
    assert found["contested.own_life_exception"].said.startswith("own_life_exception is 'off', and nobody")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme = [", "are not right"),
        ("colour = 3\n", "`colour`"),
        ('[policy]\nown_life_exception = "perhaps"\n', "[policy], do not fit the policy"),
    ],
)
def test_broken_settings_are_told_and_nothing_is_said_about_who_decided(
    office: Office, text: str, said: str
) -> None:
    office.write(text)
    found = office.look()
    assert found["settings"].state is State.WRONG
    assert said in found["settings"].said
    assert "most careful form" in found["settings"].do
    exception = found["contested.own_life_exception"]
    assert exception.state is State.UNKNOWN
    assert exception.said.startswith("own_life_exception is 'off'")


def test_a_mistake_about_who_decided_leaves_the_settings_in_order(office: Office) -> None:
    office.write("[decided.records]\nby = 3\n")
    found = office.look()
    assert found["settings"].state is State.OK
    assert found["contested.records"].state is State.WRONG


def test_the_directory_is_judged_for_the_nation_and_beside_the_settings(office: Office) -> None:
    office.write('[organisation]\nlead = "Robin"\nlead_phone = "020 7946 0958"\n[policy]\nnation = "WLS"\n')
    own = office.places.settings.with_name("directory.toml")
    own.write_text(OWN, encoding="utf-8")
    found = {topic: one for topic, one in office.look().items() if topic.startswith("directory")}
    assert {topic: one.state for topic, one in found.items()} == {"directory": State.OK}
    own.write_text(OWN.replace("85258", "999"), encoding="utf-8")
    found = office.look()
    assert found["directory"].state is found["directory.children"].state is State.WRONG
    assert "entry “night-text”" in found["directory"].said


def test_a_folder_that_was_changed_after_it_was_adopted_is_told(office: Office) -> None:
    ours = office.adopt()
    with (ours / "words.toml").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    found = office.look()["policy"]
    assert found.state is State.LOOK
    assert "Robin Reed adopted it" in found.said
    assert "was changed after it was adopted" in found.said


def test_an_adopted_policy_that_is_damaged_is_told_with_the_one_that_runs(office: Office) -> None:
    office.adopt()
    record = history(office.places.adoptions)[0].record
    assert record is not None
    (office.places.adoptions / record.hash / "flow.toml").write_text("", encoding="utf-8")
    found = office.look()["policy"]
    assert found.state is State.WRONG
    assert "has been changed or damaged since" in found.said
    assert "version 1" in found.do


def test_a_list_of_adoptions_that_is_not_whole_is_told(office: Office) -> None:
    shipped = Files.read(STANDARD)
    for days in (3, 2):
        adopt_shipped(office.places.adoptions, shipped, "Sam Sand", NOON - timedelta(days=days))
    assert "adoptions" not in office.look()
    (office.places.adoptions / "adoption-000001.json").unlink()
    found = office.look()
    assert found["adoptions"].state is State.LOOK
    assert "Sam Sand adopted it on 3 January 2027. It comes with netmeet." in found["policy"].said


def test_a_clock_before_the_last_adoption_is_wrong(office: Office) -> None:
    office.adopt()
    office.now = NOON - timedelta(days=3)
    assert "but the last adoption of a policy was on 4 January 2027" in office.look()["clock"].said


def test_a_clock_before_the_first_day_of_the_vault_is_wrong(office: Office) -> None:
    make(office.places.vault).close()
    file = office.places.vault / "vault.json"
    for created, state in (("2027-02-01T12:00:00+00:00", State.WRONG), ("a nice day", State.OK)):
        text = file.read_text(encoding="utf-8")
        before = text.split('"created": "')[1].split('"')[0]
        file.write_text(text.replace(f'"created": "{before}"', f'"created": "{created}"'), encoding="utf-8")
        assert office.look()["clock"].state is state


def test_a_program_whose_own_policy_is_damaged_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> None:
        raise PackError("flow.toml", "", "it is not valid TOML")

    monkeypatch.setattr("netmeet_tui.adoption.live", broken)
    found = office.look()
    assert found["policy"].state is State.WRONG
    assert found["policy"].do == "Install netmeet again."
    assert found["settings"].state is State.NOTE
    assert found["clock"].state is State.UNKNOWN


# -- what cannot be looked at ----------------------------------------------------------------------------------


@pytest.mark.parametrize("topic", CHECKS)
@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), KeyError("Ann said")])
def test_a_check_that_cannot_be_made_says_so_and_stops_no_other(
    office: Office, monkeypatch: pytest.MonkeyPatch, topic: str, error: Exception
) -> None:
    def fails(_: Computer) -> list[Finding]:
        raise error

    few = {one: lambda _, one=one: [Finding(one, State.OK, "All is well.")] for one in CHECKS}
    monkeypatch.setattr(looking, "CHECKS", {**few, topic: fails})
    found = office.look()
    assert list(found) == list(CHECKS)
    assert [one for one in found if found[one].state is not State.OK] == [topic]
    assert found[topic].state is State.UNKNOWN
    assert "Ann" not in found[topic].said
    assert ("Input/output error" in found[topic].said) is isinstance(error, OSError)


def test_a_system_without_a_home_is_told_what_it_lacks(office: Office) -> None:
    office.places = Places(Path("~/vault"), Path("~/policy"), Path("~/settings.toml"))
    found = office.look()
    assert found["place"].state is State.WRONG
    assert "Set HOME" in found["place"].do


@pytest.mark.usefixtures("office")
def test_places_that_are_not_to_be_had_are_no_reason_to_be_silent() -> None:
    def none() -> Places:
        raise RuntimeError("no home")

    found = {one.id: one.state for one in examine(Computer(none, NOON, {}))}
    assert found["vault"] is found["policy"] is State.UNKNOWN
    assert found["process"] is not State.UNKNOWN
    assert found["directory"] is State.UNKNOWN


def test_a_swap_that_is_in_memory_or_encrypted_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "/proc/swaps": "Filename Type Size\n/dev/zram0 partition 1\n/dev/dm-7 partition 2\n/dev/vda3 partition 3\n",
        "/sys/block/dm-7/dm/uuid": "CRYPT-PLAIN-swap",
    }
    monkeypatch.setattr(machine, "_text", files.get)
    assert machine.swaps() == ("/dev/vda3",)
    files.clear()
    assert machine.swaps() is None


# -- for other programs ----------------------------------------------------------------------------------------


def test_the_worst_decides_the_exit_status() -> None:
    def status(*states: State) -> int:
        return STATUS[worst(Finding("a", state, "") for state in states)]

    assert [status(State.OK), status(State.OK, State.NOTE)] == [0, 0]
    assert [status(State.WRONG, State.OK), status(State.OK, State.LOOK, State.UNKNOWN)] == [1, 1]
    assert [status(State.UNKNOWN, State.NOTE), status()] == [2, 2]


def test_the_shape_for_other_programs_stays_the_same() -> None:
    assert VERSION == 1
    assert {state.value for state in State} == {"ok", "note", "unknown", "look", "wrong"}
    assert as_data((Finding("a", State.LOOK, "It is.", "Do."), Finding("b", State.OK, "It is not."))) == {
        "version": 1,
        "worst": "look",
        "checks": [
            {"id": "a", "state": "look", "said": "It is.", "do": "Do."},
            {"id": "b", "state": "ok", "said": "It is not.", "do": ""},
        ],
    }


def test_what_an_organisation_says_of_itself_and_who_answered_its_questions_is_told(office: Office) -> None:
    from netmeet_tui.doctor.questions import questions

    whole = 'by = "Robin Reed"\non = 2026-03-01\nadvice = "a letter"\n'
    office.write('[organisation]\nlead = "Lead"\nlead_phone = "020 7946"\n')
    found = office.look()
    assert found["organisation"].state is State.LOOK
    assert "cannot be rung" in found["organisation"].said
    assert "020" not in found["organisation"].said
    office.write('[organisation]\nlead = "Lead"\nlead_phone = "020 7946 0000"\n')
    found = office.look()
    assert found["organisation"].state is State.NOTE
    assert "C-26" in found["organisation"].said and "how to ring" not in found["organisation"].said
    told = 'name = "N"\nlead = "L"\nlead_phone = "020 7946 0000"\ndisclaimer = "D"\n'
    office.write(f"[organisation]\n{told}" + "".join(f"[answered.{name}]\n{whole}" for name in questions()))
    found = office.look()
    assert found["organisation"].state is found["questions"].state is State.OK
    office.write("theme = 3\n")
    found = office.look()
    assert found["questions"].state is State.UNKNOWN
    assert "organisation" not in found
