"""The published figures: all of them go somewhere, each with its source, and break only the rules that are known."""

import csv

from assets.deliveries.reference_figures import city_files, reference_figures
from assets.reference.seeds import Reference
from tests.conftest import SEEDS


def published() -> list[dict[str, str]]:
    with (SEEDS / "eckwerte.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_no_published_figure_is_lost(reference: Reference):
    delivered = sum(content.count(b"\r\n") - 1 for content in city_files(SEEDS / "eckwerte.csv", reference).values())
    shown_apart = len(reference_figures(SEEDS / "eckwerte.csv", reference))
    assert (len(published()), delivered, shown_apart) == (303, 257, 46)


def test_every_figure_keeps_its_source():
    assert all(row["quelle"] for row in published())


def test_hagen_delivers_its_history_when_it_joins(reference: Reference):
    files = city_files(SEEDS / "eckwerte.csv", reference)
    assert [name for name in files if name.startswith("hagen/")] == ["hagen/eckwerte_2023.csv"]


def test_a_published_figure_asks_for_no_smallest_number_and_its_file_has_no_column_for_one(reference: Reference):
    header = ";".join(published()[0]).encode()
    files = city_files(SEEDS / "eckwerte.csv", reference).values()
    assert {content.split(b"\r\n")[0] for content in files} == {header}
    assert reference_figures(SEEDS / "eckwerte.csv", reference)["smallest"].isna().all()


def test_the_published_gap_of_the_federal_administration(reference: Reference):
    """31,9 percent of those able to work, 16,2 of the staff: 15,7 percentage points (DuCS 2024)."""
    figures = reference_figures(SEEDS / "eckwerte.csv", reference)
    federal = figures[(figures["ags"] == "00") & (figures["year"] == 2024)].set_index("indicator")["value"]
    assert round(federal["share_population"] - federal["share_staff"], 1) == federal["gap"] == 15.7
