"""The command line `kontrakt`, in German, for cities and stewards.

Belongs here: commands, their words and exit codes (0 done, 1 refused files, 2 wrong use, 3 broken off). Not here: work;
engine and data libraries are imported by the commands that need them, so that --help answers at once.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from pipelines.german import GermanCommand, GermanGroup, UsageError, wrong_use

if TYPE_CHECKING:
    from pipelines.year_run import Outcome

app = typer.Typer(
    cls=GermanGroup,
    no_args_is_help=True,
    add_completion=False,
    # Plain help: with colours and frames it takes twice as long to appear.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="Interkommunales Benchmarking zum Kontrakt „Interkulturelle Städteregion“.",
)
Json = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON für Maschinen.")]


@app.command(cls=GermanCommand)
def lauf(
    jahr: Annotated[int, typer.Argument(help="Berichtsjahr der Ausgabe, zum Beispiel 2023.")], als_json: Json = False
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
    try:
        with Console(stderr=True).status("Vorbereiten …") as status:
            outcome = run_year(settings, jahr, lambda words: status.update(f"{words} …"))
    except Exception as error:  # noqa: BLE001 - whatever breaks a run is told in words and kept in the log
        _give_up(error, settings.home)
    if als_json:
        print(json.dumps(_as_json(outcome), ensure_ascii=False, indent=2))
    else:
        _report(outcome)
    raise typer.Exit(1 if outcome.refused else 0)


@app.command(cls=GermanCommand)
def pruefen(
    dateien: Annotated[list[Path], typer.Argument(help="Dateien, zum Beispiel herne/eckwerte_2023.csv.")],
    stadt: Annotated[str, typer.Option(help="Ordnername der Stadt; sonst gilt der Ordner der Datei.")] = "",
    als_json: Json = False,
) -> None:
    """Prüft Dateien, ohne sie zu liefern.

    Es gelten dieselben Regeln wie beim Lauf, aber nichts wird archiviert oder gespeichert.
    """
    from pipelines.offline_check import check_file

    results = [check_file(path, stadt or path.resolve().parent.name) for path in dateien]
    if als_json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
    else:
        for result in results:
            print(
                f"{result['file']}: {result['state_label']}, {result['rows_accepted']} von {result['rows_read']} Zeilen"
            )
            for one in result["findings"]:
                place = f"Zeile {one['row']}, " if one["row"] else ""
                place += f"Spalte {one['column']}, " if one["column"] else ""
                print(f"  {one['severity_label']}: {place}{one['message']} [{one['code']}]")
    raise typer.Exit(1 if any(result["refused"] for result in results) else 0)


@app.command(cls=GermanCommand)
def beispiel(
    ordner: Annotated[Path | None, typer.Option(help="Zielordner; sonst der Eingangsordner dieses Bestands.")] = None,
) -> None:
    """Legt veröffentlichte Eckwerte zum Probieren ab.

    Die Dateien liegen danach so im Ordner, wie die Städte sie liefern würden.
    """
    from assets.deliveries.reference_figures import city_files
    from assets.folders import write_whole
    from assets.reference.seeds import load_reference
    from pipelines.settings import current_settings

    folders = current_settings().folders
    target = ordner or folders.ingest
    files = city_files(folders.seeds / "eckwerte.csv", load_reference(folders.seeds))
    for name, content in files.items():
        write_whole(target / name, content)
    cities = len({name.split("/")[0] for name in files})
    print(f"{len(files)} Dateien von {cities} Städten liegen in {target}")


@app.command(cls=GermanCommand)
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


def main() -> None:
    """The entry of the installed command."""
    # pandera loads hypothesis for test data wherever it is installed: half a second that no command needs.
    sys.modules.setdefault("hypothesis", None)  # type: ignore[arg-type]
    try:
        sys.exit(app(standalone_mode=False))
    except UsageError as error:
        print(wrong_use(error), file=sys.stderr)
        sys.exit(2)
    except typer.Abort:
        print("Abgebrochen.", file=sys.stderr)
        sys.exit(130)


def _give_up(error: Exception, home: Path) -> NoReturn:
    from pipelines.failures import NOTHING_LOST, explained, record

    print(f"Der Lauf ist abgebrochen. {explained(error)}\n{NOTHING_LOST}", file=sys.stderr)
    print(f"Einzelheiten: {record(error, home)}", file=sys.stderr)
    raise typer.Exit(3)


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
        print(f"Abgewiesen: {refused.file} (Empfang {refused.receipt})")
        for sentence in refused.messages:
            print(f"  {sentence}")
    print(f"Ausgabe {outcome.year} (Entwurf): {outcome.page}")


def _as_json(outcome: "Outcome") -> dict:
    return {
        "jahr": outcome.year,
        "lieferungen": outcome.states,
        "fehlt": outcome.missing,
        "abgewiesen": [{"datei": one.file, "empfang": one.receipt, "befunde": one.messages} for one in outcome.refused],
        "seite": str(outcome.page),
    }
