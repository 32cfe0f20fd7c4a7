"""The Kontrakt and its three aims: how each is measured, and how the network came about.

Belongs here: which indicators belong to an aim, the history from the seeds. Not here: figures of cities (city.py).
"""

from assets.editions.content import Content
from assets.editions.figures import indicator_page
from assets.editions.pages.page import Page
from assets.editions.pages.text_table import text_table
from reports.spec import Column, TableSpec

# Of the many indicators of the second aim those that say at once how far it is reached.
_FIRST = ["gap", "ratio"]
_MORE = "mehr"


def goals(content: Content) -> Page:
    """The page."""
    return Page(
        "ziele.html",
        "goals.html",
        content.language.text("Kontrakt und Ziele"),
        {"measured": measured_by(content), "history": history(content)},
    )


def measured_by(content: Content) -> dict[str, list[tuple[str, str, str]]]:
    """Aim (1, 2, 3; empty: none; mehr: what else is computed for the second) → page, name and question of its
    indicators, in the order of the catalogue.
    """
    entries = content.reference.indicators
    computed = entries["goal"].eq("2") & entries["subject"].eq("abgeleitet") & ~entries["id"].isin(_FIRST)
    told = entries.merge(content.reference.indicator_texts, on="id").assign(
        shown=entries["goal"].mask(computed, _MORE).to_numpy()
    )
    found: dict[str, list[tuple[str, str, str]]] = {goal: [] for goal in ("1", "2", "3", "", _MORE)}
    for one in told.to_dict(orient="records"):
        found[one["shown"]].append((indicator_page(one["id"]), one["name"], one["question"]))
    return found


def history(content: Content) -> TableSpec:
    """Who joined when, and what else happened, oldest first, each with its source."""
    _, reference = content.language.text, content.reference
    kinds = reference.labels("membership")
    told = list(reference.milestones[["date", "label", "source"]].itertuples(index=False, name=None))
    for (day, kind, note, source), rows in reference.memberships.groupby(["valid_from", "kind", "note", "source"]):
        cities = ", ".join(sorted(reference.names[one] for one in rows["ags"]))
        joined = f"{cities} ({kinds.get(kind, kind)})"
        told.append((day, _("{cities}: {note}", cities=joined, note=note) if note else joined, source))
    return text_table(
        content,
        "geschichte",
        _("Wie das Netzwerk entstanden ist"),
        [
            Column("tag", _("Tag oder Jahr")),
            Column("was", _("Was geschah"), "wide"),
            Column("quelle", _("Quelle"), "wide"),
        ],
        [(content.language.day(day), words, source) for day, words, source in sorted(told)],
        note=_("Ein Jahr ohne Tag heißt: Der Tag ist nicht belegt."),
    )
