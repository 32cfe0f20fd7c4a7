"""From the accepted rows of a form to values: which delivery speaks for a city and year, and what a value's row says.

Belongs here: what competence.py, measures.py and cooperation.py have in common. Not here: their formulas, signs
(signs.py).
"""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from assets.reference.seeds import Reference

COLUMNS = [
    *("ags", "indicator", "dimension", "group", "year", "value", "unit", "status", "reason", "numerator", "n"),
    *("published_unit", "receipt", "line", "source"),
]
WHOLE = "insgesamt"
NOT_DELIVERED = "Für das Berichtsjahr liegt zu diesem Formular keine Angabe vor."
NIL_RETURN = "Die Stadt hat zu diesem Formular Fehlanzeige gemeldet."
NOT_SAID = "Die Lieferung der Stadt sagt dazu nichts."


def last_word(
    rows: pd.DataFrame, delivered: pd.DataFrame, members: Iterable[str], year: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Who speaks for each city and year: the places, and the rows that count.

    `rows`: accepted rows of a form, `delivered`: its accepted deliveries (ags, year, receipt), one without rows is a
    nil return for its year. Of what speaks about the same city and year the delivery of the later year counts, whole.
    Places (columns ags, year, receipt, line, nil; numbered from 0) are cities among `members` up to `year`; `line` is
    the first of their rows, 0 of a nil return. The rows have the number of their place in `place`.
    """
    members = list(members)
    told = rows[rows["delivery_year"].le(year) & rows["year"].le(year) & rows["ags"].isin(members)]
    nil = delivered[~delivered["receipt"].isin(rows["receipt"])]
    nil = nil[nil["year"].le(year) & nil["ags"].isin(members)]
    speaking = told.groupby(["ags", "year", "delivery_year", "receipt"], as_index=False)["line"].min()
    silent = nil[["ags", "year", "receipt"]].assign(delivery_year=nil["year"], line=0)
    both = pd.concat([speaking.assign(nil=False), silent.assign(nil=True)], ignore_index=True)
    both = both.sort_values(["ags", "year", "delivery_year", "receipt"]).drop_duplicates(["ags", "year"], keep="last")
    places = both[["ags", "year", "receipt", "line", "nil"]].reset_index(drop=True)
    places = places.astype({"ags": "str", "receipt": "str", "year": int, "line": int, "nil": bool})
    numbered = places[["ags", "year", "receipt"]].assign(place=places.index)
    return places, told.astype({"year": int}).merge(numbered, on=["ags", "year", "receipt"])


def first_hindrance(
    index: pd.Index, hindrances: Sequence[tuple[pd.Series | np.ndarray, str, str]]
) -> dict[str, pd.Series]:
    """Status and reason of each place: of the hindrances (where it holds, status, reason) the first; empty for none."""
    where = [np.asarray(one, dtype=bool) for one, _, _ in hindrances]
    texts = {"status": [status for _, status, _ in hindrances], "reason": [reason for _, _, reason in hindrances]}
    return {name: pd.Series(np.select(where, words, default=""), index, dtype="str") for name, words in texts.items()}


def value_rows(
    places: pd.DataFrame, indicator: str, found: pd.DataFrame, reference: Reference, counted_in: str = "ANZAHL"
) -> pd.DataFrame:
    """Rows of one indicator (columns COLUMNS) from what was found out of each place (index: its number).

    `found` has `value`, and may have dimension and group (else the whole), numerator and n, status and reason (where a
    status is given there is no number), line (missing: the first of the place). `counted_in`: the unit delivered.
    """
    place = places.loc[found.index].reset_index(drop=True)
    found = found.reset_index(drop=True)
    status = found.get("status", pd.Series("", found.index))
    free = status.eq("")
    value = found["value"].astype(float).where(free)
    numerator, n = (found.get(name, pd.Series(np.nan, found.index)).astype(float) for name in ("numerator", "n"))
    rows = {
        "ags": place["ags"],
        "indicator": indicator,
        "dimension": found.get("dimension", ""),
        "group": found.get("group", WHOLE),
        "year": place["year"],
        "value": value,
        "unit": _unit(indicator, reference),
        "status": status.where(~free, np.where(value.eq(0), "null", "wert")),
        "reason": found.get("reason", ""),
        "numerator": numerator,
        "n": n,
        "published_unit": np.where(value.notna() | numerator.notna() | n.notna(), counted_in, ""),
        "receipt": place["receipt"],
        "line": found["line"].fillna(place["line"]).astype(int) if "line" in found else place["line"],
        "source": "Lieferung " + place["receipt"],
    }
    return pd.DataFrame(rows)[COLUMNS]


def all_values(
    parts: Sequence[pd.DataFrame],
    places: pd.DataFrame,
    members: Iterable[str],
    subject: str,
    reference: Reference,
    year: int,
) -> pd.DataFrame:
    """The parts together, and a row for each indicator of a subject (of the catalogue) of members silent on `year`."""
    silent = pd.Index(members).unique().difference(places.loc[places["year"].eq(year), "ags"])
    catalogue = reference.indicators
    missing = pd.MultiIndex.from_product(
        [silent, catalogue.loc[catalogue["subject"].eq(subject), "id"]], names=["ags", "indicator"]
    ).to_frame(index=False)
    missing = missing.assign(
        unit=missing["indicator"].map(catalogue.set_index("id")["unit"]),
        group=WHOLE,
        year=year,
        line=0,
        status="nicht_geliefert",
        reason=NOT_DELIVERED,
        **dict.fromkeys(["dimension", "published_unit", "receipt", "source"], ""),
        **dict.fromkeys(["value", "numerator", "n"], np.nan),
    )
    return pd.concat([*parts, missing[COLUMNS]], ignore_index=True)


def counted_from(form: str, reference: Reference) -> dict[str, str]:
    """Code of a form's list → the indicator counted from it (column `counted_from` of the catalogue)."""
    catalogue = reference.indicators
    mine = catalogue[catalogue["counted_from"].str.startswith(f"{form}/")]
    return dict(zip(mine["counted_from"].str.removeprefix(f"{form}/"), mine["id"], strict=True))


def _unit(indicator: str, reference: Reference) -> str:
    return str(reference.indicators.set_index("id").at[indicator, "unit"])
