"""The two containers of workbooks, opened without trusting any number in them: ZIP (XLSX, ODS) and OLE2 (XLS).

Belongs here: which parts lie in a container, and their bytes. Not here: what kind of file it is (kinds.py), what is
allowed in it (preflight*.py), the cells' values (workbook.py).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

OLE2_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"
_DIRECTORY_MARK = b"PK\x01\x02"
# Beyond this the directory is not even opened: it alone would fill the memory.
DIRECTORY_MOST = 20_000

_HEADER, _ENTRY = 512, 128
_LAST, _NONE = 0xFFFFFFFE, 0xFFFFFFFF
_ROOT_CHILDREN = 10_000


class Damaged(ValueError):
    """The container contradicts itself or ends too early; the message says in German where."""


def entries_claimed(content: bytes) -> int:
    """How many entries a zip seems to have, counted without opening it (parts that are zips themselves count too)."""
    return content.count(_DIRECTORY_MARK)


def zip_entries(content: bytes) -> list[zipfile.ZipInfo]:
    """The directory of a zip. Raises Damaged where it is cut off, contradicts itself or is monstrous."""
    if entries_claimed(content) > DIRECTORY_MOST:
        raise Damaged("das Inhaltsverzeichnis ist zu groß")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            return opened.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, struct.error, OSError) as error:
        raise Damaged("das Inhaltsverzeichnis fehlt oder ist abgeschnitten") from error


def inflated(content: bytes, entry: zipfile.ZipInfo, piece: int = 1 << 18) -> Iterator[bytes]:
    """The bytes of one part, piece by piece, as they really are: never more than one byte beyond what it claims.

    Raises Damaged where its size or checksum is another than claimed, or where the two headers of the part differ.
    """
    start = _data_start(content, entry)
    packed = memoryview(content)[start : start + entry.compress_size]
    if len(packed) < entry.compress_size:
        raise Damaged(f"{entry.filename} ist abgeschnitten")
    size, checksum = 0, 0
    for part in _unpacked(packed, entry, piece):
        size += len(part)
        if size > entry.file_size:
            break
        checksum = zlib.crc32(part, checksum)
        yield part
    if size != entry.file_size:
        raise Damaged(f"{entry.filename} hat eine andere Größe als angegeben")
    if checksum != entry.CRC:
        raise Damaged(f"die Prüfsumme von {entry.filename} stimmt nicht")


def _data_start(content: bytes, entry: zipfile.ZipInfo) -> int:
    at = entry.header_offset
    if at < 0 or content[at : at + 4] != ZIP_MAGIC or len(content) < at + 30:
        raise Damaged(f"{entry.filename} fehlt")
    flags, method, name_length, extra_length = struct.unpack_from("<6xHH16xHH", content, at)
    # A part with two names or two methods would be read differently by different programs.
    coding = "utf-8" if flags & 0x800 else "cp437"
    name = content[at + 30 : at + 30 + name_length].decode(coding, errors="replace")
    if name != entry.orig_filename or method != entry.compress_type:
        raise Damaged(f"{entry.filename} widerspricht dem Inhaltsverzeichnis")
    return at + 30 + name_length + extra_length


def _unpacked(packed: memoryview, entry: zipfile.ZipInfo, piece: int) -> Iterator[bytes]:
    if entry.compress_type == zipfile.ZIP_STORED:
        for at in range(0, len(packed), piece):
            yield bytes(packed[at : at + piece])
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise Damaged(f"{entry.filename} ist ungewöhnlich gepackt")
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    # The packed bytes are handed over in pieces too: what is not yet needed would be copied at every step.
    for at in range(0, len(packed), 1 << 16):
        waiting: bytes | memoryview = packed[at : at + (1 << 16)]
        while waiting:
            try:
                part = stream.decompress(waiting, piece)
            except zlib.error as error:
                raise Damaged(f"{entry.filename} lässt sich nicht entpacken") from error
            if part:
                yield part
            waiting = b"" if stream.eof else stream.unconsumed_tail
        if stream.eof and (stream.unused_data or at + (1 << 16) < len(packed)):
            raise Damaged(f"{entry.filename} enthält mehr als angegeben")
    rest = stream.flush()
    if rest:
        yield rest
    if not stream.eof:
        raise Damaged(f"{entry.filename} ist abgeschnitten")


@dataclass(frozen=True)
class Compound:
    """An opened container: `entries` are the names at its top level with their first sector and size in bytes.

    `everywhere` are the names at all levels (folders of macros lie deeper).
    """

    content: bytes
    entries: dict[str, tuple[int, int]]
    everywhere: frozenset[str]
    _sector: int
    _table: tuple[int, ...]
    _small_table: tuple[int, ...]
    _small: bytes
    _small_below: int

    def stream(self, name: str) -> bytes:
        """The bytes of a stream at the top level. Raises KeyError where there is none, Damaged where it is cut off."""
        start, size = self.entries[name]
        if size >= self._small_below:
            found = _joined(self.content, start, self._table, self._sector, _HEADER)
        else:
            found = _joined(self._small, start, self._small_table, 64, 0)
        if len(found) < size:
            raise Damaged(f"{name} hat {len(found)} statt {size} Byte")
        return found[:size]


def open_compound(content: bytes) -> Compound:
    """Reads header, sector table and directory. Raises Damaged; never reads or loops beyond the bytes there are."""
    try:
        return _open(content)
    except struct.error as error:
        raise Damaged("das Inhaltsverzeichnis ist abgeschnitten") from error


def _open(content: bytes) -> Compound:
    if content[:8] != OLE2_MAGIC or len(content) < _HEADER:
        raise Damaged("der Dateikopf fehlt")
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise Damaged("der Dateikopf ist verändert")
    sector = 1 << shift
    first_directory, _, small_below, first_small, _, first_more, more = struct.unpack_from("<IIIIIII", content, 48)
    tables = [one for one in struct.unpack_from("<109I", content, 76) if one < _LAST]
    # Above about 7 MB the list of table sectors goes on in sectors of its own, the last number of each naming the next.
    for _ in range(min(more, len(content) // sector)):
        numbers = struct.unpack_from(f"<{sector // 4}I", content, _HEADER + first_more * sector)
        tables += [one for one in numbers[:-1] if one < _LAST]
        first_more = numbers[-1]
    if len(tables) > len(content) // sector:
        raise Damaged("der Dateikopf ist verändert")
    table: list[int] = []
    for one in tables:
        table += struct.unpack_from(f"<{sector // 4}I", content, _HEADER + one * sector)
    directory = _joined(content, first_directory, table, sector, _HEADER)
    names, sizes, links = _directory(directory)
    small_table = _joined(content, first_small, table, sector, _HEADER) if first_small < _LAST else b""
    small = _joined(content, sizes[0][0], table, sector, _HEADER) if sizes[0][1] else b""
    top = _children(links)
    return Compound(
        content,
        {names[number]: sizes[number] for number in top},
        frozenset(names),
        sector,
        tuple(table),
        struct.unpack(f"<{len(small_table) // 4}I", small_table[: len(small_table) // 4 * 4]),
        small,
        small_below,
    )


def _joined(content: bytes, start: int, table: list[int] | tuple[int, ...], sector: int, before: int) -> bytes:
    """The sectors of a chain one after the other; each sector at most once."""
    parts: list[bytes] = []
    for _ in range(len(table) + 1):
        if start >= _LAST:
            return b"".join(parts)
        if start >= len(table) or before + start * sector >= len(content):
            raise Damaged("ein Abschnitt fehlt")
        parts.append(content[before + start * sector : before + (start + 1) * sector])
        start = table[start]
    raise Damaged("die Abschnitte laufen im Kreis")


def _directory(directory: bytes) -> tuple[list[str], list[tuple[int, int]], list[tuple[int, int, int]]]:
    """Names, (first sector, size) and (left, right, first child) of every entry; entry 0 is the root."""
    names, sizes, links = [], [], []
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
        names.append(directory[at : at + max(length - 2, 0)].decode("utf-16-le", errors="replace"))
        links.append(struct.unpack_from("<III", directory, at + 68))
        sizes.append(struct.unpack_from("<II", directory, at + 116))
    if not names:
        raise Damaged("das Inhaltsverzeichnis fehlt")
    return names, sizes, links


def _children(links: list[tuple[int, int, int]]) -> list[int]:
    """The entries directly below the root: its first child and everything left and right of it."""
    found: set[int] = set()
    waiting = [links[0][2]]
    while waiting:
        number = waiting.pop()
        if number == _NONE or number in found:
            continue
        if number >= len(links) or len(found) > _ROOT_CHILDREN:
            raise Damaged("das Inhaltsverzeichnis ist verändert")
        found.add(number)
        waiting += links[number][:2]
    return sorted(found)


def records(workbook: bytes) -> Iterator[tuple[int, int, int]]:
    """The records of an old workbook's stream: type, offset and length of the data; Damaged where one is cut off.

    Ends where only zeros follow: writers fill the stream up to a whole sector.
    """
    at, end = 0, len(workbook)
    while at + 4 <= end:
        kind, length = struct.unpack_from("<HH", workbook, at)
        if kind == 0 and length == 0:
            return
        if at + 4 + length > end:
            raise Damaged("die Tabelle ist abgeschnitten")
        yield kind, at + 4, length
        at += 4 + length
