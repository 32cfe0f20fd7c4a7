"""The command that shows data stewards what is kept secret in a reporting year, why, what it costs, and the audit.

Belongs here: its words, its exit codes. Not here: the readable text (protection_text.py), the decisions and the attack
(assets/protection/). It needs the store and the edition's folder, not the engine.
"""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from assets.protection.decisions import Decisions
    from assets.protection.gate import EditionAudit
    from assets.reference.seeds import Reference

INTERNAL = "Interne Angaben: Wer weiß, was warum geheim ist, kommt den Zahlen näher. Nicht weitergeben."


def geheimhaltung(
    jahr: Annotated[int, typer.Argument(help="Berichtsjahr, zum Beispiel 2023.")],
    stadt: Annotated[str, typer.Option(help="Nur diese Stadt: Ordnername, Name oder AGS.")] = "",
    als_json: Annotated[bool, typer.Option("--json", help="Alle Angaben als JSON für Maschinen.")] = False,
) -> None:
    """Zeigt, was geheim gehalten wird, warum, was es kostet, und ob jemand es ausrechnen kann.

    Geprüft wird die Ausgabe, die im Ordner liegt, zusammen mit allen veröffentlichten. Rückgabewert 1: Dazu ist nichts
    gerechnet, oder eine geheime Zahl lässt sich ausrechnen.
    """
    from assets.reference.seeds import load_reference
    from pipelines.choices import chosen_city, chosen_year
    from pipelines.protection_text import audit_text, decisions_text, procedure_text, summary
    from pipelines.settings import current_settings
    from schemas.reference import HIDING

    settings = current_settings()
    reference = load_reference(settings.folders.seeds)
    chosen_year(jahr, reference)
    ags = [chosen_city(stadt, reference)] if stadt else reference.members(jahr)["ags"].tolist()
    hiding = reference.procedure(jahr) == HIDING
    computed = _decided(settings.database_url, settings.folders.editions, jahr, ags, reference)
    # Where counts are rounded, none is hidden for another.
    decided = computed if hiding else {}
    if not computed:
        print(f"Für {jahr} ist noch nichts gerechnet. Zuerst: kontrakt lauf {jahr}", file=sys.stderr)
        raise typer.Exit(1)
    found = _audited(settings.database_url, settings.folders.editions, jahr, reference)
    print(INTERNAL, file=sys.stderr)
    if als_json:
        print(json.dumps(summary(jahr, decided, found, reference), ensure_ascii=False, indent=2))
    else:
        texts = [decisions_text(one, reference) for one in decided.values()]
        print("\n\n".join([procedure_text(jahr, reference), *texts, audit_text(found)]))
    if found is not None and not found.passed:
        raise typer.Exit(1)


def _decided(
    database_url: str, editions: "Path", year: int, cities: list[str], reference: "Reference"
) -> dict[str, "Decisions"]:
    """AGS → the decisions of each city that has values, one after the other: the search for the cheapest takes time."""
    from rich.console import Console
    from rich.progress import track

    from assets.indicators.values import TABLES, Accepted
    from assets.protection.hiding import protect
    from assets.protection.ledger import published_editions, told_counts
    from schemas.store import Store, exists

    if not exists(database_url):
        return {}
    store, decided = Store(database_url), {}
    told = told_counts(published_editions(editions), reference)
    for ags in track(cities, "Geheimhaltung", console=Console(stderr=True), transient=True):
        values = store.read("indicator_values", reporting_year=year, ags=ags)
        if values.empty:
            continue
        accepted = Accepted(**{part: store.read(table, ags=ags) for part, table in TABLES.items()})
        decided[ags] = protect(values, accepted, reference, told)[1]
    return decided


def _audited(database_url: str, editions: "Path", year: int, reference: "Reference") -> "EditionAudit | None":
    """The audit of the edition in its folder; None where there is none yet."""
    from assets.editions.audited import audit_of
    from assets.editions.shelf import draft_place, read_edition
    from assets.protection.decisions import own_counts
    from assets.protection.ledger import published_editions
    from schemas.store import Store

    place = draft_place(editions, year).folder
    if not place.is_dir():
        return None
    store = Store(database_url)
    own = own_counts(store.read("indicator_values", reporting_year=year), reference)
    earlier = list(published_editions(editions))
    return audit_of(read_edition(place), earlier, reference, store.read("findings"), own)
