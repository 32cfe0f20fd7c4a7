"""A first look at a table for the steward's screen. Belongs here: frame → Markdown text, names and words escaped."""

import html

import pandas as pd


def preview(frame: pd.DataFrame, rows: int = 5) -> str:
    """The first rows as a Markdown table; delivered text cannot become markup in it."""
    head = frame.head(rows)
    lines = [[str(name) for name in head.columns], ["---"] * len(head.columns)]
    lines += [["" if pd.isna(cell) else str(cell) for cell in row] for row in head.itertuples(index=False)]
    return "\n".join("| " + " | ".join(_escaped(cell) for cell in line) + " |" for line in lines)


def _escaped(text: str) -> str:
    plain = " ".join(text.split())
    return html.escape(plain).replace("|", "\\|").replace("`", "\\`").replace("[", "\\[")
