"""Packed bytes, unpacked within bounds: a small file must not fill the memory."""

from __future__ import annotations

import io
import zipfile
import zlib

from ..errors import SeedError

#: No article needs more; what unpacks to more is a mistake or an attack.
MOST_BYTES = 256 * 2**20

_TOO_LARGE_REMEDY = "Split it into files of fewer articles; if it is no article, remove it."
_BROKEN_REMEDY = "It is cut short or damaged: collect it again."
#: Ways of packing that the zip reader knows; the bit of a member that asks for a password.
_LOCKED = 0x1


def too_large(size: str) -> SeedError:
    """The error for a file of more bytes than an article has."""
    return SeedError(f"The file holds more than {size}, which no article needs.", _TOO_LARGE_REMEDY)


def gunzip(data: bytes, *, most: int = MOST_BYTES) -> bytes:
    """Unpack a gzip file of one or more members.

    Raises
    ------
    SeedError
        If it is damaged, cut short, or unpacks to more than `most` bytes.
    """
    out = bytearray()
    while data:
        stream = zlib.decompressobj(wbits=31)
        try:
            out += stream.decompress(data, most - len(out) + 1)
        except zlib.error as error:
            if out and not data.startswith(b"\x1f\x8b"):
                break  # padding behind the last member
            raise SeedError("The gzip archive cannot be unpacked.", _BROKEN_REMEDY) from error
        if len(out) > most:
            raise too_large(f"{most // 2**20} MB when it is unpacked")
        if not stream.eof:
            raise SeedError("The gzip archive ends before its end.", _BROKEN_REMEDY)
        data = stream.unused_data
    return bytes(out)


class Package:
    """The members of a zip file, unpacked one by one within bounds.

    Parameters
    ----------
    data : bytes
    most : int
        Bytes that all members may have together when unpacked.

    Raises
    ------
    SeedError
        If it is no zip file that can be read, wants a password, or holds too much.
    """

    def __init__(self, data: bytes, *, most: int = MOST_BYTES) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise SeedError("The ZIP archive cannot be opened.", _BROKEN_REMEDY) from error
        members = self._zip.infolist()
        if any(member.flag_bits & _LOCKED for member in members):
            raise SeedError(
                "The ZIP archive is locked with a password.",
                "Unpack it with the password, and put the files that it holds among the seeds.",
            )
        # The sizes that the archive states bind its reader: no member gives more than its own.
        if sum(member.file_size for member in members) > most or len(members) > 20_000:
            raise too_large(f"{most // 2**20} MB when it is unpacked")
        self.names = {member.filename.lstrip("/"): member for member in members}

    def read(self, name: str, *, default: bytes | None = None) -> bytes:
        """Return the bytes of a member.

        Raises
        ------
        SeedError
            If it is damaged, or missing and no default is given.
        """
        member = self.names.get(name.lstrip("/"))
        if member is None:
            if default is None:
                raise SeedError(f"The archive lacks its part {name}.", _BROKEN_REMEDY)
            return default
        try:
            return self._zip.read(member)
        # A hostile archive can raise nearly anything here: each means that it cannot be read.
        except Exception as error:
            raise SeedError(f"The archive's part {name} is damaged.", _BROKEN_REMEDY) from error
