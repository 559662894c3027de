"""A telephone number that somebody typed: whether there can be such a number, and how it is written here."""

from __future__ import annotations

import re
from typing import Final

from netmeet_tui.directory import words

_WRITTEN: Final = re.compile(r"[0-9+() ./-]+((ext|x)\.? ?[0-9]+)?", re.IGNORECASE)


class NoNumber(ValueError):
    """There is no such number. The message is the end of a sentence, and does not repeat what was typed."""

    def __init__(self) -> None:
        super().__init__(words.NO_NUMBER)


def national(typed: str) -> str:
    """The number in the style of this country: 0808 808 8000, 111, 116 123. Raises NoNumber."""
    import phonenumbers as phones

    if len(typed) > 40 or not _WRITTEN.fullmatch(typed.strip()):
        raise NoNumber
    try:
        number = phones.parse(typed, "GB")
    except phones.NumberParseException:
        raise NoNumber from None
    digits = "".join(sign for sign in typed if sign.isdigit())
    if phones.is_valid_short_number_for_region(number, "GB") and number.national_number == int(digits or 0):
        return f"{digits[:3]} {digits[3:]}" if re.fullmatch("116[0-9]{3}", digits) else digits
    if not phones.is_valid_number(number):
        raise NoNumber
    here = number.country_code == 44
    style = phones.PhoneNumberFormat.NATIONAL if here else phones.PhoneNumberFormat.INTERNATIONAL
    return phones.format_number(number, style)
