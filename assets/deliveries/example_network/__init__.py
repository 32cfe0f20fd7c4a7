"""A network of ten invented cities: what they would drop from 2015 to 2025, with the mistakes that offices make.

Belongs here: which city delivers which file when. Not here: the cities (cities.py), their figures (figures.py) and
mistakes (mistakes.py), bytes (files.py, filled_template.py), the check. No real city and no real figure is in it.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from assets.deliveries.arrival.filenames import DeliveryName, name_of
from assets.deliveries.example_network.cities import CITIES, FIRST_YEAR, LAST_YEAR, ExampleCity
from assets.deliveries.example_network.figures import Row, figures
from assets.deliveries.example_network.files import CSV_KINDS, Cell, csv_file, ods_file, workbook_sheets, xlsx_file
from assets.deliveries.example_network.filled_template import filled_template
from assets.deliveries.example_network.mistakes import MISTAKES
from assets.folders import write_whole
from assets.reference.seeds import Reference, load_reference
from schemas.forms import FORMS, WORKBOOK

OVERLAY = "beispiel"
# From this year on the city that uses the official workbook fills it in; before it had a workbook of its own.
TEMPLATE_SINCE = 2023


def write_example(seeds: Path, home: Path, since: int = FIRST_YEAR) -> int:
    """Writes the example network into a home of its own: its seeds and what its cities deliver; returns how many files.

    `seeds`: the ordinary seeds; those of seeds/beispiel/ go before them. `KONTRAKT_HOME=home` then runs on the example.
    `since`: the first reporting year that is delivered.
    """
    (home / "seeds").mkdir(parents=True, exist_ok=True)
    for path in [*sorted(seeds.glob("*.csv")), *sorted((seeds / OVERLAY).glob("*.csv"))]:
        shutil.copyfile(path, home / "seeds" / path.name)
    files = example_network(load_reference(home / "seeds"), since)
    for name, content in files.items():
        write_whole(home / "ingest" / name, content)
    return len(files)


def example_network(reference: Reference, since: int = FIRST_YEAR) -> dict[str, bytes]:
    """Relative path in the ingest folder → content, the same bytes every time; `reference`: the example's own seeds."""
    return {
        f"{reference.slugs[city.ags]}/{name}": content
        for city in CITIES
        for year in range(max(since, city.from_year), min(LAST_YEAR, city.to_year) + 1)
        for name, content in _delivered(city, year, reference)
    }


def _delivered(city: ExampleCity, year: int, reference: Reference) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file that a city drops for a reporting year."""
    nil = city.nil[1] if city.nil[0] == year else ()
    rows = {name: [] if name in nil else made for name, made in _placed(city, year, reference).items()}
    if city.file not in CSV_KINDS:
        workbook = DeliveryName(WORKBOOK, year)
        if city.file == "vorlage" and year >= TEMPLATE_SINCE:
            yield (
                name_of(workbook),
                filled_template(reference, city.ags, year, _cover(city, year, nil, reference), rows),
            )
            return
        sheets = workbook_sheets(_cover(city, year, nil, reference), rows, FORMS, reference)
        if city.file == "ods":
            yield name_of(workbook).replace(".xlsx", ".ods"), ods_file(sheets)
        else:
            yield name_of(workbook), xlsx_file(sheets)
        return
    for name, form in FORMS.items():
        file_name = name_of(DeliveryName(name, year))
        mistake = MISTAKES.get((city.ags, year, name))
        if name in nil:
            yield file_name, b"Fehlanzeige\r\n"
            continue
        if mistake:
            yield file_name, csv_file(mistake.made_in(rows[name]), form, reference, city.file)
            file_name = file_name.replace(".csv", " (1).csv")
        if not mistake or mistake.corrected:
            yield file_name, csv_file(rows[name], form, reference, city.file)


def _placed(city: ExampleCity, year: int, reference: Reference) -> dict[str, list[Row]]:
    """Form → the rows of a city and year with their key, name, year and day."""
    days = reference.reporting_years.set_index("year").loc[year]
    place: Row = {"ags": city.ags, "area_name": reference.names[city.ags], "year": str(year)}
    place |= {"smallest": city.smallest} if city.smallest else {}
    day = {name: _german_day(days["population_date" if name == "bevoelkerung" else "staff_date"]) for name in FORMS}
    return {name: [{**place, "date": day[name], **row} for row in rows] for name, rows in figures(city, year).items()}


def _german_day(day: str) -> str:
    return ".".join(reversed(day.split("-")))


def _cover(city: ExampleCity, year: int, nil: tuple[str, ...], reference: Reference) -> dict[str, Cell]:
    """What a city writes on the cover sheet of its workbook: name of the line → entry."""
    days = reference.reporting_years.set_index("year").loc[year]
    cover: dict[str, Cell] = {
        "ags": city.ags,
        "city": reference.names[city.ags],
        "year": str(year),
        "staff_date": _german_day(days["staff_date"]),
        "population_date": _german_day(days["population_date"]),
        "value_kind": reference.labels("value_kind")["WERT"],
        "smallest": city.smallest or "",
        "office": "Beispielamt (Beispieldaten, erfunden)",
        "nil": ", ".join(nil),
    }
    for prefix, way in [("staff", city.staff_way), ("population", city.population_way_in(year))]:
        cover |= {
            f"{prefix}_definition": way.definition,
            f"{prefix}_method": reference.labels("method")[way.method],
            f"{prefix}_scope": reference.labels("scope")[way.scope],
        }
    return cover
