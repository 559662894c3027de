"""Records of what happened: every one comes back from its bytes as it was, and nothing else is taken for one."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta, timezone
from typing import get_args

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from netmeet_tui.meeting import events as e

KINDS: tuple[type[e.Event], ...] = get_args(e.Event)
ZONES = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(timezones=ZONES)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
VALUES: dict[object, st.SearchStrategy[object]] = {
    str: TEXTS,
    int: st.integers(0, 10**6),
    bool: st.booleans(),
    dict[str, str]: st.dictionaries(TEXTS, TEXTS, max_size=4),
}


def built(kind: type[e.Event]) -> st.SearchStrategy[e.Event]:
    """Any record of a kind, each field with any value of its type."""
    fields = {
        field.name: TIMES if field.name == "at" else VALUES[field.type] for field in msgspec.structs.fields(kind)
    }
    return st.builds(kind, **fields)


any_event = st.sampled_from(KINDS).flatmap(built)


@given(event=any_event)
@settings(deadline=None, max_examples=200)
def test_every_event_comes_back_from_its_bytes(event: e.Event) -> None:
    again = e.decode(e.encode(event))
    assert again == event
    assert type(again) is type(event)
    assert again.at.utcoffset() == event.at.utcoffset()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_has_a_name_of_its_own(kind: type[e.Event]) -> None:
    tags = [other.__struct_config__.tag for other in KINDS]
    assert tags.count(kind.__struct_config__.tag) == 1
    assert kind.__struct_config__.tag != kind.__name__


@given(event=any_event, extra=st.sampled_from(["name", "phone", "risk", "version2", "", "place"]))
@settings(deadline=None, max_examples=60)
def test_a_field_that_it_does_not_have_is_refused(event: e.Event, extra: str) -> None:
    record = json.loads(e.encode(event))
    assume(extra not in record)  # a place is what Arranged has
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        e.decode(json.dumps(record | {extra: "x"}).encode())


@given(event=any_event)
@settings(deadline=None, max_examples=60)
def test_a_record_without_its_time_is_refused(event: e.Event) -> None:
    record = json.loads(e.encode(event))
    del record["at"]
    with pytest.raises(msgspec.ValidationError, match="`at`"):
        e.decode(json.dumps(record).encode())


@pytest.mark.parametrize(
    "record", [b"", b"{}", b"[]", b"null", b'{"what": "danced", "at": "2026-11-24T14:00:00Z"}', b"\xff\x00", b"{"]
)
def test_what_is_no_record_is_refused(record: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
        e.decode(record)


@given(record=st.binary(max_size=120))
@settings(deadline=None, max_examples=100)
def test_no_bytes_raise_anything_but_a_decoding_error(record: bytes) -> None:
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        assert isinstance(e.decode(record), KINDS)


def test_a_record_cannot_be_changed() -> None:
    event = e.decode(b'{"what": "ended", "at": "2026-11-24T14:00:00Z"}')
    with pytest.raises(AttributeError):
        event.at = event.at  # type: ignore[misc]
