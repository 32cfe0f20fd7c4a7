"""Commands about files, for cities: write the form, check a file, show what was read, lay out examples.

Belongs here: their words and exit codes. Not here: the work. None of them needs the engine or the database.
"""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON für Maschinen.")]


def vorlage(
    stadt: Annotated[str, typer.Argument(help="Ordnername der Stadt, zum Beispiel herne.")],
    jahr: Annotated[int, typer.Argument(help="Berichtsjahr, zum Beispiel 2023.")],
    ziel: Annotated[Path | None, typer.Option(help="Zieldatei; sonst lieferung_JAHR.xlsx im aktuellen Ordner.")] = None,
) -> None:
    """Schreibt die Arbeitsmappe mit allen Formularen.

    Stadt, Jahr und Stichtage stehen schon darin; die angenommenen Werte des Vorjahres stehen grau daneben.
    """
    from assets.deliveries.template import template
    from assets.folders import write_whole
    from assets.reference.seeds import load_reference
    from pipelines.settings import current_settings

    settings = current_settings()
    reference = load_reference(settings.folders.seeds)
    ags = _city(stadt, reference)
    if jahr not in set(reference.reporting_years["year"]):
        raise typer.BadParameter(f"{jahr} ist kein Berichtsjahr des Netzwerks.")
    target = ziel or Path(f"lieferung_{jahr}.xlsx")
    if target.exists():
        raise typer.BadParameter(f"{target} gibt es schon. Bitte mit --ziel einen anderen Namen angeben.")
    write_whole(target, template(reference, ags, jahr, _previous(settings.database_url, ags, jahr)))
    print(f"Die Arbeitsmappe für {reference.names[ags]} {jahr} liegt in {target}")


def pruefen(
    dateien: Annotated[list[Path], typer.Argument(help="Dateien, zum Beispiel herne/personal_2023.csv.")],
    stadt: Annotated[str, typer.Option(help="Ordnername der Stadt; sonst gilt der Ordner der Datei.")] = "",
    als_json: Json = False,
) -> None:
    """Prüft Dateien, ohne sie zu liefern.

    Es gelten dieselben Regeln wie beim Lauf, aber nichts wird archiviert oder gespeichert. Vergleiche mit dem Vorjahr
    sind nur beim Lauf möglich. Rückgabewert 0: alles angenommen, 1: abgewiesen oder mit Rückfrage.
    """
    from pipelines.offline_check import check_file

    for path in dateien:
        if not path.exists():
            raise typer.BadParameter(f"Die Datei {path} gibt es nicht.")
    results = [check_file(path, stadt or path.absolute().parent.name) for path in dateien]
    if als_json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
    else:
        for result in results:
            _tell(result)
    raise typer.Exit(1 if any(result["refused"] for result in results) else 0)


def rohtabelle(
    datei: Annotated[Path, typer.Argument(help="Eine CSV-, XLSX-, ODS- oder XLS-Datei.")], als_json: Json = False
) -> None:
    """Zeigt, wie eine Datei gelesen wird.

    Jede Zelle steht so da, wie das Programm sie versteht, bevor irgendein Formular angewendet wird.
    """
    from assets.deliveries.arrival.folder import read_entry
    from assets.deliveries.reading.raw_table import raw_table

    dropped = read_entry("", datei.name, datei)
    if dropped.content is None:
        raise typer.BadParameter(f"{datei.name} ist keine gewöhnliche Datei, zu groß oder nicht da.")
    table = raw_table(dropped.content, datei.name)
    if als_json:
        print(json.dumps(table, ensure_ascii=False, indent=2))
        return
    from assets.deliveries.findings import shown

    print(f"{datei.name}: {table['status']}")
    for row in [table["kopf"], *table["zeilen"]]:
        print(" | ".join(shown(cell) for cell in row))
    for one in table["befunde"]:
        print(f"  {one['schwere'].capitalize()}: {one['text']} [{one['code']}]")


def beispiel(
    ordner: Annotated[Path | None, typer.Option(help="Zielordner; sonst der Eingangsordner dieses Bestands.")] = None,
    netz: Annotated[
        Path | None, typer.Option(help="Legt stattdessen ein erfundenes Netz von zehn Städten in diesem Ordner an.")
    ] = None,
    ab: Annotated[int, typer.Option(help="Mit --netz: erstes Berichtsjahr, für das geliefert wird.")] = 2015,
) -> None:
    """Legt Dateien zum Probieren ab.

    Ohne Option sind es die veröffentlichten Eckwerte der Städte, so wie sie liefern würden. Mit --netz entsteht ein
    Netz erfundener Städte mit allen Formularen; echte und erfundene Zahlen kommen nie in denselben Bestand.
    """
    from assets.deliveries.reference_figures import city_files
    from assets.folders import write_whole
    from assets.reference.seeds import load_reference
    from pipelines.settings import current_settings

    folders = current_settings().folders
    if netz:
        from assets.deliveries.example_network import write_example

        files = write_example(folders.seeds, netz, ab)
        print(f"{files} Dateien erfundener Städte liegen in {netz / 'ingest'}")
        return
    target = ordner or folders.ingest
    lying = city_files(folders.seeds / "eckwerte.csv", load_reference(folders.seeds))
    for name, content in lying.items():
        write_whole(target / name, content)
    cities = len({name.split("/")[0] for name in lying})
    print(f"{len(lying)} Dateien von {cities} Städten liegen in {target}")


def _tell(result: dict[str, Any]) -> None:
    print(f"{result['file']}: {result['state_label']}, {result['rows_accepted']} von {result['rows_read']} Zeilen")
    for one in result["findings"]:
        words = [f"Blatt {one['sheet']}"] if one["sheet"] else []
        words += [f"Zeile {one['row']}"] if one["row"] else []
        words += [f"Spalte {one['column']}"] if one["column"] else []
        place = ", ".join(words) + (f" (Zelle {one['cell']})" if one["cell"] else "")
        print(f"  {one['severity_label']}: {place}{': ' if place else ''}{one['message']} [{one['code']}]")


def _city(slug: str, reference: Any) -> str:
    cities = {folder: ags for ags, folder in reference.slugs.items()}
    if slug.lower() not in cities:
        raise typer.BadParameter(f"Die Stadt „{slug}“ gibt es nicht. Möglich: {', '.join(sorted(cities))}.")
    return cities[slug.lower()]


def _previous(database_url: str, ags: str, year: int) -> dict[str, Any]:
    """Last year's accepted rows by form, where this installation has a store."""
    from schemas.forms import FORMS
    from schemas.store import Store, exists

    if not exists(database_url):
        return {}
    store = Store(database_url)
    rows = {form.name: store.read(form.table, ags=ags, delivery_year=year - 1) for form in FORMS.values()}
    return {name: frame for name, frame in rows.items() if len(frame)}
