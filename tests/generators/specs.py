"""Table specifications with everything a table can have, and the same with hostile text in every field.

Belongs here: tables that writers of every format are tried with. Not here: the tables of an edition.
"""

from reports.spec import Cell, Column, Footnote, RowGroup, Sign, TableSpec

SECRET = Sign("geheim", ".", "geheim gehalten")
GUESS = Sign("schaetzung", "s", "geschätzt")
NIL = Sign("null", "–", "genau null")
ABSENT = Sign("nicht_geliefert", "nicht geliefert", "nicht geliefert")

FULL = TableSpec(
    id="probe",
    caption="Beschäftigte und Bevölkerung, erfundene Städte",
    note="Anteile in Prozent, Lücken in Prozentpunkten.",
    columns=[
        Column("stadt", "Stadt"),
        Column("luecke", "Lücke in Prozentpunkten", "number", decimals=1, signed=True),
        Column("anteil", "Anteil in Prozent", "number", decimals=1),
        Column("personen", "Personen", "number"),
        Column("quote", "Quote", "number", decimals=2),
        Column("grund", "Grund", "wide"),
    ],
    groups=[
        RowGroup(
            [
                [
                    Cell("Ahorn"),
                    Cell(value=16.349500000000002, notes=("tag",)),
                    Cell(value=3.05),
                    Cell(value=1234567),
                    Cell(value=0.125),
                    Cell("Ein Grund; mit Zeichen & <b>Klammern</b>"),
                ],
                [
                    Cell("Birke"),
                    Cell(value=-0.25, notes=("art", "tag")),
                    Cell(value=12, sign=GUESS, before="etwa", decimals=0),
                    Cell(sign=SECRET),
                    Cell(value=0, sign=NIL),
                    Cell(""),
                ],
            ],
            "Kontraktstädte",
        ),
        RowGroup(
            [
                [
                    Cell("Eiche"),
                    Cell(sign=ABSENT),
                    Cell(sign=SECRET),
                    Cell(value=7),
                    Cell(value=1.005),
                    Cell("Keine Zahl"),
                ]
            ],
            "nachrichtlich",
        ),
    ],
    footnotes=[Footnote("art", "Andere Erhebungsart."), Footnote("tag", "Anderer Stichtag.")],
    source="Quelle: erfunden.",
    stage="Entwurf",
    version="Ausgabe 2023, Fassung 1",
)


def hostile_table(texts: list[str]) -> TableSpec:
    """A table with each of the texts in a city's name, a reason and a footnote, and some in labels and groups."""
    notes = [Footnote(f"n{number}", text) for number, text in enumerate(texts)]
    return TableSpec(
        id="feindlich",
        caption=texts[0][:100],
        note=texts[0],
        columns=[
            Column("stadt", texts[0]),
            Column("wert", texts[-1], "number", decimals=1),
            Column("grund", texts[len(texts) // 2], "wide"),
        ],
        groups=[
            RowGroup([[Cell(text, notes=(note.id,)), Cell(value=number, sign=GUESS, before="etwa"), Cell(text)]], text)
            for number, (text, note) in enumerate(zip(texts, notes, strict=True))
        ],
        footnotes=notes,
        source=texts[-1],
    )
