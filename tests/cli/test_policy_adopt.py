"""``netmeet policy adopt``: proved and tested first, then in force, in somebody's name, with a way back."""

from __future__ import annotations

import shutil
from datetime import datetime
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netmeet_tui import adoption, places
from netmeet_tui.adoption import Checked, history, live
from netmeet_tui.cli import netmeet
from netmeet_tui.packfiles import Files
from netmeet_tui.policy import prove
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack
from netmeet_tui.policy.prove import Finding, Proof

STANDARD = resources.files("netmeet_tui.policy") / "packs" / "standard"
NAME = ("--name", "Robin Reed")
WAIT = "Every state that a meeting could get into is looked at; this takes a minute.\n"


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this computer keeps what was adopted."""
    folder = tmp_path / "data" / "policy"
    monkeypatch.setattr(places, "policy_folder", lambda: folder)
    return folder


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A pack of one's own, that holds."""
    folder = tmp_path / "ours"
    assert run("init", folder).exit_code == 0
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pack holds: what is not about the proof need not wait for it."""
    monkeypatch.setattr(adoption, "checked", lambda pack, files: Checked(files, pack, states=1234, plans=5))


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(netmeet, ["policy", *map(str, words)])


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


# -- with the plans, and with the proof itself or what it could find -------------------------------------------


def test_a_pack_that_holds_is_adopted(policy: Path, ours: Path) -> None:
    for many in sorted((ours / "plans").rglob("*.toml"))[2:]:  # which tests/policy/test_shipped_plans.py runs
        many.unlink()
    started = datetime.now().astimezone().replace(microsecond=0)
    told = run("adopt", ours, *NAME)
    assert (told.exit_code, told.stderr) == (0, WAIT)
    record = live(policy).adopted
    assert record is not None
    assert record.who == "Robin Reed"
    assert started <= record.when <= datetime.now().astimezone()
    assert record.hash == Files.read(ours).hash
    assert record.states
    assert record.plans == 2
    for said in (
        "The confidentiality policy of OUR ORGANISATION (our-organisation 1)",
        "by Robin Reed on ",
        f"from {ours}",
        f"hash {record.hash[:12]}\n",
        f"{record.states:,} states proved, {record.plans:,} plans run",
    ):
        assert said in told.stdout


def proved(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> None:
    """Let the proof find this, at once."""
    proof = Proof(findings=findings, situations=1234, groups=1, settings=1, differing=(), rules=())
    monkeypatch.setattr(prove, "prove", lambda _: proof)


def test_a_pack_that_does_not_hold_is_not_adopted(
    policy: Path, ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(ours / "plans")
    broken = Finding("P-1", ("C-12",), "999 is one step away.", "it is not at 'talk'", kind="ill", path=("a=b",))
    proved(monkeypatch, broken)
    told = run("adopt", ours, *NAME)
    assert told.exit_code == 1
    assert told.stdout == f"{broken}\n"
    assert told.stderr == f"{WAIT}This policy does not hold, so the one before stays in force.\n"
    assert not policy.exists()


def test_a_plan_that_does_not_hold_is_enough(policy: Path, ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proved(monkeypatch)
    shutil.rmtree(ours / "plans")
    (ours / "plans").mkdir()
    plan = ours / "plans" / "ours.toml"
    plan.write_text(
        'id = "ours"\ntitle = "Ours"\n[[lane]]\nname = "a"\nkind = "ill"\nat_step = "talk"\n', encoding="utf-8"
    )
    told = run("adopt", ours, *NAME)
    assert told.exit_code == 1
    assert "the step 'talk' is expected" in told.stdout
    plan.write_text("id = ", encoding="utf-8")
    told = run("adopt", ours, *NAME)
    assert told.exit_code == 1
    assert "it is not valid TOML" in told.stdout
    assert not policy.exists()
    plan.unlink()
    assert "1,234 states proved, 0 plans run" in run("adopt", ours, *NAME).stdout


# -- without ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick")
def test_the_first_is_told_and_the_way_back_is_too(policy: Path, ours: Path) -> None:
    assert "nobody has adopted another one that can be used\n" in run("adopted").stdout
    assert run("adopt", ours, *NAME).exit_code == 0
    assert "1,234 states proved, 5 plans run" in run("adopted").stdout
    told = run("adopt", "--shipped", "--name", "Sam Sand")
    assert told.exit_code == 0
    assert live(policy).pack == shipped()
    told = run("adopted")
    assert (told.exit_code, told.stderr) == (0, "")
    force, before = told.stdout.split("Adopted on this computer, the newest first:\n")
    assert "by Sam Sand on" in force
    assert "the policy that comes with netmeet" in force
    first, second = before.splitlines()
    assert first.endswith("standard 1, by Sam Sand")
    assert second.endswith("our-organisation 1, by Robin Reed")


@pytest.mark.usefixtures("quick", "policy")
def test_what_it_decides_otherwise_is_told_with_the_way_to_see_what_that_changes(ours: Path) -> None:
    settings = ours / "settings.toml"
    shipped_first = '["facilitators-decide", "lead-agrees", "off"]'
    text = settings.read_text(encoding="utf-8")
    assert shipped_first in text
    settings.write_text(
        text.replace(shipped_first, '["off", "facilitators-decide", "lead-agrees"]'), encoding="utf-8"
    )
    told = run("adopt", ours, *NAME).stdout
    assert "own_life_exception is now off, and was facilitators-decide." in told
    assert "netmeet policy diff --from own_life_exception=facilitators-decide --set own_life_exception=off" in told
    assert told.count("is now") == 1


@pytest.mark.usefixtures("quick")
def test_what_is_wrong_with_it_is_told(policy: Path, ours: Path) -> None:
    run("adopt", ours, *NAME)
    edit(ours / "pack.toml", "OUR", "OUR OWN")
    run("adopt", ours, *NAME)
    shutil.rmtree(policy / Files.read(ours).hash)
    (policy / "adoption-000001.json").write_text("{}", encoding="utf-8")
    told = run("adopted")
    assert told.exit_code == 0
    assert "adoption-000001.json is damaged" in told.stdout
    assert told.stderr == f"This list is not whole: a record was changed or removed.\n{live(policy).notice}\n"


@pytest.mark.usefixtures("quick")
def test_commands_are_about_the_policy_in_force_and_say_what_is_wrong_with_it(policy: Path, ours: Path) -> None:
    edit(ours / "words.toml", "Is anyone’s life in danger right now?", "Is a life in danger?")
    run("adopt", ours, *NAME)
    told = run("show", "danger")
    assert "Is a life in danger?" in told.stdout
    assert told.stderr == ""
    record = history(policy)[0].record
    assert record
    (policy / record.hash / "words.toml").unlink()
    told = run("show", "danger")
    assert "Is anyone" in told.stdout
    assert told.stderr == f"{live(policy).notice}\n"


@pytest.mark.parametrize(
    "words",
    [
        (),
        NAME,
        ("ours",),
        ("--shipped",),
        ("ours", "--shipped", *NAME),
        ("ours", "--name"),
        ("ours", "--name", " "),
    ],
)
@pytest.mark.usefixtures("quick", "ours")
def test_a_wrong_command_changes_nothing(words: tuple[str, ...], policy: Path, tmp_path: Path) -> None:
    told = run("adopt", *(tmp_path / word if word == "ours" else word for word in words))
    assert told.exit_code == 2
    assert told.stdout == ""
    assert not policy.exists()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("harm", ["gone", "a file", "broken", "short"])
def test_a_folder_without_a_pack_is_told_in_a_sentence(harm: str, policy: Path, ours: Path) -> None:
    if harm == "broken":
        (ours / "flow.toml").write_text("start = ", encoding="utf-8")
    elif harm == "short":
        (ours / "flow.toml").unlink()
    else:
        shutil.rmtree(ours)
        if harm == "a file":
            ours.touch()
    told = run("adopt", ours, *NAME)
    assert told.exit_code == 2
    assert told.stderr.startswith(f"Error: The policy in {ours} cannot be ")
    assert told.stderr.count("\n") == 1
    assert not policy.exists()


@pytest.mark.usefixtures("quick")
def test_where_nothing_can_be_kept_it_is_said(policy: Path, ours: Path) -> None:
    policy.parent.touch()
    told = run("adopt", ours, *NAME)
    assert told.exit_code == 2
    assert "The policy in force is still the one before." in told.stderr


def test_the_pack_that_is_adopted_is_the_one_that_was_proved(
    policy: Path, ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves a file while the proof runs: what was read first is what is adopted."""

    def checked(pack: Pack, files: Files) -> Checked:
        edit(ours / "pack.toml", "OUR ORGANISATION", "ANOTHER")
        return Checked(files, pack)

    monkeypatch.setattr(adoption, "checked", checked)
    assert run("adopt", ours, *NAME).exit_code == 0
    found = live(policy)
    assert found.pack.title.endswith("OUR ORGANISATION")
    assert "was changed after it was adopted" in found.notice
