"""The shelf of editions: which number a draft has, how it gets to its place whole, and how a reader finds the newest.

Belongs here: places of editions. Not here: what is in one (edition.py), which of them were published
(assets/protection/ledger.py decides by their manifests).
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from assets.editions.languages import languages
from assets.folders import write_whole
from assets.reference.seeds import Reference
from reports.languages import GERMAN, Language
from reports.page import render
from schemas.published import MANIFEST_NAME, PUBLISHED

NEWEST = "aktuell"


class Place(NamedTuple):
    """Where an edition of a year lies, and its number."""

    folder: Path
    number: int


def draft_place(editions: Path, year: int) -> Place:
    """Where the draft of a year is built: after the newest that was published, so that none is overwritten."""
    published = [number for one, number in _places(editions) if one == year and _is_published(editions, one, number)]
    number = max(published, default=0) + 1
    return Place(editions / str(year) / f"v{number}", number)


def newest(editions: Path) -> tuple[int, int] | None:
    """Year and number of the newest edition: of the published ones, else of the drafts; None where there is none."""
    places = _places(editions)
    published = [(year, number) for year, number in places if _is_published(editions, year, number)]
    return max(published or places, default=None)


def lead_to_newest(editions: Path, reference: Reference) -> None:
    """Writes the pages below aktuell/, which lead to the newest edition, and the list of all editions."""
    found = newest(editions)
    if found is None:
        return
    year, number = found
    for language in languages(reference):
        target = f"../../{year}/v{number}/{language.code}/index.html"
        title = language.text("Neueste Ausgabe: {year}", year=year)
        write_whole(editions / NEWEST / language.code / "index.html", leads_on(language, target, title))
    write_whole(editions / NEWEST / "index.html", leads_on(GERMAN, "de/index.html", f"Neueste Ausgabe: {year}"))
    shown = [
        (year, number, _is_published(editions, year, number))
        for year, number in sorted(_places(editions), reverse=True)
    ]
    page = render("shelf.html", title="Alle Ausgaben", editions=shown, invented=reference.invented)
    write_whole(editions / "index.html", page.encode("utf-8"))


def leads_on(language: Language, target: str, title: str) -> bytes:
    """A page that leads on to another, by itself and by a link."""
    words = language.text("Weiter zur Ausgabe")
    return render("leads_on.html", language, target=target, title=title, words=words).encode("utf-8")


def read_edition(place: Path) -> dict[str, bytes]:
    """The files of an edition in its folder: name → content."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()
    }


def write_edition(files: Mapping[str, bytes], place: Path) -> None:
    """Puts an edition into its folder: a reader finds the old one or the new one, never a mixture.

    A stop between the two renames leaves the old one aside; the next call brings it back before it goes on.
    """
    fresh, old = place.with_name(f".{place.name}.neu"), place.with_name(f".{place.name}.alt")
    if old.exists() and not place.exists():
        old.rename(place)
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    for name, content_of_file in files.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content_of_file)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _places(editions: Path) -> list[tuple[int, int]]:
    """Year and number of every edition in the folder."""
    names = [path.parent for path in editions.glob(f"*/v*/{MANIFEST_NAME}")]
    return [
        (int(folder.parent.name), int(folder.name[1:]))
        for folder in names
        if folder.parent.name.isdigit() and folder.name[1:].isdigit()
    ]


def _is_published(editions: Path, year: int, number: int) -> bool:
    manifest = editions / str(year) / f"v{number}" / MANIFEST_NAME
    return bool(json.loads(manifest.read_text(encoding="utf-8"))["stand"] == PUBLISHED)
