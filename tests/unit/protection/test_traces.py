"""Numbers that are still printed although what they were computed from is hidden are found, and no others."""

import pytest

from assets.protection.published import network_rows, published_rows
from assets.protection.traces import traces
from assets.reference.seeds import Reference
from tests.generators.printed import derived, edition, share

WHOLE = share("insgesamt", 60, 300)
SHOWN = share("employment/TARIF", 40, 170)
HIDDEN = share("employment/BEAMTE", None, 90, zeile="3")
LEADERS = share("insgesamt", None, 30, kennzahl="share_leaders", zeile="8")
HIRES = share("insgesamt", None, 30, kennzahl="share_hires", stichtag="", zeile="9")


def told(reference: Reference, *rows: dict, network: tuple[dict, ...] = ()) -> list[str]:
    files = edition(*rows, network=network)
    return traces(published_rows(files), network_rows(files), 10, reference)


def test_nothing_is_found_where_what_hangs_on_a_hidden_share_is_hidden_too(reference: Reference):
    rows = [
        WHOLE,
        SHOWN,
        HIDDEN,
        derived(SHOWN, "gap", 3.1),
        derived(HIDDEN, "gap", None),
        derived(WHOLE, "trend", 0.4),
    ]
    assert told(reference, *rows) == []


def test_the_gap_of_a_hidden_share_is_named(reference: Reference):
    assert told(reference, HIDDEN, derived(HIDDEN, "gap", 3.1)) == [
        "Ahorn 2023, Repräsentationslücke (Beschäftigte mit Zuwanderungsgeschichte), "
        "Dienstverhältnis: Beamtinnen und Beamte: steht da, obwohl der Anteil geheim ist."
    ]


@pytest.mark.parametrize("indicator", ["ratio", "shortfall", "shortfall_whole", "z", "tail", "response", "trend"])
@pytest.mark.parametrize("base", [HIDDEN, LEADERS], ids=["a group", "all leaders"])
def test_every_value_computed_from_a_hidden_share_is_found(reference: Reference, indicator: str, base: dict):
    assert len(told(reference, base, derived(base, indicator, 0.5))) == 1


def test_one_hidden_year_hides_what_is_computed_from_several(reference: Reference):
    before = HIDDEN | {"jahr": "2022", "empfang": "ahorn-0"}
    later = share("employment/BEAMTE", 12, 90, zeile="3")
    assert told(reference, before, later, derived(later, "gap", 3.1)) == []
    for indicator in ("trend", "parity_year_static", "hire_share_needed_5", "change", "change_real"):
        assert "eines der Jahre" in told(reference, before, later, derived(later, indicator, 0.5))[0]


def test_one_hidden_group_hides_what_is_computed_from_its_whole_breakdown(reference: Reference):
    area = share("task_area/PB01", None, 90)
    uneven = derived(area, "dissimilarity", 0.2, gruppe="insgesamt")
    assert "eine der Gruppen" in told(reference, area, uneven)[0]
    assert told(reference, area, uneven | {"gliederung": "career"}) == []


def test_leaders_against_staff_hang_on_both(reference: Reference):
    ceiling = derived(LEADERS, "glass_ceiling", 0.7)
    hidden_staff = share("insgesamt", None, 300)
    assert "einer der Anteile" in told(reference, LEADERS, WHOLE, ceiling)[0]
    assert "einer der Anteile" in told(reference, LEADERS | {"status": "wert"}, hidden_staff, ceiling)[0]
    assert told(reference, LEADERS | {"status": "wert"}, WHOLE, ceiling) == []


def test_chances_hang_on_hires_and_staff(reference: Reference):
    chance = derived(HIRES, "relative_likelihood", 1.4, bezug="")
    assert told(reference, HIRES, chance)
    assert told(reference, HIRES, chance | {"kennzahl": "relative_likelihood_invited"}) == []
    assert told(reference, share("insgesamt", None, 300), chance | {"kennzahl": "likelihood_leaving"})


def test_a_gap_to_hidden_residents_is_found(reference: Reference):
    residents = share("insgesamt", None, 900, kennzahl="share_population", sicht="INSGESAMT", zeile="20")
    gap = derived(WHOLE, "gap", 3.1, bevoelkerung_empfang="ahorn-1", bevoelkerung_zeile="20")
    assert "der Anteil der Bevölkerung geheim" in told(reference, residents, WHOLE, gap)[0]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (derived(WHOLE, "raked", 0.2), "darf nicht veröffentlicht werden"),
        (share("employment/TARIF", 5, 9, 30), "ist ein Anteil an weniger als 10 Personen"),
        (share("sex/D", None, None, 6), "darf keine eigene Zahl haben"),
        (HIDDEN | {"grenze_oben": 0.2}, "ist geheim und hat eine Zahl"),
        (HIDDEN | {"wert": 0.2}, "ist geheim und hat eine Zahl"),
    ],
)
def test_what_may_never_stand_there(reference: Reference, row: dict, why: str):
    found = told(reference, row)
    assert len(found) == 1
    assert found[0].endswith(f": {why}.")


def test_a_median_with_a_hidden_city_is_found(reference: Reference):
    network = {"indicator": "share_staff", "base": "", "dimension": "employment", "group": "BEAMTE", "view": ""}
    network |= {"family": "mikrozensus_eg", "status": "wert", "median": 0.2, "lowest": 0.1, "highest": 0.3}
    network |= {"cities": "99001000|99002000", "years": "2022|2023", "receipts": "ahorn-1|birke-1"}
    assert told(reference, HIDDEN, network=(network,)) == [
        "Netzwerk, Beschäftigte mit Zuwanderungsgeschichte, Dienstverhältnis: Beamtinnen und Beamte: "
        "steht da, obwohl die Zahl von Ahorn 2023 geheim ist."
    ]
    assert told(reference, HIDDEN | {"empfang": "ahorn-0"}, network=(network,)) == []
    assert told(reference, HIDDEN, network=(network | dict.fromkeys(["median", "lowest", "highest"], ""),)) == []
