"""Which rows a form sheet asks for, and what the city answered to each of them last year.

Belongs here: the prepared rows as codes. Not here: their German words, the sheets (template.py).
"""

from typing import Any

import pandas as pd

from assets.reference.seeds import Reference
from reports.numbers import german
from schemas.cover import ANSWERS, COVER
from schemas.forms import Form

TOTAL = "INSGESAMT"
ORIGIN = ["definition", "method", "scope"]
# Above this, last year's rows are too many to be filled in by hand: only the rows asked of everybody are prepared.
MOST_ROWS = 2_000

# Form → blocks of rows: every combination of words of the named columns (those given, or all), the total in the
# other columns. What the Kontrakt's figures need, and no more.
_BLOCKS: dict[str, list[dict[str, tuple[str, ...]]]] = {
    "personal": [{"employment": (), "history": ()}, {"leadership": (), "history": ()}, {"sex": (), "history": ()}],
    "bevoelkerung": [{"history": ()}, {"nationality": ()}, {"age": ("A18_65",), "history": ()}],
    "gewinnung": [{"flow": (), "history": ()}],
    "kompetenz": [{"item": ()}],
    "zusammenarbeit": [{"kind": ()}],
}

# Form → what last year's answer says, column by column.
_SAID = {
    "personal": {"count": "{}", "fte": "; {} VZÄ"},
    "bevoelkerung": {"count": "{}"},
    "gewinnung": {"count": "{}"},
    "kompetenz": {"count": "{}", "total": " von {}", "answer": "{}"},
    "massnahmen": {"status": "{}", "milestones": "; {} Meilensteine", "milestones_kept": ", {} erreicht"},
    "zusammenarbeit": {"count": "{}-mal", "cities": ", {} Städte"},
    "eckwerte": {"value": "{}", "year": " ({})"},
}


def from_cover(form: Form) -> set[str]:
    """The columns that the cover sheet answers where a row is silent."""
    return {line.column for line in COVER if form.name in line.forms}


def asked_rows(form: Form, reference: Reference, last: pd.DataFrame | None) -> pd.DataFrame:
    """The rows to prepare: the columns that say what is asked (codes; "" where nothing) and `last_year` (text).

    `last` are the accepted rows of the delivery before (the form's model), None where there are none. They are asked
    again; those with a word that is on no list any more cannot be. Definition, method and scope are said in the rows
    only where last year's rows did not all say the same.
    """
    asks = [one.name for one in form.fields if one.name not in {*ANSWERS[form.name], *from_cover(form), "date"}]
    asked = _blocks(form, reference, asks)
    if last is None or last.empty:
        return asked.assign(last_year="")
    said = _last_year(form, reference, last, asks)
    again = asked.merge(said, on=asks, how="left")
    others = said.merge(asked.assign(asked=True), on=asks, how="left")
    others = others[others["asked"].isna()].drop(columns="asked")
    return pd.concat([again, others] if len(said) <= MOST_ROWS else [again], ignore_index=True).fillna("")


def not_asked(form: Form, reference: Reference, row: dict[str, str]) -> set[str]:
    """The columns that make no sense in a prepared row: a rate has no answer in words, a question no numbers."""
    if form.name != "kompetenz":
        return set()
    items = reference.categories[reference.categories["list"] == "competence_item"].set_index("code")
    return {"quote": {"answer"}, "frage": {"count", "total"}}[items.loc[row["item"], "kind"]]


def _blocks(form: Form, reference: Reference, asks: list[str]) -> pd.DataFrame:
    lists = {one.name: one.codes for one in form.fields}
    rest = {column: TOTAL if column in form.dimensions else "" for column in asks}
    blocks = [pd.DataFrame(columns=asks, dtype="str")]
    for block in _BLOCKS.get(form.name, []):
        words = [codes or tuple(reference.labels(lists[column])) for column, codes in block.items()]
        combinations = pd.MultiIndex.from_product(words, names=list(block)).to_frame(index=False)
        blocks.append(combinations.assign(**{column: word for column, word in rest.items() if column not in block}))
    return pd.concat(blocks)[asks].drop_duplicates(ignore_index=True)


def _last_year(form: Form, reference: Reference, last: pd.DataFrame, asks: list[str]) -> pd.DataFrame:
    """Last year's rows, the newest where several say the same: columns `asks`, origin where it varies, last_year."""
    if set(ORIGIN) <= from_cover(form) and len(last[ORIGIN].drop_duplicates()) > 1:
        asks = asks + ORIGIN
    for one in form.fields:
        if one.codes and one.name in asks:
            last = last[last[one.name].isin([*reference.labels(one.codes), ""])]
    last = last.sort_values([column for column in ("year", "date", "line") if column in last])
    last = last.drop_duplicates([column for column in asks if column in form.key], keep="last").sort_values("line")
    said = [_said(form, reference, row) for row in last.to_dict(orient="records")]
    return last[asks].assign(last_year=said)


def _said(form: Form, reference: Reference, row: dict[Any, Any]) -> str:
    """Last year's answer in words: the number, what kind of number it was, or why there was none."""
    lists = {one.name: one.codes for one in form.fields if one.codes} | {"mark": "mark"}
    said = ""
    for column, phrase in (_SAID[form.name] | {"value_kind": "; {}", "mark": "; {}"}).items():
        value = row.get(column, "")
        if pd.isna(value) or value in ("", "WERT"):
            continue
        if column in lists:
            said += phrase.format(reference.labels(lists[column]).get(value, value))
        elif column == "year":
            said += phrase.format(value)
        else:
            said += phrase.format(german(value, _decimals(column, row)))
    return said.removeprefix("; ")


def _decimals(column: str, row: dict[Any, Any]) -> int:
    if column == "value" and not pd.isna(row["decimals"]):
        return int(row["decimals"])
    return 0 if float(row[column]).is_integer() else 2
