"""The one door to a meeting. Everything that is done goes through here: decide, make durable, then show.

A call first asks the policy whether it may be, then appends one event to the journal (durable when that returns),
and only then changes the state. When anything is refused, or the journal cannot write, nothing has changed.

Calls block while the journal writes; screens make them on a thread of their own, one at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from string import ascii_uppercase

import msgspec

from netmeet_tui.catalogue import _
from netmeet_tui.meeting import events as e
from netmeet_tui.meeting import trail
from netmeet_tui.meeting.journal import Journal, JournalError, MemoryJournal
from netmeet_tui.meeting.state import IN_CASE, PAUSE, Mark, Meeting, Seat, apply, fold, name_of
from netmeet_tui.meeting.trail import Trail
from netmeet_tui.policy import lane as lanes
from netmeet_tui.policy.pack import Pack, Step

Clock = Callable[[], datetime]
"""Answers the present moment, with its time zone."""

Keep = Callable[[Mapping[int, Trail]], None]
"""Keeps what an organisation keeps of a meeting that ends: durably, and asked again, not twice."""


class ReasonNeeded(Exception):
    """That choice is made with a reason, in the facilitators' own words; none was given. Nothing has changed."""


class StillOpen(Exception):
    """The meeting cannot end yet: some concern is neither closed nor left open with a reason."""


class Session:
    """A meeting that is being held: the pack it runs under, its journal, its clock and its state."""

    def __init__(self, pack: Pack, journal: Journal, clock: Clock, state: Meeting) -> None:
        self.pack = pack
        self.state = state
        self._journal = journal
        self._clock = clock

    @classmethod
    def begin(
        cls,
        pack: Pack,
        journal: Journal,
        clock: Clock,
        settings: Mapping[str, str] | None = None,
        facilitators: int = 2,
    ) -> Session:
        """Open a meeting in an empty journal. Raises JournalError, ValueError (settings)."""
        event = e.Opened(clock(), name_of(pack), dict(settings or {}), facilitators)
        state = apply(pack, None, event)
        journal.append(e.encode(event))
        return cls(pack, journal, clock, state)

    @classmethod
    def resume(cls, pack: Pack, journal: Journal, clock: Clock, records: Sequence[bytes] | None = None) -> Session:
        """Go on with the meeting in a journal: the same fold that led to every screen before.

        It takes the longer, the more has happened; and as long again to read the ``records``, which may be given
        where they have just been. Raises JournalError when the journal is damaged or does not fit the pack.
        """
        try:
            records = journal.records() if records is None else records
            state = fold(pack, [e.decode(record) for record in records])
        except (msgspec.DecodeError, msgspec.ValidationError, ValueError, KeyError, lanes.NotOffered):
            raise JournalError(
                _(
                    "This meeting was begun under another version of the policy, so it cannot go on here; "
                    "start a new meeting, and end this one when you can."
                )
            ) from None
        return cls(pack, journal, clock, state)

    # -- the room ----------------------------------------------------------------------------------------

    def take_seat(self, word: str = "") -> str:
        """Somebody sits down. Answers the seat's letter; letters are not used twice in a meeting."""
        letter = _letter(self.state.seats_given)
        self._do(e.SeatTaken(self._clock(), letter, word.strip()))
        return letter

    def name_seat(self, letter: str, word: str) -> None:
        """The person in a seat chose another word, or none. Raises KeyError when nobody sits there."""
        self._sits(letter)
        self._do(e.SeatTaken(self._clock(), letter, word.strip()))

    def empty_seat(self, letter: str) -> None:
        """Nobody is in that seat any more: its in-case card goes with it (D-4). Raises KeyError when nobody was."""
        self._sits(letter)
        self._do(e.SeatEmptied(self._clock(), letter), forget=_card(letter))

    def leave_seat(self, letter: str, *, keep_card: bool = False) -> None:
        """Somebody left the meeting: the seat keeps its letter, and no lane is touched (I-5).

        Their in-case card is let go of in the same step, unless they wish it to be kept (I-4). Raises KeyError.
        """
        if not self._sits(letter).left:
            forget = None if keep_card else _card(letter)
            self._do(e.SeatLeft(self._clock(), letter, keep_card), forget=forget)

    def return_seat(self, letter: str) -> None:
        """Somebody who had left is back; no lane is touched (I-6 is the lane's own). Raises KeyError."""
        if self._sits(letter).left:
            self._do(e.SeatReturned(self._clock(), letter))

    def put_in_case(self, letter: str, field: str, text: str) -> None:
        """Write on the in-case card of a seat: sealed, never in a record (D-4). Raises KeyError."""
        self._sits(letter)
        if field not in IN_CASE:
            raise KeyError(field)
        if (text := text.strip()) != self.in_case(letter).get(field, ""):
            event = e.InCase(self._clock(), letter, field, bool(text))
            self._do(event, seal=(_card(letter), field, text))

    def in_case(self, letter: str) -> Mapping[str, str]:
        """What is on the in-case card of a seat, by field; nothing where nobody sits."""
        seat = self.state.seat(letter)
        if seat is None or not seat.in_case:
            return {}
        return {field: text for field, text in self._journal.sealed(_card(letter)).items() if text}

    def take_back_in_case(self, letter: str) -> None:
        """A person takes back all of their in-case card: it is gone for good. Raises KeyError."""
        if self._sits(letter).in_case:
            self._do(e.InCaseTakenBack(self._clock(), letter), forget=_card(letter))

    def arrange(self, mode: str, place: str = "") -> None:
        """Say how the meeting is held, and where (N-12). Raises ValueError for another mode than MODES."""
        arranged, place = self.state.arranged, " ".join(place.split())
        if (arranged.mode, arranged.place) != (mode, place):
            self._do(e.Arranged(self._clock(), mode, place))

    def tell(self, point: str, done: bool = True) -> None:
        """A point of the opening has been said; or that is taken back."""
        if (point in self.state.told) != done:
            self._do(e.Told(self._clock(), point, done))

    def mark(self, what: str, minutes: int = 0) -> None:
        """Mark a round, a pause of some minutes, or neither. Nothing acts on it (L-8)."""
        if what == PAUSE or self.state.mark != Mark(what):
            self._do(e.Marked(self._clock(), what, minutes))

    def count_facilitators(self, count: int) -> None:
        """One or two facilitators are in the room (D-6). Raises ValueError for another number."""
        if count not in (1, 2):
            raise ValueError("one facilitator or two are expected")
        self._do(e.FacilitatorsCounted(self._clock(), count))

    def turn(self, view: str) -> None:
        """Look at something else: the meeting, a lane, the flag screen, the 999 card, the end."""
        if view != self.state.view:
            self._do(e.Turned(self._clock(), view))

    # -- concerns ----------------------------------------------------------------------------------------

    def flag(self, kind: str, seat: str = "") -> int:
        """Flag a concern and turn to it. Answers its number. Raises KeyError for an unknown kind."""
        if kind not in self.pack.start:
            raise KeyError(kind)
        number = len(self.state.concerns) + 1
        self._do(e.Flagged(self._clock(), number, kind, seat))
        return number

    def seat_concern(self, number: int, seat: str) -> None:
        """Say which seat a concern is about; no seat takes it back. Raises KeyError."""
        self.state.concern(number)
        self._do(e.Seated(self._clock(), number, seat))

    def hold(self, number: int, by: int) -> None:
        """Say which of the facilitators holds a lane, or nobody in particular (0). Raises KeyError, ValueError."""
        if self.state.concern(number).held_by != by:
            self._do(e.Held(self._clock(), number, by))

    def choose(self, number: int, choice: str, reason: str = "") -> None:
        """Make a choice in a lane. Raises NotOffered, ReasonNeeded, JournalError; then nothing has changed."""
        lane = self.state.concern(number).lane
        offered = {o.choice.id: o.choice for o in lanes.choices(self.pack, lane, self.state.given) if o.open}
        found = offered.get(choice)
        if found is not None and found.reason and not reason.strip():
            raise ReasonNeeded(choice)
        after = lanes.choose(self.pack, lane, choice, self.state.given)  # raises NotOffered
        forget = (found is not None and found.forget) or self._forgets(lane, after)
        event = e.Chose(self._clock(), number, lane.step, choice, reason.strip())
        self._do(event, forget=_scope(number) if forget else None)

    def happen(self, number: int, event: str) -> None:
        """One of the flow's events happened in a lane. Raises NotOffered, JournalError."""
        lane = self.state.concern(number).lane
        after = lanes.happen(self.pack, lane, event, self.state.given)  # raises NotOffered
        happening = self.pack.happenings.get(event)
        forget = (happening is not None and happening.forget) or self._forgets(lane, after)
        self._do(e.Happened(self._clock(), number, event), forget=_scope(number) if forget else None)

    def ring_999(self) -> int:
        """We rang 999 from the card that is over everything: it gets a lane of its own (D-5, C-12)."""
        number = self.flag("ill")
        self.choose(number, "called")
        return number

    def write(self, number: int, field: str, text: str) -> None:
        """Write in a field of the step where a lane stands. Raises KeyError for a field it does not have."""
        concern = self.state.concern(number)
        if field not in self._step(number).fields:
            raise KeyError(field)
        if text != concern.written.get(field, ""):
            self._do(e.Wrote(self._clock(), number, field, text))

    def seal(self, number: int, field: str, text: str) -> None:
        """Write something that identifies: kept apart, so that it can be taken back (D-4, I-4). Raises KeyError."""
        if field not in self._step(number).sealed:
            raise KeyError(field)
        if text != self.sealed(number).get(field, ""):
            self._do(e.Sealed(self._clock(), number, field), seal=(_scope(number), field, text))

    def sealed(self, number: int) -> Mapping[str, str]:
        """What identifies, where the lane's step shows it; nothing anywhere else (I-4)."""
        lane = self.state.concern(number).lane
        if lane.closed or not (self._step(number).sealed or self._step(number).shows == "sheet"):
            return {}
        return self._journal.sealed(_scope(number))

    def named(self, number: int) -> Mapping[str, str]:
        """Which fields that identify were filled in for a contact that was made; not what they say (I-4, N-13)."""
        if self.state.concern(number).lane.closed or self._step(number).shows != "contact":
            return {}
        return {field: "" for field, text in self._journal.sealed(_scope(number)).items() if text.strip()}

    # -- the end -----------------------------------------------------------------------------------------

    def leave_open(self, number: int, reason: str) -> None:
        """A concern stays open when the meeting ends, and why. Raises ReasonNeeded."""
        self.state.concern(number)
        if not reason.strip():
            raise ReasonNeeded("leave-open")
        self._do(e.LeftOpen(self._clock(), number, reason.strip()))

    def end(self, keep: Keep | None = None) -> None:
        """End the meeting and erase it; ``keep`` is given what the organisation keeps of it first (D-2).

        Raises StillOpen; then it goes on. From the moment at which it has ended nothing can be added to it, so that
        what is kept is all there was. When keeping or erasing fails, calling it again tries only that again.
        """
        if self.state.unsettled:
            raise StillOpen
        if not self.state.ended:
            self._do(e.Ended(self._clock()))
        self.finish_erasing(keep)

    def finish_erasing(self, keep: Keep | None = None) -> None:
        """Keep and erase what has ended: also when the program stopped between the end and the erasing."""
        if not self.state.ended:
            return
        if keep is not None:
            keep(trail.of(self.pack, self.state))
        self._journal.erase()

    def carry_on(self, journal: MemoryJournal) -> bool:
        """Go on in memory, because the journal can write no more; what it holds already stays there.

        False when what it keeps sealed could not be read: that has to be asked for again.
        """
        whole = True
        scopes = [_scope(concern.number) for concern in self.state.concerns]
        for scope in (*scopes, *(_card(seat.letter) for seat in self.state.seats if seat.in_case)):
            try:
                journal.take_over(scope, self._journal.sealed(scope))
            except Exception:  # a store that fails may fail in any way, and the meeting has to go on
                whole = False
        self._journal.close()
        self._journal = journal
        return whole

    def settle(self) -> None:
        """Housekeeping of the journal, after a screen has been shown."""
        self._journal.settle()

    def close(self) -> None:
        """Let the meeting rest; it can be resumed."""
        self._journal.close()

    # -- inside ------------------------------------------------------------------------------------------

    def _sits(self, letter: str) -> Seat:
        """Who sits there. Raises KeyError."""
        seat = self.state.seat(letter)
        if seat is None:
            raise KeyError(letter)
        return seat

    def _step(self, number: int) -> Step:
        return self.pack.steps[self.state.concern(number).lane.step]

    def _forgets(self, before: lanes.Lane, after: lanes.Lane) -> bool:
        """Whether coming to a step lets identity go: it was given for another call (T-03)."""
        return after.step != before.step and not after.closed and self.pack.steps[after.step].forget

    def _do(self, event: e.Event, *, seal: tuple[str, str, str] | None = None, forget: str | None = None) -> None:
        if self.state.ended:
            raise JournalError(_("This meeting has ended, so nothing can be added to it: please start a new one."))
        state = apply(self.pack, self.state, event)
        self._journal.append(e.encode(event), seal=seal, forget=forget)
        self.state = state


def _scope(number: int) -> str:
    return f"lane:{number}"


def _card(letter: str) -> str:
    """The scope of a seat's in-case card."""
    return f"seat:{letter}"


def _letter(given: int) -> str:
    """A, B ... Z, AA, AB ..."""
    high, low = divmod(given, len(ascii_uppercase))
    return (ascii_uppercase[high - 1] if high else "") + ascii_uppercase[low]
