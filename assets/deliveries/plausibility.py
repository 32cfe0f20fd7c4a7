"""What rows say together: duplicates, totals against parts, printed shares against counts, breaks, units.

Belongs here: rules about several rows of one delivery. Not here: single rows (rules.py), figures of several deliveries
(assets/indicators/).
"""

import pandas as pd

from assets.deliveries.findings import finding
from assets.reference.seeds import Reference
from schemas.deliveries import Finding
from schemas.headline import KEY

_SAME_FIGURE = ["ags", "year", "date", "indicator", "group", "definition", "method", "scope"]


def check_table(rows: pd.DataFrame, reference: Reference) -> list[Finding]:
    """All findings about rows against each other (rows: columns of schemas.headline.Figure)."""
    return [
        *_duplicates(rows),
        *_sums(rows, reference),
        *_printed_shares(rows),
        *_breaks(rows, reference),
        *_posts(rows),
    ]


def _duplicates(rows: pd.DataFrame) -> list[Finding]:
    first = rows.groupby(KEY, dropna=False, sort=False)["line"].transform("first")
    return [
        finding("ZEILE_DOPPELT", row=int(line), column="kennzahl", expected=int(twin))
        for line, twin in zip(rows["line"], first, strict=True)
        if line != twin
    ]


def _rounding(rows: pd.DataFrame) -> pd.Series:
    """Half a unit of the last printed digit: what a published number may be off by."""
    return 0.5 * 10.0 ** -rows["decimals"].fillna(0).astype(float)


def _sums(rows: pd.DataFrame, reference: Reference) -> list[Finding]:
    """Where all parts of a total are delivered, they must add up to it (seeds/sums.csv)."""
    # Percentages add up only over one and the same base.
    percent = rows["unit"] == "PROZENT"
    usable = rows["value"].notna() & (~percent | rows["n"].notna())
    with_value = rows[usable].assign(rounding=_rounding, base=rows["n"].where(percent, 0))
    findings = []
    for _, parts_of_sum in reference.sums.groupby("sum", sort=False):
        same = ["ags", "year", "date", "unit", "base"] + [
            column for column in ["indicator", "definition", "group", "scope"] if parts_of_sum[column].eq("*").all()
        ]
        total, parts = None, []
        for _, part in parts_of_sum.iterrows():
            fits = pd.Series(True, with_value.index)
            for column in ["indicator", "definition", "group", "scope"]:
                if part[column] != "*":
                    fits &= with_value[column] == part[column]
            chosen = with_value[fits].set_index(same)
            if part["role"] == "gesamt":
                total = chosen
            else:
                parts.append(chosen[["value", "rounding"]])
        if total is None or any(part.empty for part in parts):
            continue
        joined = total.join(
            [part.add_suffix(f"_{number}") for number, part in enumerate(parts)], how="inner"
        )
        added = sum(joined[f"value_{number}"] for number in range(len(parts)))
        slack = joined["rounding"] + sum(joined[f"rounding_{number}"] for number in range(len(parts)))
        # Counts in persons are exact; only printed shares and rounded thousands may be off.
        slack = slack.where(~joined.index.get_level_values("unit").isin(["PERSONEN", "STELLEN"]), 0) + 1e-9
        for code, broken in [("SUMME_ZU_GROSS", added > joined["value"] + slack), ("SUMME_ZU_KLEIN", added < joined["value"] - slack)]:
            findings += [
                finding(
                    code,
                    row=int(line),
                    column="wert",
                    value=_german(parts_sum),
                    expected=_german(whole),
                    label=parts_of_sum["label"].iloc[0],
                )
                for line, whole, parts_sum in zip(
                    joined.loc[broken, "line"], joined.loc[broken, "value"], added[broken], strict=True
                )
            ]
    return findings


def _printed_shares(rows: pd.DataFrame) -> list[Finding]:
    """A printed share must be the count over n, within the rounding of what is printed."""
    counts = rows[rows["unit"].isin(["PERSONEN", "TSD_PERSONEN"]) & rows["n"].notna()]
    shares = rows[(rows["unit"] == "PROZENT") & rows["value"].notna()]
    pairs = shares.merge(counts, on=_SAME_FIGURE, suffixes=("", "_count"))
    # Thousands are rounded themselves; persons are exact.
    off = 0.5 * (pairs["unit_count"] == "TSD_PERSONEN")
    lowest = 100 * (pairs["value_count"] - off) / (pairs["n_count"] + off)
    highest = 100 * (pairs["value_count"] + off) / (pairs["n_count"] - off)
    slack = _rounding(pairs) + 1e-9
    wrong = pairs[(pairs["value"] < lowest - slack) | (pairs["value"] > highest + slack)]
    return [
        finding(
            "ANTEIL_ABWEICHUNG",
            row=int(row["line"]),
            column="wert",
            value=_german(row["value"], int(row["decimals"])),
            expected=_german(100 * row["value_count"] / row["n_count"], int(row["decimals"])),
            numerator=_german(row["value_count"]),
            denominator=_german(row["n_count"]),
        )
        for _, row in wrong.iterrows()
    ]


def _breaks(rows: pd.DataFrame, reference: Reference) -> list[Finding]:
    """A series with figures on both sides of a known break (seeds/breaks.csv); reported at the first figure after it."""
    findings = []
    for _, known in reference.breaks.iterrows():
        series = rows[(rows["definition"] == known["definition"]) & rows["year"].notna()]
        for _, one in series.sort_values("year").groupby(["ags", "indicator", "group", "method", "scope", "unit"]):
            before = one[one["year"] <= known["last_year_before"]]
            after = one[one["year"] >= known["first_year_after"]]
            if len(before) and len(after):
                findings.append(
                    finding(
                        "REIHENBRUCH",
                        row=int(after["line"].iloc[0]),
                        column="jahr",
                        value=int(before["year"].iloc[-1]),
                        expected=int(after["year"].iloc[0]),
                        label=known["label"],
                    )
                )
    return findings


def _posts(rows: pd.DataFrame) -> list[Finding]:
    posts = rows[(rows["unit"] == "STELLEN") & rows["indicator"].isin(["staff", "leaders"])]
    return [finding("STELLEN_STATT_PERSONEN", row=int(line), column="einheit", value="Stellen") for line in posts["line"]]


def _german(value: float, decimals: int | None = None) -> str:
    shown = f"{value:g}" if decimals is None and abs(value) < 1e5 else f"{value:.{decimals or 0}f}"
    return shown.replace(".", ",")
