"""The marks that texts have by themselves: the same for the same characters. They are read back with every stored passage.

Not here: which mark a text gets that is near another (``clusters``), what of a text is compared (``texts``).
"""

from _blake2 import blake2b  # as in hashlib, which loads OpenSSL first
from binascii import b2a_base64

__all__ = ["mark", "own"]


def own(text: str) -> str:
    """Return the mark that a text has by itself: the same for the same characters."""
    return mark(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest())


def mark(stored: bytes) -> str:
    """Return the mark that is stored as six bytes, as eight characters of base64."""
    return b2a_base64(stored, newline=False).decode()
