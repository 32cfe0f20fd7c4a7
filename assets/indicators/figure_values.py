"""From accepted figures to values of their own: shares with status, reason, grade, interval and bounds.

Belongs here: what one delivered figure says by itself. Not here: what is computed from several (representation.py,
trend.py …).
"""

import pandas as pd

from assets.indicators.quality import grade, interval_kind
from assets.indicators.shares import bounds, share, wilson
from assets.indicators.signs import MARKED
from assets.reference.seeds import Reference
from schemas.headline import KEY

NOT_COLLECTED = "Die Stadt erhebt dieses Merkmal nicht."
NO_BASE = "Die Bezugszahl fehlt, ein Anteil lässt sich nicht errechnen."
IMPOSSIBLE = "Die Zahlen widersprechen sich: ein Teil ist größer als sein Ganzes."
NOT_DELIVERED = "Für diese Kennzahl liegt keine Angabe vor."

# What every city is asked for; where there is nothing, the row says so.
ASKED = ["share_staff", "share_nationality", "share_trainees", "share_leaders", "share_hires", "share_population"]
_SHOWN = ["dimension", "view", "district"]
# What hangs on an asked share and is missing with it.
HANGING = [("gap", "PROZENTPUNKTE"), ("ratio", "QUOTE")]


def figure_values(figures: pd.DataFrame, reference: Reference, year: int) -> pd.DataFrame:
    """One value for each figure (columns counts.COLUMNS) that counts in an edition of `year`; unique index.

    Later deliveries and later figures are left out; where a later delivery repeats a figure, its word counts.
    """
    known = _newest(figures, year)
    return _with_status(_with_value(known, reference), reference).assign(base="", verdict="").reset_index(drop=True)


def _newest(figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """The figures up to `year`; where a later delivery repeats a figure, its word counts."""
    known = figures[(figures["delivery_year"] <= year) & (figures["year"] <= year)]
    return known.sort_values("delivery_year", kind="stable").drop_duplicates([*KEY, *_SHOWN], keep="last")


def _with_value(figures: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Adds value, unit and numerator: shares as 0…1 from counts where there are counts, other figures as they are."""
    kind = figures["indicator"].map(reference.indicators.set_index("id")["kind"])
    is_share, counted = kind.eq("anteil"), figures["unit"].isin(["PERSONEN", "TSD_PERSONEN"])
    possible = ~figures["value"].gt(figures["n"]) & ~figures["n"].gt(figures["total"])
    computed = share(figures["value"].where(is_share & counted & possible), figures["n"])
    printed = (figures["value"] / 100).where(figures["value"].le(100))
    value = figures["value"].where(~is_share, computed.where(counted, printed))
    rows = figures.assign(
        value=value,
        _impossible=is_share & figures["value"].notna() & ~possible.where(counted, printed.notna()),
        unit=figures["unit"].mask(is_share, "ANTEIL"),
        published_unit=figures["unit"],
        numerator=figures["value"].where(is_share & counted),
        _share=is_share,
        _has=value.notna(),
        _counted=counted,
    )
    # One figure printed as count and as percentage is one share: from the counts where they suffice.
    same = [*(column for column in KEY if column != "unit"), *_SHOWN]
    shares = rows[rows["_share"]].sort_values(["_has", "_counted", "line"], ascending=[False, False, True])
    return pd.concat([shares.drop_duplicates(same), rows[~rows["_share"]]])


def _with_status(rows: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Adds status, reason, grade, interval and bounds."""
    status = pd.Series("wert", rows.index).mask(rows["value"] == 0, "null")
    status = status.mask(rows["value_kind"] == "SCHAETZUNG", "schaetzung")
    status = status.mask(rows["value_kind"].isin(["OBERGRENZE", "UNTERGRENZE"]), "schranke")
    not_collected, no_number = rows["value_kind"].eq("NICHT_ERHOBEN"), rows["value"].isna()
    status = status.mask(no_number, "nicht_sinnvoll").mask(not_collected, "nicht_erhoben")
    reason = pd.Series("", rows.index).mask(no_number, NO_BASE).mask(not_collected, NOT_COLLECTED)
    for mark, (said, why) in MARKED.items():
        marked = no_number & rows["mark"].eq(mark)
        status, reason = status.mask(marked, said), reason.mask(marked, why)
    reason = reason.mask(rows["_impossible"], IMPOSSIBLE)

    kinds = interval_kind(rows, reference).where(rows["_share"] & ~no_number, "")
    sampled = kinds.isin(["finite", "binomial"])
    limits = wilson(rows["value"].where(sampled), rows["n"], rows["total"].where(kinds == "finite"))
    # What share answered is known as well as that share says.
    asked = rows["indicator"].eq("response")
    answered = rows.assign(n=rows["n"].mask(asked, rows["value"]), total=rows["total"].mask(asked, 1))
    grades = grade(answered, reference).where(rows["_share"] & ~no_number, "")
    # Of a printed percentage the number counted is known well enough for bounds.
    counted = rows["numerator"].fillna(rows["value"] * rows["n"])
    certain = bounds(counted, rows["n"], rows["total"]).where(kinds.eq("finite"))
    return rows.assign(
        status=status,
        reason=reason,
        grade=grades,
        interval=kinds,
        low=limits["low"],
        high=limits["high"],
        bound_low=certain["low"],
        bound_high=certain["high"],
    )


def not_delivered(plain: pd.DataFrame, members: pd.DataFrame, reference: Reference, year: int) -> pd.DataFrame:
    """A row for every asked indicator, and the gap that hangs on it, of which a city (`members`) delivered nothing."""
    wanted = pd.MultiIndex.from_product([members["ags"], ASKED], names=["ags", "indicator"])
    there = pd.MultiIndex.from_frame(plain[["ags", "indicator"]].drop_duplicates())
    lacking = wanted.difference(there).to_frame(index=False)
    bases = lacking[lacking["indicator"] != "share_population"]
    rows = pd.concat(
        [lacking.assign(base="", unit="ANTEIL")]
        + [bases.assign(base=bases["indicator"], indicator=indicator, unit=unit) for indicator, unit in HANGING]
    )
    empty = ["published_unit", "value_kind", "definition", "method", "scope", "grade", "interval", "receipt", "source"]
    return rows.assign(
        reporting_year=year,
        group="insgesamt",
        line=0,
        status="nicht_geliefert",
        reason=NOT_DELIVERED,
        **dict.fromkeys(empty, ""),
    )
