"""All indicator values of one reporting year, from accepted figures to rows with status, doubt and origin.

Belongs here: the order of the steps. Not here: formulas (shares.py, gaps.py), gates (comparability.py), grades
(quality.py).
"""

import pandas as pd

from assets.indicators.gaps import gap_values
from assets.indicators.quality import grade, interval_kind
from assets.indicators.shares import share, wilson
from assets.indicators.signs import MARKED
from assets.reference.seeds import Reference
from schemas.headline import KEY
from schemas.indicators import IndicatorValue

NOT_COLLECTED = "Die Stadt erhebt dieses Merkmal nicht."
NO_BASE = "Die Bezugszahl fehlt, ein Anteil lässt sich nicht errechnen."
NOT_DELIVERED = "Für diese Kennzahl liegt keine Angabe vor."

# What every city is asked for; where there is nothing, the row says so.
ASKED = ["share_staff", "share_nationality", "share_trainees", "share_population"]


def indicator_values(figures: pd.DataFrame, reference: Reference, year: int) -> pd.DataFrame:
    """Every value an edition of `year` can say (columns of schemas.indicators.IndicatorValue), in key order.

    `figures` are accepted figures (accepted rows of schemas.headline.Figure) of all cities and delivery years. Cities
    that were not in the network at the end of the year, later deliveries and later figures are left out.
    """
    members = reference.members(year)
    figures = _newest(figures[figures["ags"].isin(members["ags"])], year)
    plain = _with_status(_with_value(figures, reference), reference)
    plain = plain.assign(base="", reporting_year=year).reset_index(drop=True)
    derived = gap_values(plain, reference)
    missing = _not_delivered(plain, members, reference, year)
    columns = list(IndicatorValue.to_schema().columns)
    frames = [frame.reindex(columns=columns) for frame in (plain, derived, missing) if len(frame)]
    values = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)
    texts = [name for name, column in IndicatorValue.to_schema().columns.items() if "str" in str(column.dtype)]
    values[texts] = values[texts].fillna("")
    keys = ["ags", "indicator", "base", "group", "year", "receipt", "line"]
    return IndicatorValue.validate(values.sort_values(keys, ignore_index=True))


def _newest(figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """The figures up to `year`; where a later delivery repeats a figure, its word counts."""
    known = figures[(figures["delivery_year"] <= year) & (figures["year"] <= year)]
    return known.sort_values("delivery_year", kind="stable").drop_duplicates(KEY, keep="last")


def _with_value(figures: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Adds value, unit and numerator: shares as 0…1 from counts where there are counts, other figures as they are."""
    kind = figures["indicator"].map(reference.indicators.set_index("id")["kind"])
    is_share, counted = kind.eq("anteil"), figures["unit"].isin(["PERSONEN", "TSD_PERSONEN"])
    computed = share(figures["value"].where(is_share & counted), figures["n"])
    value = figures["value"].where(~is_share, computed.where(counted, figures["value"] / 100))
    rows = figures.assign(
        value=value,
        unit=figures["unit"].mask(is_share, "ANTEIL"),
        published_unit=figures["unit"],
        numerator=figures["value"].where(is_share & counted),
        _share=is_share,
        _has=value.notna(),
        _counted=counted,
    )
    # One figure printed as count and as percentage is one share: from the counts where they suffice.
    same = [column for column in KEY if column != "unit"]
    shares = rows[rows["_share"]].sort_values(["_has", "_counted", "line"], ascending=[False, False, True])
    return pd.concat([shares.drop_duplicates(same), rows[~rows["_share"]]])


def _with_status(rows: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Adds status, reason, grade and interval."""
    status = pd.Series("wert", rows.index).mask(rows["value"] == 0, "null")
    status = status.mask(rows["value_kind"] == "SCHAETZUNG", "schaetzung")
    status = status.mask(rows["value_kind"].isin(["OBERGRENZE", "UNTERGRENZE"]), "schranke")
    not_collected, no_number = rows["value_kind"].eq("NICHT_ERHOBEN"), rows["value"].isna()
    status = status.mask(no_number, "nicht_sinnvoll").mask(not_collected, "nicht_erhoben")
    reason = pd.Series("", rows.index).mask(no_number, NO_BASE).mask(not_collected, NOT_COLLECTED)
    for mark, (said, why) in MARKED.items():
        marked = no_number & rows["mark"].eq(mark)
        status, reason = status.mask(marked, said), reason.mask(marked, why)

    kinds = interval_kind(rows, reference).where(rows["_share"] & ~no_number, "")
    sampled = kinds.isin(["finite", "binomial"])
    limits = wilson(rows["value"].where(sampled), rows["n"], rows["total"].where(kinds == "finite"))
    grades = grade(rows, reference).where(rows["_share"] & ~no_number, "")
    return rows.assign(
        status=status, reason=reason, grade=grades, interval=kinds, low=limits["low"], high=limits["high"]
    )


def _not_delivered(plain: pd.DataFrame, members: pd.DataFrame, reference: Reference, year: int) -> pd.DataFrame:
    """A row for every asked indicator, and the gap that hangs on it, of which a city delivered nothing."""
    wanted = pd.MultiIndex.from_product([members["ags"], ASKED], names=["ags", "indicator"])
    there = pd.MultiIndex.from_frame(plain[["ags", "indicator"]].drop_duplicates())
    lacking = wanted.difference(there).to_frame(index=False)
    bases = lacking[lacking["indicator"] != "share_population"]
    rows = pd.concat(
        [lacking.assign(base="", unit="ANTEIL")]
        + [
            bases.assign(base=bases["indicator"], indicator=indicator, unit=unit)
            for indicator, unit in [("gap", "PROZENTPUNKTE"), ("ratio", "QUOTE")]
        ]
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
