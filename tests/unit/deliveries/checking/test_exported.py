"""Exports dropped as a city's population file, from bytes to the verdict. Numbers are invented."""

import pytest

from assets.deliveries.checking.check import Checked, check_delivery, check_read
from assets.deliveries.checking.expected import Expected
from assets.deliveries.reading.table import ReadFile
from assets.reference.seeds import Reference
from schemas.deliveries import State
from tests.unit.deliveries.checking.test_exports import (
    DISTRICTS,
    GENESIS_HEAD,
    ZENSUS,
    ZENSUS_HEAD,
    genesis,
    table_of,
    zensus,
)

BOCHUM = Expected({"05911000": "Bochum"}, 2022, "Bochum", "bevoelkerung")
GELSENKIRCHEN = Expected({"05513000": "Gelsenkirchen"}, 2022, "Gelsenkirchen", "bevoelkerung")


def residents(checked: Checked) -> dict[tuple[str, str, str], int]:
    rows = checked.rows["bevoelkerung"]
    return {
        (row.district, row.sex, row.nationality): row.count_
        for row in rows.rename(columns={"count": "count_"}).itertuples()
    }


def stopping(checked: Checked) -> list[str]:
    return [one.code for one in checked.findings if one.severity in ("FEHLER", "RÜCKFRAGE")]


def genesis_file(*rows: str) -> bytes:
    """As GENESIS saves it: cp1252, CRLF."""
    return "\r\n".join([GENESIS_HEAD, *rows, ""]).encode("cp1252")


def test_a_genesis_export_is_accepted_as_it_was_saved(reference: Reference):
    """Rows named “Insgesamt” are data of the export, no sums below a table."""
    content = genesis_file(
        genesis("05", "17000000"),
        genesis("05911", "364000"),
        genesis("05911", "176000", "GESM;männlich"),
        genesis("05911", "188000", "GESW;weiblich"),
        genesis("05911", "310000", nationality="NATD;Deutsche"),
        genesis("05911", "54000", nationality="NATA;Ausländer"),
    )
    checked = check_delivery(content, BOCHUM, reference)
    assert stopping(checked) == []
    assert residents(checked) == {
        ("", "INSGESAMT", "INSGESAMT"): 364000,
        ("", "M", "INSGESAMT"): 176000,
        ("", "W", "INSGESAMT"): 188000,
        ("", "INSGESAMT", "DEUTSCH"): 310000,
        ("", "INSGESAMT", "NICHTDEUTSCH"): 54000,
    }
    rows = checked.rows["bevoelkerung"]
    assert set(rows["definition"]) == {"AUSL_FORT"}
    assert set(rows["date"]) == {"2022-12-31"}
    assert rows["line"].tolist() == [3, 4, 5, 6, 7]


def test_an_export_in_a_workbook_keeps_the_smallest_number_of_the_cover_sheet(reference: Reference):
    table = table_of("\n".join([GENESIS_HEAD, genesis("05911", "364000")]))
    cover = {"Mindestzahl für die Veröffentlichung": ("10", "B14")}
    checked = check_read(ReadFile("xlsx", [table], cover), BOCHUM, reference)
    assert checked.rows["bevoelkerung"][["count", "smallest"]].values.tolist() == [[364000, 10]]


def test_a_zensus_export_with_secret_and_preliminary_numbers(reference: Reference):
    lines = [
        ZENSUS_HEAD,
        zensus("059110000000", ";Insgesamt", "354288"),
        zensus("059110000000", "D;Deutsche", "", sign="."),
        zensus("059110000000", "A;Ausländer", "50600", sign="p"),
    ]
    checked = check_delivery(("\n".join(lines) + "\n").encode("utf-8-sig"), BOCHUM, reference)
    assert stopping(checked) == []
    rows = checked.rows["bevoelkerung"].set_index("nationality")
    assert rows["mark"].to_dict() == {"INSGESAMT": "", "DEUTSCH": "GEHEIM", "NICHTDEUTSCH": "VORLAEUFIG"}
    assert rows.loc["NICHTDEUTSCH", "count"] == 50600
    assert rows["count"].isna().to_dict() == {"INSGESAMT": False, "DEUTSCH": True, "NICHTDEUTSCH": False}


def test_an_export_in_which_parts_are_more_than_the_total_is_refused_at_its_own_cell(reference: Reference):
    content = genesis_file(
        genesis("05911", "364000"),
        genesis("05911", "310000", nationality="NATD;Deutsche"),
        genesis("05911", "154000", nationality="NATA;Ausländer"),
    )
    (one,) = [one for one in check_delivery(content, BOCHUM, reference).findings if one.severity == "FEHLER"]
    assert (one.code, one.row, one.cell, one.column) == (
        "SUMME_ZU_GROSS",
        2,
        "R2",
        "BEVSTD__Bevoelkerungsstand__Anzahl",
    )
    assert "staatsangehoerigkeit" in one.message


def test_districts_are_loaded_with_the_citys_total(reference: Reference):
    checked = check_delivery(DISTRICTS.encode(), GELSENKIRCHEN, reference)
    # 190 invented residents are not as many as the city has: only that is asked.
    assert set(stopping(checked)) <= {"EINWOHNER_FAKTOR"}
    large = DISTRICTS.replace("100,20,30", "120000,20000,40000").replace("50,5,10", "80000,9000,20000")
    checked = check_delivery(large.encode(), GELSENKIRCHEN, reference)
    assert stopping(checked) == []
    assert residents(checked)["", "INSGESAMT", "INSGESAMT"] == 260000
    assert residents(checked)["", "INSGESAMT", "DEUTSCH_WEITERE"] == 29000
    assert residents(checked)["Beispielstadt-Mitte", "INSGESAMT", "DEUTSCH"] == 120000
    rows = checked.rows["bevoelkerung"]
    assert rows.loc[rows["district"].eq(""), "note"].str.startswith("errechnet aus 2 Stadtteilen").all()
    assert rows.loc[rows["district"].ne(""), "note"].eq("").all()
    assert "EXPORT_SUMME" in [one.code for one in checked.findings]


def test_a_wrong_cell_of_a_wide_export_is_named_by_its_own_header(reference: Reference):
    checked = check_delivery(DISTRICTS.replace("50,5,10", "50,5,zehn").encode(), GELSENKIRCHEN, reference)
    (one,) = [one for one in checked.findings if one.code == "ZAHL_TEXT"]
    assert (one.row, one.cell, one.column, one.value) == (3, "H3", "nichtdeutsch", "zehn")


def test_a_subset_larger_than_its_whole_is_named_by_its_own_header(reference: Reference):
    content = DISTRICTS.replace("100,20,30", "120000,20000,40000").replace("50,5,10", "80000,90000,20000").encode()
    found = [one for one in check_delivery(content, GELSENKIRCHEN, reference).findings if one.code == "DAVON_GROESSER"]
    assert [(one.row, one.cell, one.column) for one in found[:1]] == [(3, "G3", "davon deutsch mit 2. StA")]


def test_another_citys_open_data_are_refused(reference: Reference):
    checked = check_delivery(DISTRICTS.encode(), BOCHUM, reference)
    assert "STADT_FREMD" in stopping(checked)
    assert checked.state == State.REFUSED


@pytest.mark.parametrize(
    ("content", "code", "value"),
    [
        (ZENSUS.replace("A;Ausländer", "S;Staatenlose"), "EXPORT_WORT", "Staatenlose"),
        (ZENSUS.replace("value_q", "güte"), "EXPORT_SPALTE", "güte"),
        (ZENSUS.replace("059110000000", "059160000000"), "EXPORT_STADT_FEHLT", "059130000000, 059160000000"),
        (ZENSUS.replace("2022-05-15", "2011-05-09"), "EXPORT_JAHR_FEHLT", "09.05.2011"),
    ],
)
def test_a_refused_export_says_only_why(reference: Reference, content: str, code: str, value: str):
    checked = check_delivery((content + "\n").encode(), BOCHUM, reference)
    assert stopping(checked) == [code]
    assert next(one.value for one in checked.findings if one.code == code) == value
    assert checked.rows == {}
