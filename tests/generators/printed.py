"""Files of an edition as they are printed, from few words: for tests of what a stranger reads out of them."""

import pandas as pd

from schemas.published import BREAKDOWNS_NAME, COLUMNS, CSV_NAME, NETWORK_COLUMNS, NETWORK_NAME

WAY = {
    "jahr": "2023",
    "stichtag": "2023-06-30",
    "definition": "MZ_EG",
    "erhebungsart": "PERSONALDATEN",
    "berichtskreis": "KERN",
}
_ROW = dict.fromkeys(COLUMNS.values(), "") | WAY
_ROW |= {"berichtsjahr": "2023", "ags": "99001000", "stadt": "Ahorn", "empfang": "ahorn-1", "guete": "A"}
_ROW |= {"einheit": "ANTEIL", "status": "wert", "veroeffentlicht_in": "PERSONEN"}


def share(group: str, yes: int | None, known: int | None, everybody: int | None = None, **more: object) -> dict:
    """A printed share of a group (`insgesamt`, or dimension/code); a missing count is hidden, and with it the share."""
    dimension, _, code = group.rpartition("/")
    hidden = yes is None or known is None
    counts = {"zaehler": yes, "n": known, "gesamt": known if everybody is None else everybody}
    row = _ROW | {"kennzahl": "share_staff", "gliederung": dimension, "gruppe": code, "zeile": "2"} | counts
    row |= {"status": "geheim"} if hidden else {"wert": repr(yes / known) if known else ""}
    return row | more


def derived(base: dict, indicator: str, value: float | None, **more: object) -> dict:
    """A row computed from a share, with its counts beside the value."""
    limits = dict.fromkeys(["unten", "oben", "grenze_unten", "grenze_oben"], "")
    row = base | limits | {"kennzahl": indicator, "bezug": base["kennzahl"], "einheit": "PROZENTPUNKTE"}
    return row | {"wert": value, "status": "geheim" if value is None else "wert"} | more


def city(name: str, ags: str, *rows: dict) -> list[dict]:
    """The rows as those of another city."""
    return [row | {"stadt": name, "ags": ags, "empfang": f"{name.lower()}-1"} for row in rows]


def edition(
    *rows: dict, complete: tuple[str, ...] = (), network: tuple[dict, ...] = (), **pages: str
) -> dict[str, bytes]:
    """The files: figures, the breakdowns of Ahorn's staff that are said to add up, values of the network, pages."""
    files = {CSV_NAME: _csv(rows, list(COLUMNS.values()))}
    if complete:
        whole = WAY | {"ags": "99001000", "gesamtheit": "personal", "vollstaendig": "ja"}
        files[BREAKDOWNS_NAME] = _csv([whole | {"gliederung": name} for name in complete], [*whole, "gliederung"])
    if network:
        named = [{NETWORK_COLUMNS[name]: value for name, value in row.items()} for row in network]
        files[NETWORK_NAME] = _csv(named, list(NETWORK_COLUMNS.values()))
    return files | {f"{name}.html": text.encode() for name, text in pages.items()}


def _csv(rows: list[dict] | tuple[dict, ...], columns: list[str]) -> bytes:
    return pd.DataFrame(list(rows), columns=columns, dtype=object).to_csv(index=False, lineterminator="\n").encode()
