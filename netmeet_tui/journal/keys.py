"""Keys: made at random, wrapped by other keys (AES-256-GCM), or stretched from a passphrase (Argon2id).

Nothing here touches a disk. Keys are 32 bytes.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import time
import unicodedata
from dataclasses import dataclass

KEY = 32
NONCE = 12
TAG = 16

# Below 19 MiB a passphrase is guessed too cheaply (OWASP's least); above 1 GiB or 20 rounds a file that somebody
# changed would hold up the room.
LEAST_KIB, MOST_KIB = 19 * 1024, 1024 * 1024
MOST_ROUNDS, MOST_LANES = 20, 16

# What is chosen here is never weaker, nor takes more memory from an old laptop.
FLOOR_KIB, FLOOR_ROUNDS, _CEILING_KIB = 64 * 1024, 3, 256 * 1024

# Memory times rounds is what costs time, and both at their most would hold up the room all the same. This is the
# dearest that ``calibrate`` ever chooses: about a second where it was chosen.
MOST_WORK = _CEILING_KIB * MOST_ROUNDS


@dataclass(frozen=True)
class Kdf:
    """What Argon2id costs: ``m`` memory in KiB, ``t`` rounds, ``p`` lanes."""

    m: int
    t: int
    p: int

    def allowed(self) -> bool:
        """Whether this program will run it, made here or read from a file."""
        each = LEAST_KIB <= self.m <= MOST_KIB and 1 <= self.t <= MOST_ROUNDS and 1 <= self.p <= MOST_LANES
        return each and self.m * self.t <= MOST_WORK


def new_key() -> bytes:
    """A random key."""
    return secrets.token_bytes(KEY)


def subkey(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, derived from another; no two purposes share a key."""
    return hmac.digest(key, b"netmeet " + purpose.encode(), hashlib.sha256)


def wrap(key: bytes, secret: bytes, bound: bytes) -> bytes:
    """Encrypt ``secret`` so that it opens only with ``key`` and the same ``bound`` data. Nonce, text, tag."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, secret, bound)


def unwrap(key: bytes, wrapped: bytes, bound: bytes) -> bytes | None:
    """What ``wrap`` was given, or None when the key, the bound data or a single bit differs."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(wrapped) < NONCE + TAG:
        return None
    try:
        return AESGCM(key).decrypt(wrapped[:NONCE], wrapped[NONCE:], bound)
    except InvalidTag:
        return None


def stretch(passphrase: str, salt: bytes, kdf: Kdf) -> bytes:
    """A key from a passphrase by Argon2id. Raises ValueError outside the bounds, MemoryError without room.

    The text is put into one Unicode form first: keyboards differ in how they write an accented letter.
    """
    from argon2.exceptions import Argon2Error
    from argon2.low_level import Type, hash_secret_raw

    if not kdf.allowed():
        raise ValueError("argon2id settings outside the bounds")
    try:
        return hash_secret_raw(
            unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),
            salt,
            time_cost=kdf.t,
            memory_cost=kdf.m,
            parallelism=kdf.p,
            hash_len=KEY,
            type=Type.ID,
        )
    except Argon2Error:
        raise MemoryError from None


def calibrate(target: float = 1.0) -> Kdf:
    """Settings that take about ``target`` seconds on this machine, never less than 64 MiB and three rounds."""
    lanes = min(4, os.cpu_count() or 1)
    stretch("calibration", bytes(16), Kdf(LEAST_KIB, 1, lanes))  # the first run also loads the library
    started = time.perf_counter()
    stretch("calibration", bytes(16), Kdf(FLOOR_KIB, FLOOR_ROUNDS, lanes))
    per_round = max(time.perf_counter() - started, 0.001) / FLOOR_ROUNDS
    memory = FLOOR_KIB
    # Memory first: it is what makes guessing dear on special hardware.
    while memory < _CEILING_KIB and target / (per_round * 2) >= FLOOR_ROUNDS:
        memory, per_round = memory * 2, per_round * 2
    rounds = round(target / per_round)
    return Kdf(memory, min(max(rounds, FLOOR_ROUNDS), MOST_ROUNDS), lanes)
