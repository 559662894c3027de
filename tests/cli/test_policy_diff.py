"""``netmeet policy diff``: what it prints, what it says to settings that there are not, and its JSON."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netmeet_tui.cli import netmeet
from netmeet_tui.policy import difference
from netmeet_tui.policy.difference import Differences
from netmeet_tui.policy.load import shipped
from netmeet_tui.policy.pack import Pack

NETMEET = (sys.executable, "-m", "netmeet_tui", "policy", "diff")


@pytest.fixture(autouse=True, scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No policy that someone has adopted on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(variable, str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True, scope="module")
def explored() -> Iterator[None]:
    """The flow is explored once for all the commands here: what they tell of it is their own."""
    found = Differences(shipped())

    def of(pack: Pack) -> Differences:
        assert pack == shipped()
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(difference, "Differences", of)
        yield


def run(*words: str, columns: int = 80) -> Result:
    result = CliRunner().invoke(netmeet, ["policy", "diff", *words], env={"COLUMNS": str(columns)})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def flat(result: Result) -> str:
    """The text with its lines joined, however they were wrapped."""
    return " ".join(result.output.split())


@pytest.fixture(scope="module")
def off() -> Result:
    return run("--set", "own_life_exception=off")


def test_what_can_no_longer_be_chosen(off: Result) -> None:
    assert off.exit_code == 0
    assert off.output.splitlines()[:2] == [
        "The confidentiality policy, as written, version 1",
        "own_life_exception: off instead of facilitators-decide.",
    ]
    assert "No longer there to be chosen\n" in off.output
    assert "  refused, “These are their answers”\n    weigh: " in off.output
    text = flat(off)
    assert (
        "may-pass-on, “You may pass it on. You may keep it here.”: no longer reached pass-on: We pass it on" in text
    )
    assert (
        "disagree, “We see it differently”: no longer reached (only where facilitators is two) both-now: " in text
    )
    assert "Now there to be chosen" not in text


def test_how_it_can_no_longer_end(off: Result) -> None:
    _, _, endings = flat(off).partition("How a concern can end ")
    assert endings.startswith(
        "own-life, “Someone may be having thoughts of suicide” no longer passed-on-gp, “Their GP"
    )


def test_what_is_said_otherwise(off: Result) -> None:
    assert (
        "why 'weigh' is not offered: “Your organisation does not use this part of the policy.” instead of “Only for"
    ) in flat(off)


def test_the_plans_that_answer_differently_stories_first(off: Result) -> None:
    text = flat(off)
    assert re.search(r" \d+ plans asked, \d+ answer differently V-01, ", text)
    assert re.search(
        r" V-03, .* 10 of 11 lanes: entry \d+ 'refused=weigh' can no longer be taken; the lane is", text
    )
    assert re.search(r" V-03-lead, .* all 5 lanes: entry \d+ 'refused=weigh' can no longer be taken", text)
    assert text.index(" V-21, ") < text.index(" T-01, ") < text.index(" S-")


@pytest.mark.parametrize(("columns", "widest"), [(20, 60), (72, 72), (300, 100)])
def test_the_text_is_as_wide_as_the_terminal(columns: int, widest: int) -> None:
    lines = run("--set", "child_threshold=immediate", columns=columns).output.splitlines()
    assert widest - 14 < max(map(len, lines)) <= widest


def test_what_appears() -> None:
    text = flat(run("--set", "third_party_adult=serious-harm-may"))
    assert "Now there to be chosen" in text
    assert "lead, “Ask your safeguarding lead”: now reached (only where facilitators is two)" in text
    assert "No longer there" not in text


def test_only_words() -> None:
    result = run("--set", "child_threshold=immediate")
    assert "Nothing in the flow depends on 'child_threshold'.\n" in result.output
    assert "its title: “Is any child in danger or being harmed now?” instead of “Could any child come" in flat(
        result
    )
    assert "plans" not in result.output


@pytest.mark.parametrize("chosen", ["records=none", "records=trails"])
def test_what_nothing_reads_gets_one_sentence(chosen: str) -> None:
    result = run("--set", chosen)
    name, _, value = chosen.partition("=")
    assert result.exit_code == 0
    assert result.output.splitlines()[1].startswith(f"{name}: {value} instead of ")
    assert result.output.splitlines()[2:] == [f"Nothing in the flow depends on '{name}'."]


def test_a_setting_that_is_so_already() -> None:
    assert run("--set", "records=disclosures").output.splitlines()[1:] == [
        "Nothing would change: records is disclosures already."
    ]


def test_from_other_settings_than_the_shipped_ones() -> None:
    text = flat(run("--from", "own_life_exception=off", "--set", "facilitators_to_agree=1"))
    assert "facilitators_to_agree: 1 instead of 2. On both sides own_life_exception is off." in text
    assert text.endswith("With these settings it changes nothing: no choice, no word, no ending and no plan.")
    text = flat(run("--from", "own_life_exception=off", "--set", "own_life_exception=lead-agrees"))
    assert "own_life_exception: lead-agrees instead of off." in text
    assert "Now there to be chosen" in text


THERE = "own_life_exception, child_threshold, third_party_adult, records, facilitators_to_agree, under_18s_attend, "


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), f"Say which setting would change, with --set KEY=VALUE; there are: {THERE}nation, facilitators."),
        (
            ("--set", "own_life=off"),
            "The policy has no setting “own_life”; did you mean own_life_exception; there are: "
            f"{THERE}nation, facilitators.",
        ),
        (("--set", "\x1b[2J=off"), f"The policy has no setting “�[2J”; there are: {THERE}nation, facilitators."),
        (("--from", "records=all", "--set", "x"), "records cannot be “all”; it can be: disclosures, none, trails."),
        (
            ("--set", "records"),
            f"--set is followed by KEY=VALUE, not by “records”; settings are: {THERE}nation, facilitators.",
        ),
        (
            ("--set", "records=none", "--set", "records=trails"),
            "--set names records twice: as none and as trails.",
        ),
    ],
)
def test_settings_that_there_are_not_get_one_sentence(words: tuple[str, ...], sentence: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.output) == (2, f"Error: {sentence}\n")


def test_json_holds_all_of_it() -> None:
    result = run("--json", "--set", "own_life_exception=off", "--set", "records=none")
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told["pack"] == {"name": "standard", "title": "The confidentiality policy, as written", "version": "1"}
    assert told["from"] == {"own_life_exception": "facilitators-decide", "records": "disclosures"}
    assert told["to"] == {"own_life_exception": "off", "records": "none"}
    assert [(one["setting"], one["in_flow"]) for one in told["changed"]] == [
        ("own_life_exception", True),
        ("records", False),
    ]
    assert (told["nothing"], told["problems"], told["asked"] > 90) == (False, [], True)
    vanish = {move["entry"]: move for move in told["choices"]["vanish"]}
    assert vanish["refused=weigh"]["title"] == "These are their answers"
    assert vanish["weigh=serious"]["only_where"] == [{"facilitators": "one"}]
    assert told["choices"]["appear"] == told["steps"]["appear"] == []
    assert [end["outcome"] for end in told["outcomes"]["own-life"]["vanish"]] == [
        "passed-on-gp",
        "passed-on-emergency",
        "not-passed-on",
    ]
    assert told["outcomes"]["child"] == {"appear": [], "vanish": []}
    assert {step["step"] for step in told["words"]} == {"refused", "left"}
    plan = next(plan for plan in told["plans"] if plan["id"] == "V-03")
    lane = next(lane for lane in plan["lanes"] if lane["to"]["stopped"])
    assert (lane["from"]["stopped"], lane["to"]["entry"], lane["to"]["at_step"]) == (
        None,
        "refused=weigh",
        "refused",
    )
    assert lane["to"]["choices"] == ["accept", "consult"]
    assert len({plan["id"] for plan in told["plans"]}) == len(told["plans"]) < told["asked"]


def test_another_pack_is_asked_its_own_plans(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    with resources.as_file(resources.files("netmeet_tui.policy") / "packs" / "standard") as standard:
        shutil.copytree(standard, folder)
    for plan in (folder / "plans").rglob("*.toml"):
        if plan.name != "v-02-not-seriously-worried.toml":
            plan.unlink()
    text = flat(run("--pack", str(folder), "--set", "own_life_exception=off"))
    assert "1 plan asked, 1 answers differently V-02, " in text
    shutil.rmtree(folder / "plans")
    result = run("--pack", str(folder), "--set", "under_18s_attend=no")
    assert result.exit_code == 0
    assert "plans" in result.stderr
    assert "Traceback" not in result.output
    assert "No longer there to be chosen" in result.stdout


def test_a_pack_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    result = run("--pack", str(tmp_path), "--set", "records=none")
    assert result.exit_code == 2
    assert result.output.startswith("Error: This policy pack cannot be used: pack.toml")


def test_a_pipe_that_closes_early_is_no_fault() -> None:
    with subprocess.Popen(
        [*NETMEET, "--set", "records=none"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as reader:
        assert reader.stdout is not None
        assert reader.stderr is not None
        reader.stdout.close()
        assert reader.stderr.read() == ""
