"""The yardstick of `kontrakt lauf`: a bare pandas script over the same files, with nothing that earns trust.

Reads every delivered file below a folder, computes shares, gaps and ratios by one merge and writes one CSV. It checks,
archives, explains and stores nothing. It writes fewer columns than the edition's CSV, which makes it the stricter
yardstick.
"""

import sys
from pathlib import Path

import pandas as pd

SHARES = ["Beschäftigte mit Zuwanderungsgeschichte", "Beschäftigte ohne deutsche Staatsangehörigkeit"]

ingest, target = Path(sys.argv[1]), Path(sys.argv[2])
frames = [pd.read_csv(path, sep=";", dtype=str, keep_default_na=False) for path in sorted(ingest.glob("*/*.csv"))]
rows = pd.concat(frames, ignore_index=True)
for column in ["wert", "n"]:
    rows[column] = pd.to_numeric(rows[column].str.replace(".", "").str.replace(",", "."), errors="coerce")
rows["anteil"] = (rows["wert"] / rows["n"]).where(rows["einheit"] == "Personen", rows["wert"] / 100)
whole = rows[rows["gruppe"] == "insgesamt"]
staff = whole[whole["kennzahl"].isin(SHARES) & (whole["wertart"] == "Wert")]
residents = whole[whole["definition"] == "AUSL_REG"].drop_duplicates("ags", keep="last")[["ags", "anteil"]]
pairs = staff.merge(residents, on="ags", suffixes=("", "_bevoelkerung"))
pairs["luecke"] = 100 * (pairs["anteil_bevoelkerung"] - pairs["anteil"])
pairs["quote"] = pairs["anteil"] / pairs["anteil_bevoelkerung"]
pd.concat([rows, pairs]).to_csv(target, index=False)
