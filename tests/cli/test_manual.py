"""``netmeet manual`` and ``netmeet changes``: all of the help as a page for man, and what is new."""

from __future__ import annotations

import re
import shutil
import subprocess

import click
import pytest
from click.testing import CliRunner

from netmeet_tui import __version__
from netmeet_tui.cli import netmeet
from netmeet_tui.cli.changes import newest, written
from netmeet_tui.cli.lazy import Command, Entry, LazyGroup
from netmeet_tui.cli.manual import page as page_of
from tests.cli.commands import commands

ORDERS = {".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".nf", ".fi", ".RS", ".RE"}


@pytest.fixture(scope="module")
def page() -> str:
    """The page."""
    done = CliRunner().invoke(netmeet, ["manual"], prog_name="netmeet")
    assert done.exit_code == 0
    return done.stdout


def read(page: str) -> str:
    """The page as somebody reads it: without orders, on one line."""
    lines = [re.sub(r"^\.\w+ ?", "", line) for line in page.splitlines()]
    return " ".join(" ".join(lines).replace(r"\-", "-").replace(r"\&", "").replace(r"\e", "\\").split())


def test_every_command_and_option_and_example_is_in_it(page: str) -> None:
    told = read(page)
    for path, command in commands().items():
        assert f"{path} " in told
        assert all(" ".join(paragraph.split()) in told for paragraph in (command.help or "").split("\n\n")), path
        options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
        assert all(name in told for option in options for name in option.opts), path
        assert all(" ".join(example.split()) in told for example in getattr(command, "examples", ()))


def test_nothing_in_it_is_an_order_that_man_does_not_know(page: str) -> None:
    assert page.isascii()
    lines = page.splitlines()
    assert {line.split()[0] for line in lines if line.startswith((".", "'"))} <= ORDERS
    assert max(map(len, lines)) <= 110
    assert not re.search(r"(?<!\\)-", page.replace(newest()[1], "")), "a minus that cannot be copied"
    assert {line[4:] for line in lines if line.startswith(".SH ")} >= {"NAME", "SYNOPSIS", "EXIT STATUS", "FILES"}


@click.command(cls=Command, examples=["netmeet dotted \\", "    .TH MINE"])
def dotted() -> None:
    """.SH of somebody else\'s."""


def test_no_word_of_a_command_is_taken_for_an_order() -> None:
    group = LazyGroup("netmeet", commands_in={"dotted": Entry(f"{__name__}:dotted", "a line that begins so")})
    lines = page_of(click.Context(group, info_name="netmeet")).splitlines()
    assert r"\&.SH of somebody else's." in lines and r"netmeet dotted \e" in lines


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff here to warn of a faulty page")
def test_groff_warns_of_nothing(page: str) -> None:
    done = subprocess.run(
        ["groff", "-ww", "-man", "-Tascii"], input=page, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "EXIT STATUS" in re.sub(".\b", "", done.stdout)


def test_the_newest_version_that_is_told_of_is_this_one(page: str) -> None:
    version, day = newest()
    assert version == __version__
    assert page.startswith(f'.TH NETMEET 1 "{day}" "netmeet {__version__}"')


def test_changes_are_told_as_they_are_written_and_fit_a_usual_window() -> None:
    assert CliRunner().invoke(netmeet, ["changes"]).stdout == written()
    assert max(map(len, written().splitlines())) <= 80
    days = re.findall(r"^## \S+ \((\S+)\)$", written(), re.MULTILINE)
    assert days == sorted(days, reverse=True)
