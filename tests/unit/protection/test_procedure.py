"""The procedure of a reporting year: what is printed of rounded counts, and that the audit takes it as what it is."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.editions.download import breakdowns_csv, network_csv, tidy_csv
from assets.indicators.network import network_values, standing_values
from assets.indicators.values import Accepted, indicator_values
from assets.protection.gate import EditionAudit, audit_edition
from assets.protection.hiding import REASON
from assets.protection.procedure import publishable
from assets.reference.seeds import Reference
from schemas.published import BREAKDOWNS_NAME, CSV_NAME, NETWORK_NAME
from schemas.reference import HIDING, ROUNDING, ROUNDING_ALONE
from tests.generators.accepted import HERNE
from tests.generators.counted import answers, flows, staff

Cells = list[dict[str, Any]]
# Four groups of two persons each round to nobody, all eight of them to ten: each of the groups has two at least.
FOUR = ["BEAMTE", "TARIF", "AUSBILDUNG", "SONSTIGE"]
LEAKING = [*answers(8, 152), *(cell for code in FOUR for cell in answers(2, 38, employment=code))]


def by(reference: Reference, procedure: str) -> Reference:
    return replace(reference, reporting_years=reference.reporting_years.assign(procedure=procedure))


def files_of(accepted: Accepted, reference: Reference, year: int = 2023) -> dict[str, bytes]:
    shown, breakdowns = publishable(indicator_values(accepted, reference, year), accepted, reference, year, [HERNE])
    network = network_values(standing_values(shown, reference, year), reference, year)
    return {
        CSV_NAME: tidy_csv(shown, reference),
        BREAKDOWNS_NAME: breakdowns_csv(breakdowns),
        NETWORK_NAME: network_csv(network),
    }


def audited(
    cells: Cells, reference: Reference, procedure: str, *earlier: Mapping[str, bytes]
) -> tuple[EditionAudit, list[dict]]:
    """The audit of an edition of this staff, and its rows."""
    files = files_of(Accepted(staff=staff(*cells)), by(reference, procedure))
    found = audit_edition(files, earlier, 5, 10, reference, rounding=procedure)
    return found, list(csv.DictReader(io.StringIO(files[CSV_NAME].decode())))


def share(rows: list[dict], group: str, indicator: str = "share_staff") -> dict[str, str]:
    (row,) = [
        row
        for row in rows
        if (row["kennzahl"], row["gruppe"], row["bezug"], row["jahr"]) == (indicator, group, "", "2023") and row["n"]
    ]
    return row


def test_each_count_rounded_by_itself_may_leak_and_the_leak_is_found(reference: Reference):
    found, _ = audited(LEAKING, reference, ROUNDING_ALONE)
    assert not found.passed
    assert "Herne 2023, Dienstverhältnis: Tarifbeschäftigte, mit Zuwanderungsgeschichte: genau 2" in found.recoverable
    assert len(found.recoverable) == len(FOUR)


def test_rounded_together_the_same_persons_are_safe(reference: Reference):
    found, rows = audited(LEAKING, reference, ROUNDING)
    assert found.passed, found.leaks
    assert found.proofs
    assert sum(float(share(rows, code)["zaehler"]) for code in FOUR) == float(share(rows, "insgesamt")["zaehler"])


three = st.tuples(st.integers(0, 9), st.integers(0, 30), st.integers(0, 4))


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(three, min_size=4, max_size=4))
def test_whatever_is_delivered_rounded_together_gives_nobody_away(reference: Reference, groups: list):
    whole = [sum(column) for column in zip(*groups, strict=True)]
    cells = answers(*whole)
    for code, one in zip(FOUR, groups, strict=True):
        cells += answers(*one, employment=code)
    found, _ = audited(cells, reference, ROUNDING)
    assert found.passed, found.leaks


def test_printed_values_are_computed_from_the_printed_counts(reference: Reference):
    cells = [*answers(61, 234, 8), *answers(22, 101, 2, sex="W"), *answers(39, 133, 6, sex="M")]
    _, rows = audited(cells, reference, ROUNDING)
    for code in ("insgesamt", "W", "M"):
        row = share(rows, code)
        assert float(row["wert"]) == float(row["zaehler"]) / float(row["n"])
        assert float(row["unten"]) < float(row["wert"]) if row["unten"] else True


@pytest.mark.parametrize("procedure", [ROUNDING, ROUNDING_ALONE])
def test_shares_of_few_are_hidden_and_with_them_what_hangs_on_them(reference: Reference, procedure: str):
    cells = [*answers(60, 240), *answers(1, 3, career="LG11"), *answers(59, 237, career="LG21")]
    _, rows = audited(cells, reference, procedure)
    few = [row for row in rows if row["gruppe"] == "LG11"]
    assert {row["status"] for row in few if row["kennzahl"] == "share_staff"} == {"geheim"}
    assert {row["grund"] for row in few if row["status"] == "geheim"} == {REASON}
    assert not any(row["wert"] for row in few)
    assert share(rows, "LG21")["status"] == "wert"


def test_nobody_is_divers_and_nothing_is_raked(reference: Reference):
    cells = [*answers(60, 240), *answers(20, 110, sex="W"), *answers(30, 100, sex="M"), *answers(10, 30, sex="D")]
    _, rows = audited(cells, reference, ROUNDING)
    assert {row["gruppe"] for row in rows if row["gliederung"] == "sex"} == {"W", "M"}
    assert "raked" not in {row["kennzahl"] for row in rows}


def test_a_city_that_asks_for_more_persons_shows_no_smaller_number(reference: Reference):
    cells = [*answers(60, 240), *answers(12, 48, career="LG11"), *answers(48, 192, career="LG21")]
    _, rows = audited([cell | {"smallest": 20} for cell in cells], reference, ROUNDING)
    (few,) = [row for row in rows if row["gruppe"] == "LG11" and row["kennzahl"] == "share_staff"]
    assert (few["status"], few["wert"], few["zaehler"]) == ("geheim", "", "")
    assert share(rows, "LG21")["status"] == "wert"


def test_what_only_rounding_takes_away_is_secret_and_no_reason_is_invented(reference: Reference):
    """Three areas of three persons: rounded alone they no longer make the whole, which was complete all the same."""
    areas = ["LG11", "LG12", "LG21"]
    cells = [*answers(9, 90), *(cell for code in areas for cell in answers(3, 30, career=code))]
    _, rows = audited(cells, reference, ROUNDING_ALONE)
    (row,) = [row for row in rows if row["kennzahl"] == "dissimilarity" and row["gliederung"] == "career"]
    assert (row["status"], row["grund"], row["wert"]) == ("geheim", REASON, "")


def test_which_groups_are_complete_is_said_of_the_persons_not_of_the_roundings(reference: Reference):
    nearly = [*answers(9, 90), *answers(4, 45, career="LG11"), *answers(5, 44, career="LG21")]
    for cells, complete in ((LEAKING, "ja"), (nearly, "nein")):
        files = files_of(Accepted(staff=staff(*cells)), by(reference, ROUNDING))
        (row,) = csv.DictReader(io.StringIO(files[BREAKDOWNS_NAME].decode()))
        assert row["vollstaendig"] == complete


def test_flows_that_are_printed_are_rounded(reference: Reference):
    told = [*answers(203, 807, flow="BEWORBEN"), *answers(21, 99, flow="EINGESTELLT")]
    files = files_of(Accepted(recruitment=flows(*told)), by(reference, ROUNDING))
    rows = list(csv.DictReader(io.StringIO(files[CSV_NAME].decode())))
    row = share(rows, "insgesamt", "relative_likelihood")
    assert float(row["zaehler"]) % 5 == float(row["n"]) % 5 == 0
    assert row["wert"]


@pytest.mark.parametrize(
    ("column", "number", "sentence"),
    [
        ("n", "299.0", "ist nicht gerundet"),
        ("wert", "0.2033", "ist nicht aus den gedruckten Zahlen errechnet"),
    ],
)
def test_a_true_number_among_rounded_ones_is_found(reference: Reference, column: str, number: str, sentence: str):
    files = files_of(Accepted(staff=staff(*answers(60, 240))), by(reference, ROUNDING))
    rows = list(csv.DictReader(io.StringIO(files[CSV_NAME].decode())))
    share(rows, "insgesamt")[column] = number
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    found = audit_edition(files | {CSV_NAME: text.getvalue().encode()}, [], 5, 10, reference, rounding=ROUNDING)
    assert any(sentence in trace for trace in found.traces)


def test_rounding_does_not_take_back_what_was_printed_before(reference: Reference):
    """The whole and one of two groups were printed as they are; that there are only two is new."""
    cells = [*answers(33, 267), *answers(3, 57, career="LG11"), *answers(30, 210, career="LG21")]
    accepted = Accepted(staff=staff(*cells))
    values = indicator_values(accepted, reference, 2023)
    told = values["indicator"].eq("share_staff") & values["group"].isin(["insgesamt", "LG21"])
    rounded = files_of(accepted, by(reference, ROUNDING))
    assert audit_edition(rounded, [], 5, 10, reference, rounding=ROUNDING).passed
    found = audit_edition(rounded, [{CSV_NAME: tidy_csv(values[told], reference)}], 5, 10, reference, rounding=ROUNDING)
    assert any(leak.endswith("mit Zuwanderungsgeschichte: genau 3") for leak in found.recoverable)


def test_two_roundings_of_the_same_persons_are_read_together(reference: Reference):
    first = files_of(Accepted(staff=staff(*LEAKING)), by(reference, ROUNDING))
    said = b'{"stand": "Entwurf", "verfahren": "RUNDUNG"}'
    found, _ = audited(LEAKING, reference, ROUNDING, first | {"manifest.json": said})
    assert found.passed, found.leaks


def test_a_year_that_asks_for_nothing_hides_cells(reference: Reference):
    assert set(reference.reporting_years["procedure"]) == {HIDING}
    _, rows = audited([*answers(61, 239)], reference, HIDING)
    assert float(share(rows, "insgesamt")["zaehler"]) == 61
