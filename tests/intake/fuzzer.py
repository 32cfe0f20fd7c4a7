"""Damaged files without end: seeds of every format, and what copies, disks and editors may do to their bytes.

Belongs here: making the n-th damaged file. Not here: what must become of it (test_fuzz.py).
"""

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from assets.deliveries.checking.expected import Expected
from assets.deliveries.template import template
from assets.reference.seeds import Reference
from schemas.forms import FORMS, WORKBOOK
from tests.generators import containers, hostile, text_files
from tests.intake.deliveries import delivery
from tests.intake.formats import Way, sheet_of, written

_WAYS = [
    Way(),
    Way(separator=",", quoted=True, encoding="utf-8-sig"),
    Way(separator="\t", encoding="cp1252", thousands="."),
    Way(encoding="utf-16", quoted=True),
    Way("xlsx"),
    Way("xlsx", program="openpyxl", dates=True),
    Way("ods", dates=True),
    Way("xls", dates=True),
]


HERNE = "05916000"


def herne(form: str, year: int) -> Expected:
    """The place of a file in the folder of Herne."""
    return Expected({HERNE: "Herne"}, year, "Herne", form)


@dataclass(frozen=True)
class Seed:
    """An honest file and what its folder and name say."""

    name: str
    expected: Expected
    content: bytes


@dataclass(frozen=True)
class Damaged:
    """The n-th damaged file: what was done to which seed."""

    number: int
    seed: Seed
    damage: str
    content: bytes

    def __str__(self) -> str:
        """How to find it again."""
        return f"fuzz {self.number}: {self.damage} in {self.seed.name}"


def seeds(reference: Reference) -> list[Seed]:
    """At least 20 honest files of every format and form."""
    found = []
    for number, form in enumerate(FORMS):
        one = delivery(form, "fuzz", reference)
        sheet = sheet_of(one.header, one.rows[:12], one.numbers)
        for way in (_WAYS[number % 4], _WAYS[4 + number % 4], _WAYS[4 + (number + 2) % 4]):
            found.append(Seed(f"{form} {way.name}", one.expected, written(sheet, way)))
    found.append(Seed("template", herne(WORKBOOK, 2023), template(reference, HERNE, 2023)))
    found.append(Seed("plain text", herne("personal", 2024), text_files.PLAIN.encode()))
    honest = [("xlsx", containers.xlsx), ("ods", containers.ods), ("xls", containers.xls)]
    found += [Seed(f"small {kind}", herne("eckwerte", 2022), make()) for kind, make in honest]
    return found


def damaged(number: int, found: tuple[Seed, ...]) -> Damaged:
    """The n-th damaged file; the same number gives the same file."""
    chance = random.Random(f"fuzz {number}")  # noqa: S311 - a reproducible test
    seed = found[number % len(found)]
    content = seed.content
    zipped = content[:2] == b"PK"
    name = chance.choice([*_DAMAGES, *([_INSIDE] * 6 if zipped else [])])
    if name == _INSIDE:
        inner = chance.choice(list(_DAMAGES))
        return Damaged(number, seed, f"{inner} inside", _inside(chance, content, _DAMAGES[inner], found))
    return Damaged(number, seed, name, _DAMAGES[name](chance, content, found))


_Damage = Callable[[random.Random, bytes, tuple[Seed, ...]], bytes]
_INSIDE = "inside"


def _flipped(chance: random.Random, content: bytes, found: tuple[Seed, ...]) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 1, 2, 8, 64])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _truncated(chance: random.Random, content: bytes, found: tuple[Seed, ...]) -> bytes:
    return content[: chance.randrange(len(content))]


def _beheaded(chance: random.Random, content: bytes, found: tuple[Seed, ...]) -> bytes:
    return content[chance.randrange(1, len(content)) :]


def _spliced(chance: random.Random, content: bytes, found: tuple[Seed, ...]) -> bytes:
    other = chance.choice(found).content
    return content[: chance.randrange(len(content))] + other[chance.randrange(len(other)) :]


def _block_twice(chance: random.Random, content: bytes, found: tuple[Seed, ...]) -> bytes:
    start, end = _block(chance, content)
    return content[:end] + content[start:end] * chance.choice([1, 2, 50]) + content[end:]


def _block_lost(chance: random.Random, content: bytes, found: tuple[Seed, ...]) -> bytes:
    start, end = _block(chance, content)
    return content[:start] + content[end:]


def _blocks_swapped(chance: random.Random, content: bytes, found: tuple[Seed, ...]) -> bytes:
    start, end = _block(chance, content)
    middle = (start + end) // 2
    return content[:start] + content[middle:end] + content[start:middle] + content[end:]


def _zeros(chance: random.Random, content: bytes, found: tuple[Seed, ...]) -> bytes:
    start, end = _block(chance, content)
    return content[:start] + bytes(end - start) + content[end:]


def _noise(chance: random.Random, content: bytes, found: tuple[Seed, ...]) -> bytes:
    start, end = _block(chance, content)
    return content[:start] + chance.randbytes(end - start) + content[end:]


def _hostile_word(chance: random.Random, content: bytes, found: tuple[Seed, ...]) -> bytes:
    word = chance.choice(hostile.HOSTILE).encode("utf-8", "surrogatepass")
    at = chance.randrange(len(content) + 1)
    return content[:at] + word + content[at:]


def _number_changed(chance: random.Random, content: bytes, found: tuple[Seed, ...]) -> bytes:
    digits = [place for place, byte in enumerate(content) if 48 <= byte < 58]
    if not digits:
        return content + b"\0"
    at = chance.choice(digits)
    odd = chance.choice(
        [b"-1", b"1e999", b"99999999999999999999", b"nan", b"", b"0", b"65536", b"4294967296", b"\xef\xbc\x91"]
    )
    return content[:at] + odd + content[at + 1 :]


def _block(chance: random.Random, content: bytes) -> tuple[int, int]:
    start = chance.randrange(len(content))
    return start, min(len(content), start + chance.choice([1, 4, 16, 64, 512, 4096]))


_DAMAGES: dict[str, _Damage] = {
    "bits flipped": _flipped,
    "end lost": _truncated,
    "beginning lost": _beheaded,
    "spliced with another file": _spliced,
    "a block twice": _block_twice,
    "a block lost": _block_lost,
    "blocks swapped": _blocks_swapped,
    "zeros": _zeros,
    "noise": _noise,
    "a hostile word": _hostile_word,
    "a digit replaced": _number_changed,
}


def _inside(chance: random.Random, content: bytes, damage: _Damage, found: tuple[Seed, ...]) -> bytes:
    """Damages one part of a container and packs it again, so that no checksum tells."""
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        parts = {entry: box.read(entry) for entry in box.infolist()}
    chosen = chance.choice([entry for entry, part in parts.items() if part])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for entry, part in parts.items():
            box.writestr(entry.filename, damage(chance, part, found) if entry is chosen else part, entry.compress_type)
    return out.getvalue()
