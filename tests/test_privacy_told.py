"""Every line of the README's section on privacy names its tests here, or says of itself that it is a limit."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
README = (TESTS.parent / "README.md").read_text(encoding="utf-8")

TOLD: dict[str, tuple[str, ...]] = {
    # what is kept, where, and for how long
    "all that is chosen and written": (
        "e2e/test_main_job.py::test_a_meeting_from_the_first_start_to_its_erasing",
        "journal/test_privacy.py::test_no_file_holds_a_word_that_was_typed",
        "journal/test_crash.py::test_the_key_survives_no_erasing",
    ),
    "that key, wrapped": (
        "journal/test_backup.py::test_a_backup_holds_no_meeting_and_no_key_of_one_and_no_keyring",
        "e2e/test_erased.py::test_a_copy_of_all_but_the_key",
    ),
    "the number of an open meeting": (
        "journal/test_vault.py::test_the_register_tells_no_more_of_a_meeting_than_its_number",
    ),
    "coming meetings": (
        "ahead/test_calendar.py::test_nothing_but_logistics_gets_in",
        "journal/test_ahead.py::test_no_file_tells_when_or_where_without_a_way_in",
        "journal/test_ahead.py::test_what_is_removed_is_on_no_page",
        "journal/test_ahead.py::test_a_backup_holds_none_of_them",
        "tui/test_ahead.py::test_what_is_over_for_a_day_goes_when_they_are_listed",
    ),
    "notes on what you learned": (
        "journal/test_notes.py::test_an_erased_note_is_on_no_page_and_no_file_tells_one",
        "journal/test_notes.py::test_a_note_is_tied_to_no_meeting",
        "journal/test_notes.py::test_a_backup_brings_notes_back",
        "learning/test_note.py::test_it_is_kept_and_read_back_and_holds_no_day",
    ),
    "a copy of a record that somebody had written": (
        "tui/test_records.py::test_a_record_is_written_into_a_file_and_it_is_said_that_this_is_not_encrypted",
        "report/test_record.py::test_nothing_that_was_typed_is_in_a_copy",
        "report/test_record.py::test_a_file_is_the_owners_alone_and_never_written_over_unasked",
    ),
    "what your organisation keeps": (
        "meeting/test_trail.py::test_the_organisation_decides_what_is_kept",
        "journal/test_kept.py::test_a_vault_without_its_passphrase_tells_nothing_of_what_is_kept",
        "tui/test_records.py::test_each_is_erased_kept_longer_or_left_and_only_by_a_person",
        "journal/test_kept.py::test_what_is_erased_is_in_no_dump_and_on_no_page",
    ),
    "the vault's key, wrapped by": (
        "journal/test_slots.py::test_a_changed_passphrase_and_a_new_code_leave_the_keyring_as_it_is",
        "journal/test_recovery.py::test_the_code_opens_the_vault_and_the_meeting_in_it",
    ),
    "what was practised": (
        "practice/test_readiness.py::test_the_file_holds_no_word_of_a_story_nothing_that_was_typed_and_no_hour",
        "practice/test_readiness.py::test_it_is_kept_beside_the_vault_and_for_its_owner_only",
        "practice/test_readiness.py::test_a_name_that_is_forgotten_is_gone_from_the_file_and_the_others_are_not",
    ),
    "a debrief that a trainee had written": (
        "tui/test_debrief.py::test_what_is_written_stays_until_it_is_let_go_and_goes_only_into_a_file",
    ),
    "settings, adopted policies": ("test_adoption.py::test_the_latest_adoption_runs_and_none_is_forgotten",),
    # what it does
    "What was shown as done": (
        "e2e/test_kill.py::test_the_same_screen_comes_back",
        "torture/test_power.py::test_nothing_confirmed_is_lost",
        "torture/test_program.py::test_a_disk_that_fails_from_some_call_on",
    ),
    "When a meeting has ended": (
        "e2e/test_erased.py::test_copies_of_single_files_in_every_combination",
        "e2e/test_erased.py::test_a_backup_made_while_it_was_open",
        "e2e/test_erased.py::test_what_the_organisation_keeps_holds_no_word_of_it",
        "meeting/test_trail.py::test_on_any_walk_what_is_kept_is_what_was_decided_and_holds_no_word",
        "tui/test_records.py::test_the_end_says_what_is_kept_and_until_when_and_keeps_it",
    ),
    "A copy of a record tells": (
        "report/test_record.py::test_nothing_that_was_typed_is_in_a_copy",
        "cli/test_records.py::test_a_copy_is_held_against_what_is_kept_before_and_after_it_was_erased",
    ),
    "A note is kept or written": (
        "tui/test_after.py::test_a_note_is_kept_only_when_all_that_was_found_is_changed_or_is_nobody",
        "learning/test_check.py::test_what_points_to_somebody_is_found",
    ),
    "Names and places": (
        "journal/test_privacy.py::test_forgotten_text_is_gone_from_the_decrypted_pages_too",
        "journal/test_replay.py::test_an_older_page_of_the_same_file_never_brings_back_what_was",
        "meeting/test_session.py::test_a_name_is_gone_once_it_is_taken_back",
    ),
    "`h` hides everything": (
        "tui/test_rest.py::test_hidden_there_is_a_clock_and_nothing_else",
        "tui/test_rest.py::test_locked_means_the_store_is_closed_and_unlocking_comes_back",
        "tui/test_rest.py::test_left_alone_it_says_so_and_then_locks",
        "tui/test_rest.py::test_after_sleep_it_is_locked",
        "tui/test_rest.py::test_when_the_computer_locks_its_screen_it_locks_and_says_when_it_has",
        "tui/test_rest.py::test_the_card_opens_over_a_locked_room",
    ),
    "A forgotten passphrase": (
        "tui/test_rest.py::test_the_twelve_words_on_the_screen_open_the_vault",
        "journal/test_slots.py::test_losing_the_keyring_or_the_computer_loses_nothing",
        "cli/test_vault_backup.py::test_a_backup_makes_the_vault_on_a_new_computer",
    ),
    "`netmeet vault backup FILE` writes": (
        "journal/test_backup.py::test_who_restores_a_backup_cannot_read_the_meeting_that_was_open",
        "journal/test_backup.py::test_an_erased_meeting_stays_erased_whatever_is_restored",
        "journal/test_backup.py::test_restoring_brings_back_what_was_erased_since",
        "journal/test_backup.py::test_a_backup_that_the_disk_did_not_keep_as_written_gets_no_name",
    ),
    "Practice opens no file of the vault": (
        "e2e/test_practice_apart.py::test_practice_and_a_live_meeting_have_nothing_of_each_other",
    ),
    "netmeet opens no network connection": (
        "test_readme.py::test_nothing_below_the_cli_opens_a_network_connection",
        "e2e/test_leaks.py::test_nothing_is_left_of_it",
        "e2e/test_guard_leaks.py::test_copy_and_cut_stay_inside",
        "e2e/test_guard_leaks.py::test_a_fault_ends_in_one_line_that_says_nothing",
    ),
    "Without a vault": (
        "e2e/test_bad_input.py::test_going_on_without_saving_writes_nothing",
        "tui/test_rest.py::test_a_meeting_that_cannot_be_saved_goes_on_in_memory_when_asked_to",
    ),
    # what somebody else can get
    "the laptop, switched off": (
        "journal/test_privacy.py::test_no_file_holds_a_word_that_was_typed",
        "cli/test_vault_ways.py::test_info_tells_what_can_be_told_without_a_key",
    ),
    "a copy of the folder, or a backup": (
        "journal/test_backup.py::test_a_backup_is_one_private_file_that_says_nothing_without_a_way_in",
        "journal/test_vault.py::test_calibration_never_goes_below_the_floor",
    ),
    "the passphrase or the recovery code as well": (
        "e2e/test_erased.py::test_copies_of_single_files_in_every_combination",
        "journal/test_vault.py::test_what_was_confirmed_is_there_after_locking_and_unlocking",
    ),
    "your unlocked computer session": (
        "tui/test_rest.py::test_the_keyring_unlocks_in_one_key_and_without_it_the_passphrase_is_asked",
    ),
    "netmeet, open and not hidden": ("tui/test_rest.py::test_no_other_key_brings_it_back_or_says_a_word",),
}
"""How a line of the section begins, and the tests of what it says."""


def told_lines() -> list[str]:
    """Every row of a table and every point of a list in the section, each as one line."""
    section = re.search(r"^## Privacy\n(.*?)^## ", README, re.M | re.S)
    assert section is not None
    rows = [line for line in section[1].splitlines() if line.startswith("| ") and not line.startswith("|--")]
    heads = {rows[0], next(row for row in rows if "| gets |" in row)}
    points = [
        " ".join(point.split()) for point in re.findall(r"^- (.*?)(?=^- |^#|^\||\Z|\n\n)", section[1], re.M | re.S)
    ]
    return [row.strip("| ") for row in rows if row not in heads] + points


def defined_in(name: str) -> set[str]:
    """The tests that a file defines."""
    tree = ast.parse((TESTS / name).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}


def test_every_line_has_its_tests_or_is_a_limit() -> None:
    lines = [line for line in told_lines() if not line.startswith("Limit: ")]
    assert len(lines) > 15
    for line in lines:
        assert [start for start in TOLD if line.startswith(start)], f"no test is named for: {line}"
    for start in TOLD:
        assert [line for line in lines if line.startswith(start)], f"the section no longer says: {start}"


def test_every_test_that_is_named_is_there() -> None:
    for named in {test for tests in TOLD.values() for test in tests}:
        file, _, test = named.partition("::")
        assert test in defined_in(file), named


def test_each_limit_says_so() -> None:
    limits = [line for line in told_lines() if line.startswith("Limit: ")]
    assert len(limits) == 8
