"""The feed of an edition: one entry for each published edition and for this one, for readers who want to be told.

Belongs here: Atom (RFC 4287), in German. Not here: what has changed (changes.py). Ids and days hang on the edition
alone: the same edition gives the same bytes.
"""

import io
import json
import uuid
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import pandas as pd

from assets.editions.changes import CORRECTION, NEW, REVISION
from assets.editions.content import Content
from schemas.published import CSV_NAME, DRAFT, MANIFEST_NAME, PUBLISHED

FEED_NAME = "aenderungen.atom"
_LOG_PAGE = "de/aenderungen.html"
_ATOM = "http://www.w3.org/2005/Atom"
# The namespace of all ids; a feed reader knows an entry again by it.
_IDS = uuid.uuid5(uuid.NAMESPACE_OID, "kontrakt.ausgaben")
_DAYS = ["stichtag", "bevoelkerung_stichtag"]
# When the manifest of a published edition says on which day it was published.
PUBLISHED_ON = "veroeffentlicht_am"


def feed(content: Content, changed: pd.DataFrame) -> bytes:
    """The feed as a file, newest edition first; `changed`: the changes of all editions (changes.changes)."""
    facts = content.reference.publisher_facts
    entries = [_published(files) for files in content.earlier]
    if (content.year, content.number) not in [one[:2] for one in entries]:
        entries.append((content.year, content.number, newest_day(content), DRAFT if content.stage else PUBLISHED))
    entries.sort(reverse=True)
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": content.language.code})
    _text(root, "id", _id("feed", f"{content.reference.invented}"))
    invented = content.reference.invented
    named = " (erfundene Beispieldaten)" if invented else ""
    _text(root, "title", f"Kontrakt „Interkulturelle Städteregion“: Ausgaben und Änderungen{named}")
    if invented:
        _text(root, "subtitle", "Beispieldaten: Alle Städte und Zahlen sind erfunden.")
    _text(root, "updated", _moment(max(day for _year, _number, day, _stage in entries)))
    _link(root, "self", "application/atom+xml", _address(content, FEED_NAME))
    _link(root, "alternate", "text/html", _address(content, _LOG_PAGE))
    author = SubElement(root, "author")
    _text(author, "name", facts["name"] or "Netzwerkbüro")
    for year, number, day, stage in entries:
        _entry(root, content, (year, number, day, stage), changed)
    indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="utf-8") + b"\n"


def newest_day(content: Content) -> str:
    """The day (ISO) of an edition that is not published: when its newest delivery arrived, else its Stichtag."""
    arrived = content.deliveries["arrived"]
    years = content.reference.reporting_years.set_index("year")
    return str(arrived.max())[:10] if len(arrived) else str(years.at[content.year, "population_date"])


def _published(files: Mapping[str, bytes]) -> tuple[int, int, str, str]:
    """Year, version, day and stage of a published edition; without a day of its own that of its newest figure."""
    said = json.loads(files[MANIFEST_NAME])
    rows = pd.read_csv(io.BytesIO(files[CSV_NAME]), dtype=str, keep_default_na=False, usecols=_DAYS)
    day = said.get(PUBLISHED_ON) or rows.max().max() or f"{said['berichtsjahr']}-12-31"
    return int(said["berichtsjahr"]), int(said["ausgabe"]), str(day), said["stand"]


def _entry(root: Element, content: Content, edition: tuple[int, int, str, str], changed: pd.DataFrame) -> None:
    year, number, day, stage = edition
    own = changed[changed["ausgabe"].eq(year) & changed["fassung"].eq(number)]
    counts = own["art"].value_counts()
    entry = SubElement(root, "entry")
    _text(entry, "id", _id("ausgabe", f"{content.reference.invented}/{year}/{number}"))
    marks = [stage if stage == DRAFT else "", "erfundene Beispieldaten" if content.reference.invented else ""]
    said = ", ".join(filter(None, marks))
    _text(entry, "title", f"Ausgabe {year}, Fassung {number}" + (f" ({said})" if said else ""))
    _text(entry, "updated", _moment(day))
    _link(entry, "alternate", "text/html", _address(content, _LOG_PAGE))
    told = [f"{kind} ({counts[kind]})" for kind in (CORRECTION, REVISION, NEW) if kind in counts]
    words = f"Geänderte Zahlen: {', '.join(told)}." if told else "Keine frühere Zahl hat sich geändert."
    _text(entry, "summary", words)


def _text(parent: Element, tag: str, words: str) -> None:
    SubElement(parent, tag).text = words


def _link(parent: Element, rel: str, kind: str, href: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": kind, "href": href})


def _id(kind: str, name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_IDS, f'{kind}/{name}')}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _address(content: Content, page: str) -> str:
    """Where a file of this edition is: absolute where the office has said where editions stand."""
    base = content.reference.publisher_facts["base_url"]
    return f"{base.rstrip('/')}/{content.year}/v{content.number}/{page}" if base else page
