"""The example network: invented throughout, the same every time, accepted, and refused only where that is planned."""

from pathlib import Path

import pandas as pd
import pytest

from assets.deliveries.arrival.filenames import in_order, parse
from assets.deliveries.checking.check import Checked, check_delivery
from assets.deliveries.checking.expected import Expected
from assets.deliveries.example_network import example_network, write_example
from assets.deliveries.example_network.cities import CITIES
from assets.deliveries.example_network.figures import figures
from assets.deliveries.example_network.mistakes import MISTAKES
from assets.reference.seeds import Reference, load_reference
from schemas.deliveries import State
from schemas.forms import FORMS
from tests.conftest import SEEDS

# Every kind of file, the changed definition and all mistakes fall into these years; a check takes a tenth of a second.
CHECKED = (2015, 2021, 2023)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("beispiel")
    write_example(SEEDS, home)
    return home


@pytest.fixture(scope="module")
def example(home: Path) -> Reference:
    return load_reference(home / "seeds")


@pytest.fixture(scope="module")
def files(home: Path) -> list[Path]:
    return sorted((home / "ingest").glob("*/*"), key=lambda path: (path.parent.name, in_order(path.name)))


def key_of(path: Path, example: Reference) -> str:
    return {slug: ags for ags, slug in example.slugs.items()}[path.parent.name]


VERDICTS: dict[Path, Checked] = {}


def checked(path: Path, example: Reference) -> Checked:
    if path not in VERDICTS:
        VERDICTS[path] = _checked(path, example)
    return VERDICTS[path]


def _checked(path: Path, example: Reference) -> Checked:
    ags, name = key_of(path, example), parse(path.name)
    assert name, path.name
    place = Expected({ags: example.names[ags]}, name.year, example.names[ags], name.form)
    return check_delivery(path.read_bytes(), place, example)


def mistake_in(path: Path, example: Reference) -> tuple[str, ...] | None:
    name = parse(path.name)
    mistake = MISTAKES.get((key_of(path, example), name.year, name.form))
    return mistake.codes if mistake and "(1)" not in path.name else None


def test_no_real_city_and_no_real_figure_is_in_it(home: Path, example: Reference, reference: Reference):
    assert not set(example.names) & set(reference.names)
    assert all(ags.startswith("99") and name.startswith("Beispielstadt ") for ags, name in example.names.items())
    for seed in ("cities", "memberships", "reference_areas", "official_population"):
        assert getattr(example, seed)["ags"].str.startswith("99").all(), seed
    published = (home / "seeds" / "eckwerte.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert published
    assert all(line.startswith("99;") and line.endswith(";Beispieldaten;erfunden") for line in published)


def test_every_row_of_every_form_says_that_it_is_invented():
    for city in CITIES:
        for form, rows in figures(city, 2022).items():
            assert {row["note"] for row in rows} == {"Beispieldaten, erfunden"}, form


def test_staff_by_type_sex_and_age_adds_up_to_each_of_them():
    staff = pd.DataFrame(figures(CITIES[0], 2023)["personal"])
    told = staff[list(FORMS["personal"].dimensions)].drop(columns="history").ne("INSGESAMT")
    crossed = staff[told.sum(axis=1).eq(3)]
    assert len(crossed) == 45 * 4
    for name in ("employment", "sex", "age"):
        parts = staff[told[name] & told.sum(axis=1).eq(1)].set_index([name, "history"])["count"]
        assert crossed.groupby([name, "history"])["count"].sum().to_dict() == parts.to_dict()


def test_the_second_views_of_the_residents_are_the_sum_of_their_ages():
    residents = pd.DataFrame(figures(CITIES[0], 2023)["bevoelkerung"]).set_index(["history", "age"])["count"]
    ages = residents["JA"].drop("INSGESAMT")
    labour = ["A15_17", "A18_24", "A25_34", "A35_44", "A45_54", "A55_64", "A65_74"]
    assert ages["A15_74"] == ages[labour].sum()
    assert ages["A18_65"] == ages[labour[1:-1]].sum()


def test_the_same_network_has_the_same_bytes(home: Path, example: Reference):
    again = example_network(example)
    assert {
        str(path.relative_to(home / "ingest")): path.read_bytes() for path in (home / "ingest").glob("*/*")
    } == again
    assert sum(map(len, again.values())) < 4_000_000


def test_cities_deliver_from_when_they_joined_and_one_is_late(files: list[Path], example: Reference):
    years = {ags: {parse(path.name).year for path in files if key_of(path, example) == ags} for ags in example.names}
    assert years["99006000"] == set(range(2020, 2026))
    assert years["99008000"] == set(range(2015, 2025))
    assert all(years[ags] == set(range(2015, 2026)) for ags in years if ags not in ("99006000", "99008000"))
    assert len(example.members(2019)) == 9
    assert len(example.members(2020)) == 10


def test_files_come_as_offices_save_them(files: list[Path]):
    assert {path.suffix for path in files} == {".csv", ".xlsx", ".ods"}
    contents = [path.read_bytes() for path in files if path.suffix == ".csv"]
    assert any(content.startswith(b"\xef\xbb\xbf") for content in contents)
    assert any(b"f\xfchrung" in content.lower() for content in contents)
    assert any(content.startswith(b"ags\tstadt") for content in contents)
    assert any(content.startswith(b"ags,stadt") for content in contents)


@pytest.mark.parametrize("year", CHECKED)
def test_every_file_is_accepted_and_the_wrong_ones_get_their_planned_findings(
    year: int, files: list[Path], example: Reference
):
    for path in files:
        if parse(path.name).year != year:
            continue
        verdict, planned = checked(path, example), mistake_in(path, example)
        stopping = tuple(one.code for one in verdict.findings if one.severity in ("FEHLER", "RÜCKFRAGE"))
        assert stopping == (planned or ()), (path.name, verdict.findings)
        if planned is None:
            assert verdict.state in (State.ACCEPTED, State.ACCEPTED_WITH_HINTS), path.name


def test_the_planned_verdicts(files: list[Path], example: Reference):
    states = {path.name: checked(path, example).state for path in files if mistake_in(path, example) is not None}
    assert states == {"personal_2021.csv": State.REFUSED, "bevoelkerung_2023.csv": State.QUERY}
    assert [path.name for path in files if "(1)" in path.name] == ["personal_2021 (1).csv"]


def test_what_is_read_is_what_was_invented(files: list[Path], example: Reference):
    """Through every kind of file: no number is lost or changed on the way."""
    for city in CITIES:
        own = [path for path in files if key_of(path, example) == city.ags and parse(path.name).year == 2023]
        read = {form: rows for path in own for form, rows in checked(path, example).rows.items()}
        for form, rows in figures(city, 2023).items():
            number = "value" if form == "eckwerte" else "milestones" if form == "massnahmen" else "count"
            got = read[form][number]
            assert len(got) == len(rows), (city.ags, form)
            made = [float(row[number]) for row in rows if number in row]
            assert sorted(got.dropna().astype(float)) == sorted(made), (city.ags, form)


def test_one_city_asks_for_ten_persons_and_the_others_have_no_such_column(files: list[Path], example: Reference):
    own = [path for path in files if parse(path.name).year == 2023 and mistake_in(path, example) is None]
    asked = {
        (path.parent.name, form): set(rows["smallest"].dropna())
        for path in own
        for form, rows in checked(path, example).rows.items()
        if "smallest" in rows and rows["smallest"].notna().any()
    }
    persons = ("personal", "bevoelkerung", "gewinnung", "eckwerte")
    assert asked == {("beispielstadt-birke", form): {10} for form in persons}
    with_column = {path.parent.name for path in own if path.suffix == ".csv" and b"mindestzahl" in path.read_bytes()}
    assert with_column == {"beispielstadt-birke"}


def test_a_nil_return_is_a_delivery(files: list[Path], example: Reference):
    places = {f"{path.parent.name}/{path.name}": path for path in files}
    assert checked(places["beispielstadt-kiefer/massnahmen_2016.csv"], example).nil == ["massnahmen"]
    assert checked(places["beispielstadt-ulme/lieferung_2022.xlsx"], example).nil == ["massnahmen", "zusammenarbeit"]


def test_the_break_of_a_definition_is_in_the_data(files: list[Path], example: Reference):
    definitions = {
        year: set(checked(path, example).rows["bevoelkerung"]["definition"])
        for path in files
        if path.parent.name == "beispielstadt-fichte" and (year := parse(path.name).year) in (2020, 2021)
    }
    assert definitions == {2020: {"REG_LOKAL"}, 2021: {"REG_MIGRAPRO"}}
