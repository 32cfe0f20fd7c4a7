"""Bytes → text by a fixed ladder, and the characters that should not be there.

Belongs here: the character set, characters that were lost, mixed up, unseen or in disguise. Not here: splitting text
into fields (csv_table.py), what the text means (checking/).
"""

import codecs
import re
import unicodedata

from assets.deliveries.findings import finding
from schemas.findings import Finding

_BOMS = [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]

# UTF-8 read as cp1252 shows each character as two or three: Ã¼, Â°, â€“, Ä±, ÅŸ; read twice, ÃƒÂ¼ begins the same way.
# As cp1250 it shows Ă¤. A lone Ä or Å before a closing quote or dash is honest German.
_CONTINUED = "[\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_TWICE = rf"[ÃÂ]{_CONTINUED}|â[€‚„†]|[ÄÅ][\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf‚ƒ†‡ˆ‰Š‹ŒŽ˜™šœžŸ]|Ă[¤¶Ľź„–ś]|ďż˝"
# DOS (cp850) and old Apple files read as cp1252: „ and ” stand for ä and ö, Š š Ÿ § for ä ö ü ß.
_ELSEWHERE = r"[^\W\d_][„”†§¤][^\W\d_]|[a-zß][ŠŸ](?=[a-z])|[A-Z]Ÿ[a-z]|¤"
_GARBLED = re.compile(f"{_TWICE}|{_ELSEWHERE}")

_ASCII = bytes(range(128))
_GERMAN = frozenset("ÄÖÜäöüßéèêáàçñ€–—„“”‚‘’…«»§°²³½¼µ´".encode("cp1252"))

_LOST = re.compile("\ufffd|ï¿½|[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0\U000e0000-\U000e007f]")
_SOFT_HYPHEN = re.compile("\u00ad")
_FOREIGN = re.compile("[\u0370-\u1cff\u1f00-\U0010ffff]")
_WORD = re.compile(r"[^\W\d_]+")

_CHARACTERS = [
    ("ZEICHEN_STEUER", _CONTROL),
    ("ZEICHEN_VERLOREN", _LOST),
    ("ZEICHEN_VERFAELSCHT", _GARBLED),
    ("ZEICHEN_RICHTUNG", _DIRECTION),
    ("ZEICHEN_UNSICHTBAR", _UNSEEN),
    ("ZEICHEN_TRENNSTRICH", _SOFT_HYPHEN),
]


def decode(content: bytes) -> str | Finding:
    """The text of a file by its byte order mark, else as strict UTF-8, else as strict cp1252; or the finding why not.

    Line ends become line feeds. The byte order mark is not part of the text.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _marked(content[len(mark) :], encoding)
    if not content or content.isspace():
        return finding("DATEI_LEER")
    if _is_utf16(content):
        return finding("DATEI_UTF16")
    try:
        text = content.decode("utf-8")
        return _two_ways(content, text) or _checked(text)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return finding("DATEI_ABGEBROCHEN", row=_line(content, error.start))
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        byte = f"unbekanntes Zeichen 0x{content[error.start]:02X}"
        return finding("DATEI_KEIN_TEXT", row=_line(content, error.start), value=byte)
    twice = re.search(_TWICE, text)
    if twice is not None:
        return finding("DATEI_ZEICHENSATZ", row=_line(text, twice.start()), value=_around(text, twice))
    return _checked(text)


def strange(word: str) -> list[tuple[str, str]]:
    """Codes of findings about the characters of one cell, each with what to show of it."""
    if word.isascii() and word.isprintable():
        return []
    found = [(code, _around(word, match)) for code, pattern in _CHARACTERS if (match := pattern.search(word))]
    # Lost and mixed-up characters are one fault, not two.
    codes = {code for code, _ in found}
    if "ZEICHEN_VERLOREN" in codes:
        found = [(code, shown) for code, shown in found if code != "ZEICHEN_VERFAELSCHT"]
    return found + _disguised(word)


def _disguised(word: str) -> list[tuple[str, str]]:
    """Letters of another alphabet inside a word that has Latin ones too."""
    if not _FOREIGN.search(word):
        return []
    for part in _WORD.findall(word):
        foreign = [char for char in part if _FOREIGN.match(char) and not _is_latin(char)]
        if foreign and any(map(_is_latin, part)):
            return [("ZEICHEN_FREMD", f"{part} ({foreign[0]} ist U+{ord(foreign[0]):04X})")]
    return []


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")


def _two_ways(content: bytes, text: str) -> Finding | None:
    """Honest German in cp1252 can be valid UTF-8 by chance: Ä and a dash are also one letter Ė."""
    if text.isascii() or not set(content.translate(None, _ASCII)) <= _GERMAN:
        return None
    place = re.search("[^\x00-\x7f]", text)
    line = text.count("\n", 0, place.start()) + 1 if place else None
    both = f"{place.group()} oder {place.group().encode().decode('cp1252')}" if place else ""
    return finding("ZEICHENSATZ_UNKLAR", line, value=both)


def _marked(content: bytes, encoding: str) -> str | Finding:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if error.reason in ("unexpected end of data", "truncated data"):
            return finding("DATEI_ABGEBROCHEN")
        return finding("DATEI_ZEICHENSATZ", value=f"Byte {error.start}")
    return _checked(text) if text.strip() else finding("DATEI_LEER")


def _checked(text: str) -> str | Finding:
    """Refuses what is no text at all; single strange characters are named later, with their cell."""
    start = text[:65_536]
    controls = _CONTROL.findall(start.replace("\r", ""))
    if len(controls) > 8 and len(controls) * 50 > len(start):
        return finding("DATEI_KEIN_TEXT", value=f"{len(controls)} Steuerzeichen, zuerst U+{ord(controls[0]):04X}")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_utf16(content: bytes) -> bool:
    """Text in UTF-16 without a mark: nearly every other byte is zero, and always on the same side."""
    start = content[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    return max(even, odd) * 5 > len(start) * 2 and min(even, odd) * 20 < len(start)


def _line(text: bytes | str, position: int) -> int:
    before: bytes | str = text[:position]
    if isinstance(before, bytes):
        before = before.decode("latin-1")
    return before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


def _around(text: str, match: re.Match[str]) -> str:
    """The place with a few characters before and after it, of its own line."""
    start, end = match.span()
    return text[max(start - 12, 0) : start].rpartition("\n")[2] + text[start : end + 12].partition("\n")[0]
