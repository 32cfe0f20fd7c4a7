"""ZIP and OLE2 containers written byte by byte, so that each of their numbers may lie.

Belongs here: containers that no honest program writes. Not here: what is put into them (containers.py).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Member:
    """One entry of a zip: its packed bytes and what headers say of them; `local_name` where it differs from `name`."""

    name: str
    packed: bytes
    size: int
    crc: int
    method: int = 8
    flags: int = 0
    claimed: int | None = None
    local_name: str | None = None


def member(name: str, content: bytes, **lies: object) -> Member:
    """An honest entry, but for what is said otherwise."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    honest = {"packed": packer.compress(content) + packer.flush(), "size": len(content), "crc": zlib.crc32(content)}
    return Member(name, **(honest | lies))  # type: ignore[arg-type]


def repeated(name: str, before: bytes, block: bytes, times: int, after: bytes, **lies: object) -> Member:
    """An entry of before + block * times + after that is never built: the packed block is repeated instead."""
    size, crc = len(before) + times * len(block) + len(after), zlib.crc32(before)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    packed = _flushed(before) + _flushed(block) * times + _flushed(after, last=True)
    return Member(name, **({"packed": packed, "size": size, "crc": zlib.crc32(after, crc)} | lies))  # type: ignore[arg-type]


def _flushed(content: bytes, last: bool = False) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)


def zip_of(members: Iterable[Member], shared: bool = False) -> bytes:
    """A zip of these entries; `shared`: all of them point to the first one's bytes."""
    body, directory, count = bytearray(), bytearray(), 0
    for one in members:
        at = 0 if shared else len(body)
        claimed = one.size if one.claimed is None else one.claimed
        head = struct.pack("<HHHHHIII", 20, one.flags, one.method, 0, 33, one.crc, len(one.packed), claimed)
        if not (shared and count):
            local = (one.name if one.local_name is None else one.local_name).encode("cp437")
            body += b"PK\x03\x04" + head + struct.pack("<HH", len(local), 0) + local + one.packed
        name = one.name.encode("cp437")
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + head
        directory += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, at) + name
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count % 65536, count % 65536, len(directory), len(body), 0)
    return bytes(body + directory + b"PK\x05\x06" + end)


def parts_of(content: bytes) -> dict[str, bytes]:
    """The entries of an honest zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def changed(content: bytes, replaced: dict[str, Member] | None = None, more: Iterable[Member] = ()) -> bytes:
    """An honest zip with some entries replaced and others added."""
    members = [(replaced or {}).get(name) or member(name, part) for name, part in parts_of(content).items()]
    return zip_of([*members, *more])


def ole2_of(streams: dict[str, bytes], folders: Iterable[str] = ()) -> bytes:
    """An OLE2 container with these streams and empty folders at its top level; streams are filled up to 4,096 bytes."""
    padded = {name: content + bytes(-len(content) % 512) for name, content in streams.items()}
    padded = {name: content + bytes(max(4096 - len(content), 0)) for name, content in padded.items()}
    names = [*padded, *folders]
    directory_sectors = (len(names) + 4) // 4
    sectors = directory_sectors + sum(len(content) // 512 for content in padded.values())
    table_sectors = (sectors + 127) // 127
    table = [0xFFFFFFFD] * table_sectors
    entries, body, at = [], bytearray(), table_sectors + directory_sectors
    table += [*range(table_sectors + 1, at), 0xFFFFFFFE]
    for content in padded.values():
        table += [*range(at + 1, at + len(content) // 512), 0xFFFFFFFE]
        entries.append((at, len(content)))
        body += content
        at += len(content) // 512
    table += [0xFFFFFFFF] * (table_sectors * 128 - len(table))
    # The names hang on a chain to the right: a tree, if a lopsided one.
    directory = _entry("Root Entry", 5, 0xFFFFFFFF, 1 if names else 0xFFFFFFFF, 0xFFFFFFFE, 0)
    for number, name in enumerate(names, start=1):
        following = number + 1 if number < len(names) else 0xFFFFFFFF
        start, size = entries[number - 1] if number <= len(entries) else (0xFFFFFFFE, 0)
        directory += _entry(name, 2 if number <= len(entries) else 1, following, 0xFFFFFFFF, start, size)
    directory += bytes(directory_sectors * 512 - len(directory))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIIII", table_sectors, table_sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    numbers = [*range(1, table_sectors), *[0xFFFFFFFF] * 109]
    header += struct.pack("<108I", *numbers[:108])
    return header + struct.pack(f"<{len(table)}I", *table) + directory + bytes(body)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text + bytes(64 - len(text)) + struct.pack("<HBB", len(text) + 2, kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36) + struct.pack("<III", start, size, 0)
