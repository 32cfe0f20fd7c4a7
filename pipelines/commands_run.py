"""Commands of the stewards for the whole: the yearly run and the user interface.

Belongs here: their words, and how their outcome is told. Not here: the run (year_run.py).
"""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.year_run import Outcome

Json = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON für Maschinen.")]


def lauf(
    jahr: Annotated[int, typer.Argument(help="Berichtsjahr der Ausgabe, zum Beispiel 2023.")],
    ohne_druck: Annotated[
        bool, typer.Option("--ohne-druck", help="Ohne PDF-Dateien: geht viel schneller, zum Nachsehen.")
    ] = False,
    als_json: Json = False,
) -> None:
    """Nimmt Dateien an und baut die Ausgabe eines Jahres.

    Alles, was im Ordner liegt, wird archiviert, geprüft und beantwortet; dann werden die Kennzahlen gerechnet.
    """
    import gc

    # The imports make millions of objects that stay; looking through them again and again costs a fifth of the start.
    gc.disable()
    from pipelines.settings import current_settings
    from pipelines.year_run import run_year

    gc.freeze()
    gc.enable()
    from rich.console import Console

    settings = current_settings()
    _known_year(jahr)
    with Console(stderr=True).status("Vorbereiten …") as status:
        outcome = run_year(settings, jahr, lambda words: status.update(f"{words} …"), to_print=not ohne_druck)
    if als_json:
        print(json.dumps(_as_json(outcome), ensure_ascii=False, indent=2))
    else:
        _report(outcome)
    raise typer.Exit(1 if outcome.refused else 0)


def oberflaeche(
    port: Annotated[int, typer.Option(help="Anschluss auf diesem Rechner.")] = 3000,
) -> None:
    """Öffnet die Oberfläche für Datenverantwortliche.

    Sie ist nur auf diesem Rechner erreichbar.
    """
    import os
    import subprocess

    from pipelines.settings import ROOT, current_settings
    from pipelines.year_run import dagster_instance

    settings = current_settings()
    # Opening the memory once beforehand: two programs that both create it get in each other's way.
    dagster_instance(settings).dispose()
    print(f"Die Oberfläche öffnet sich unter http://127.0.0.1:{port} (beenden mit Strg+C)")
    command = [
        sys.executable,
        "-m",
        "dagster",
        "dev",
        "-w",
        str(ROOT / "workspace.yaml"),
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
    ]
    try:
        subprocess.run(  # noqa: S603 - our own interpreter with our own arguments
            command, check=True, cwd=ROOT, env={**os.environ, "DAGSTER_HOME": str(settings.dagster_home)}
        )
    except KeyboardInterrupt:
        print("Beendet.")


def _known_year(year: int) -> None:
    from pipelines.partitions import years

    known = years.get_partition_keys()
    if str(year) not in known:
        raise typer.BadParameter(f"{year} ist kein Berichtsjahr. Möglich: {known[0]} bis {known[-1]}.")


def _report(outcome: "Outcome") -> None:
    counts = ", ".join(f"{count} {outcome.labels[state]}" for state, count in outcome.states.items())
    print(f"Lieferungen: {counts or 'keine'}")
    if outcome.missing:
        print(f"Für {outcome.year} hat nichts geliefert: {', '.join(outcome.missing)}")
    for refused in outcome.refused:
        print(f"{_as_head(outcome.labels[refused.state])}: {refused.file} (Empfang {refused.receipt})")
        for sentence in refused.messages:
            print(f"  {sentence}")
    print(f"Ausgabe {outcome.year} (Entwurf): {outcome.page}")


def _as_head(words: str) -> str:
    return words[0].upper() + words[1:]


def _as_json(outcome: "Outcome") -> dict:
    return {
        "jahr": outcome.year,
        "lieferungen": outcome.states,
        "fehlt": outcome.missing,
        "abgewiesen": [
            {"datei": one.file, "empfang": one.receipt, "zustand": one.state, "befunde": one.messages}
            for one in outcome.refused
        ],
        "seite": str(outcome.page),
    }
