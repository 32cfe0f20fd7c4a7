"""The command that shows data stewards the computed values of a reporting year, before protection.

Belongs here: its words, what is chosen, its exit codes. Not here: the readable table (values_text.py), the rows for
machines (assets/editions/download.py). It needs the store, not the engine.
"""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import pandas as pd

    from assets.reference.seeds import Reference

INTERNAL = "Interne Werte vor der Geheimhaltung: nur zum Prüfen, nicht zum Veröffentlichen."


def werte(
    jahr: Annotated[int, typer.Argument(help="Berichtsjahr, zum Beispiel 2023.")],
    stadt: Annotated[str, typer.Option(help="Nur diese Stadt: Ordnername, Name oder AGS.")] = "",
    kennzahl: Annotated[
        str, typer.Option(help="Nur diese Kennzahl, mit allen Gliederungen und Jahren; der Anfang der Kennung genügt.")
    ] = "",
    als_json: Annotated[bool, typer.Option("--json", help="Alle Angaben als JSON für Maschinen.")] = False,
    als_csv: Annotated[bool, typer.Option("--csv", help="Alle Werte der Städte als CSV.")] = False,
) -> None:
    """Zeigt die gerechneten Kennzahlen eines Berichtsjahres.

    Es sind interne Werte vor der Geheimhaltung. Ohne Option steht von jeder Stadt die jeweils neueste Angabe da, am
    Ende stehen die Werte des Netzwerks. Rückgabewert 1: Dazu ist nichts gerechnet.
    """
    from assets.reference.seeds import load_reference
    from pipelines.choices import chosen_city, chosen_year
    from pipelines.settings import current_settings

    if als_json and als_csv:
        raise typer.BadParameter("Bitte entweder --json oder --csv angeben, nicht beides.")
    settings = current_settings()
    reference = load_reference(settings.folders.seeds)
    chosen_year(jahr, reference)
    ags = chosen_city(stadt, reference) if stadt else ""
    indicators = _indicators(kennzahl, reference) if kennzahl else []
    values, network = _stored(settings.database_url, jahr)
    if values.empty and network.empty:
        _nothing(f"Für {jahr} ist noch nichts gerechnet. Zuerst: kontrakt lauf {jahr}")
    values, network = _chosen(values, indicators), _chosen(network, indicators)
    if ags:
        # The network's values are nobody's own.
        values, network = values[values["ags"] == ags], network.iloc[:0]
    if values.empty and network.empty:
        _nothing(f"Dazu gibt es für {jahr} keine Werte.")
    print(INTERNAL, file=sys.stderr)
    if als_csv:
        from assets.editions.download import tidy_csv

        print(tidy_csv(values, reference).decode("utf-8"), end="")
    elif als_json:
        print(json.dumps(_as_json(values, network, reference), ensure_ascii=False, indent=2))
    else:
        from pipelines.values_text import values_text

        print(values_text(values, network, reference, whole=bool(indicators)))


def _indicators(said: str, reference: "Reference") -> list[str]:
    """The indicator of that id, or all whose ids begin so."""
    ids = reference.indicators["id"].tolist()
    begun = [said] if said in ids else [one for one in ids if one.startswith(said)]
    if not begun:
        raise typer.BadParameter(f"Die Kennzahl „{said}“ gibt es nicht. Möglich: {', '.join(ids)}.")
    return begun


def _stored(database_url: str, year: int) -> tuple["pd.DataFrame", "pd.DataFrame"]:
    """The year's values of the cities and of the network; empty where there is no database yet."""
    import pandas as pd

    from schemas.store import Store, exists

    if not exists(database_url):
        return pd.DataFrame(), pd.DataFrame()
    store = Store(database_url)
    return store.read("indicator_values", reporting_year=year), store.read("network_values", reporting_year=year)


def _chosen(values: "pd.DataFrame", indicators: list[str]) -> "pd.DataFrame":
    """What is about one of these indicators: itself, and what was computed from it."""
    if not indicators:
        return values
    return values[values["indicator"].isin(indicators) | values["base"].isin(indicators)]


def _as_json(values: "pd.DataFrame", network: "pd.DataFrame", reference: "Reference") -> dict[str, Any]:
    from assets.editions.download import tidy_rows
    from schemas.published import NETWORK_COLUMNS

    together = network[list(NETWORK_COLUMNS)].rename(columns=NETWORK_COLUMNS)
    return {"werte": _records(tidy_rows(values, reference)), "netzwerk": _records(together)}


def _records(frame: "pd.DataFrame") -> list[dict[Any, Any]]:
    # Missing numbers would be written as NaN, which is no JSON.
    return frame.astype(object).where(frame.notna(), None).to_dict(orient="records")


def _nothing(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    raise typer.Exit(1)
