"""Own exports of a city as its population file. Numbers are invented; only the headers are those of real exports."""

import csv
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from assets.deliveries.checking.export_rows import Wanted, read_export
from assets.deliveries.checking.exports import Export, known_headers, with_totals
from assets.deliveries.reading.table import Column, TextTable
from assets.reference.seeds import Reference

BOCHUM = Wanted("05911000", "Bochum", 2022, "2022-12-31")
GELSENKIRCHEN = Wanted("05513000", "Gelsenkirchen", 2022, "2022-12-31")

ZENSUS_HEAD = (
    "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;"
    "1_variable_attribute_code;1_variable_attribute_label;2_variable_code;2_variable_label;"
    "2_variable_attribute_code;2_variable_attribute_label;value;value_unit;value_variable_code;"
    "value_variable_label;value_q"
)


def zensus(ars: str, nationality: str, value: str, measure: str = "Anzahl;PRS018;Personen", sign: str = "e") -> str:
    place = f"2022-05-15;GEOGM4;Gemeinden;{ars};Erfundener Name"
    return f"1000A;Erfunden;STAG;Stichtag;{place};NAT;Staatsangehörigkeit;{nationality};{value};{measure};{sign}"


ZENSUS = "\n".join(
    [
        ZENSUS_HEAD,
        zensus("059110000000", ";Insgesamt", "1000"),
        zensus("059110000000", "D;Deutsche", "800"),
        zensus("059110000000", "A;Ausländer", "", sign="."),
        zensus("059110000000", ";Insgesamt", "145,66", "qkm;FLC001;Fläche"),
        zensus("059130000000", ";Insgesamt", "2000"),
    ]
)

GENESIS_HEAD = (
    "Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;1_Auspraegung_Code;"
    "1_Auspraegung_Label;2_Merkmal_Code;2_Merkmal_Label;2_Auspraegung_Code;2_Auspraegung_Label;3_Merkmal_Code;"
    "3_Merkmal_Label;3_Auspraegung_Code;3_Auspraegung_Label;BEVSTD__Bevoelkerungsstand__Anzahl"
)


def genesis(area: str, value: str, sex: str = ";Insgesamt", nationality: str = ";Insgesamt", year: int = 2022) -> str:
    level = "GEMEIN;Gemeinden" if len(area) == 8 else "KREISE;Kreise"
    place = f"31.12.{year};{level};{area};  Erfundener Name"
    return f"12411;Erfunden;STAG;Stichtag;{place};GES;Geschlecht;{sex};NAT;Nationalität;{nationality};{value}"


GENESIS_OLD = "\n".join(
    [
        GENESIS_HEAD,
        genesis("05", "9000"),
        genesis("059", "4000"),
        genesis("05911", "990", year=2021),
        genesis("05911", "1000"),
        genesis("05911", "150", "GESM;männlich", "NATA;Ausländer"),
        genesis("05911", "-", "GESW;weiblich", "NATD;Deutsche"),
    ]
)

DISTRICTS = (
    "Stichtag,Stadtbezirk_ID,Stadtbezirk_Name,Stadtteil_ID,Stadtteil_Name,deutsch,davon deutsch mit 2. StA,"
    "nichtdeutsch\n"
    "31.12.2022,1,Beispielbezirk,11,Beispielstadt-Mitte,100,20,30\n"
    "31.12.2022,1,Beispielbezirk,12,Beispielstadt-Nord,50,5,10\n"
)


def table_of(text: str, separator: str = ";") -> TextTable:
    header, *rows = csv.reader(text.splitlines(), delimiter=separator)
    columns = []
    for number, name in enumerate(header):
        cells = [row[number].strip() for row in rows]
        words = list(dict.fromkeys(cells))
        columns.append(Column(name, chr(ord("A") + number), words, np.array([words.index(cell) for cell in cells])))
    return TextTable("", 1, columns, np.arange(2, len(rows) + 2))


def rows_of(export: Export) -> list[dict[str, str]]:
    return [
        {"line": line, **dict(zip((column.means for column in table.columns), cells, strict=True))}
        for table in export.tables
        for line, *cells in zip(table.lines, *(column.texts() for column in table.columns), strict=True)
    ]


def said(export: Export) -> list[str]:
    return [one.code for one in export.findings]


def test_a_zensus_export_needs_no_retyping(reference: Reference):
    export = read_export(table_of(ZENSUS), BOCHUM, reference)
    total, germans, foreigners = rows_of(export)
    assert total["line"] == 2
    assert (total["ags"], total["jahr"], total["stichtag"]) == ("05911000", "2022", "15.05.2022")
    assert (total["definition"], total["erhebungsart"]) == ("AUSL_ZENSUS", "ZENSUS")
    assert (total["staatsangehoerigkeit"], total["anzahl"]) == ("INSGESAMT", "1000")
    assert (germans["staatsangehoerigkeit"], germans["anzahl"]) == ("DEUTSCH", "800")
    assert total["geschlecht"] == total["zuwanderungsgeschichte"] == "INSGESAMT"
    assert foreigners["anzahl"] == "."


def test_areas_and_measures_that_are_not_asked_for_are_left_out_and_counted(reference: Reference):
    export = read_export(table_of(ZENSUS), BOCHUM, reference)
    left = {one.expected: one.value for one in export.findings if one.code == "EXPORT_ZEILEN"}
    assert left == {"andere Gebiete oder Ebenen": "1", "andere Messgrößen oder Gliederungen": "1"}
    (read,) = [one for one in export.findings if one.code == "EXPORT_GELESEN"]
    for words in ["Zensus 2022", "3 Zahlen", "Nichtdeutsche (Zensus)", "Bevölkerung am Hauptwohnsitz"]:
        assert words in read.message


def test_the_levels_of_a_genesis_file_are_never_added_up(reference: Reference):
    export = read_export(table_of(GENESIS_OLD), BOCHUM, reference)
    assert [row["line"] for row in rows_of(export)] == [5, 6, 7]
    assert {row["definition"] for row in rows_of(export)} == {"AUSL_FORT"}
    assert [row["anzahl"] for row in rows_of(export)] == ["1000", "150", "-"]
    assert rows_of(export)[1]["geschlecht"] == "M"


def test_a_municipality_row_goes_before_the_same_citys_row_among_the_kreise(reference: Reference):
    export = read_export(table_of(f"{GENESIS_OLD}\n{genesis('05911000', '1001')}"), BOCHUM, reference)
    assert [row["anzahl"] for row in rows_of(export)] == ["1001"]


def test_only_the_reporting_year_of_an_export_with_two_years_is_taken(reference: Reference):
    export = read_export(table_of(GENESIS_OLD), replace(BOCHUM, year=2021, day="2021-12-31"), reference)
    assert [row["anzahl"] for row in rows_of(export)] == ["990"]
    assert "andere Stichtage oder Jahre" in [one.expected for one in export.findings]


def test_an_export_without_the_reporting_year_is_refused(reference: Reference):
    export = read_export(table_of(GENESIS_OLD), replace(BOCHUM, year=2019, day="2019-12-31"), reference)
    assert export.tables == []
    (one,) = [one for one in export.findings if one.code == "EXPORT_JAHR_FEHLT"]
    assert (one.column, one.value, one.expected) == ("Zeit", "31.12.2021, 31.12.2022", "2019")


def test_of_several_days_the_usual_one_is_taken_and_without_it_the_file_is_refused(reference: Reference):
    text = DISTRICTS + "30.09.2022,1,Beispielbezirk,11,Beispielstadt-Mitte,99,19,29\n"
    export = read_export(table_of(text, ","), GELSENKIRCHEN, reference)
    assert {row["stichtag"] for row in rows_of(export)} == {"31.12.2022"}
    refused = read_export(table_of(text.replace("31.12.", "31.03."), ","), GELSENKIRCHEN, reference)
    (one,) = refused.findings
    assert (one.code, one.value, one.expected) == ("EXPORT_STICHTAGE", "30.09.2022, 31.03.2022", "31.12.2022")
    assert refused.tables == []


def test_another_citys_export_is_refused(reference: Reference):
    export = read_export(table_of(ZENSUS), replace(BOCHUM, ags="05916000", name="Herne"), reference)
    assert export.tables == []
    (one,) = export.findings
    assert (one.code, one.expected) == ("EXPORT_STADT_FEHLT", "05916000 Herne")
    assert one.value == "059110000000, 059130000000"


def test_a_word_without_a_row_in_the_map_is_a_finding_with_the_word_in_it(reference: Reference):
    export = read_export(table_of(ZENSUS.replace(";A;Ausländer;", ";S;Staatenlose;")), BOCHUM, reference)
    (one,) = [one for one in export.findings if one.code == "EXPORT_WORT"]
    assert (one.value, one.column, one.row, one.cell) == ("Staatenlose", "2_variable_attribute_label", 4, "M4")
    assert "Staatenlose" in one.message
    assert export.tables == []


def test_an_unknown_characteristic_is_named_with_its_word(reference: Reference):
    text = ZENSUS.replace("NAT;Staatsangehörigkeit;;Insgesamt", "REL;Religion;;Insgesamt")
    export = read_export(table_of(text), BOCHUM, reference)
    assert [one.value for one in export.findings if one.code == "EXPORT_WORT"] == ["Religion Insgesamt"]


def test_an_unknown_statistic_is_named(reference: Reference):
    export = read_export(table_of(ZENSUS.replace("1000A;", "12521;")), BOCHUM, reference)
    (one,) = export.findings
    assert (one.code, one.column, one.value, one.cell) == ("EXPORT_WORT", "statistics_code", "12521", "A2")


def test_a_column_without_a_row_in_the_map_refuses_the_file(reference: Reference):
    text = "\n".join(
        f"{line},{'Familienstand' if not row else 'ledig'}" for row, line in enumerate(DISTRICTS.splitlines())
    )
    export = read_export(table_of(text, ","), GELSENKIRCHEN, reference)
    (one,) = export.findings
    assert (one.code, one.value, one.cell) == ("EXPORT_SPALTE", "Familienstand", "I1")
    assert export.tables == []


@pytest.mark.parametrize(("mark", "text"), [("e", "1000"), ("p", "1000 p"), ("", "1000")])
def test_the_quality_mark_goes_with_its_number(reference: Reference, mark: str, text: str):
    file = f"{ZENSUS_HEAD}\n{zensus('059110000000', ';Insgesamt', '1000', sign=mark)}"
    export = read_export(table_of(file), BOCHUM, reference)
    assert rows_of(export)[0]["anzahl"] == text


def test_an_unknown_quality_mark_is_named(reference: Reference):
    export = read_export(table_of(ZENSUS.replace("Personen;e", "Personen;q")), BOCHUM, reference)
    (one,) = [one for one in export.findings if one.code == "EXPORT_WORT"]
    assert (one.value, one.column, one.cell) == ("q", "value_q", "R2")


def test_a_footnote_mark_at_a_header_changes_nothing(reference: Reference):
    marked = table_of(DISTRICTS.replace("nichtdeutsch", "nichtdeutsch 1)"), ",")
    plain = read_export(table_of(DISTRICTS, ","), GELSENKIRCHEN, reference)
    assert rows_of(read_export(marked, GELSENKIRCHEN, reference)) == rows_of(plain)


def test_a_davon_column_is_a_subset_and_a_district_stays_one(reference: Reference):
    export = read_export(table_of(DISTRICTS, ","), GELSENKIRCHEN, reference)
    cells = {(row["sozialraum"], row["staatsangehoerigkeit"]): row["anzahl"] for row in rows_of(export)}
    assert cells["Beispielstadt-Mitte", "DEUTSCH"] == "100"
    assert cells["Beispielstadt-Mitte", "DEUTSCH_WEITERE"] == "20"
    assert cells["Beispielstadt-Nord", "NICHTDEUTSCH"] == "10"
    assert {row["definition"] for row in rows_of(export)} == {"REG_STA"}
    assert [table.columns[-1].letter for table in export.tables] == ["F", "G", "H"]


def test_a_fixed_city_is_not_taken_for_the_folders_city(reference: Reference):
    """The open data of one city in the folder of another: the rows keep their AGS and the check refuses them."""
    export = read_export(table_of(DISTRICTS, ","), BOCHUM, reference)
    assert {row["ags"] for row in rows_of(export)} == {"05513000"}


def typed(export: Export) -> pd.DataFrame:
    """The rows as the check would convert them, as far as totals need them."""
    return pd.DataFrame(
        [
            {
                "line": row["line"],
                "ags": row["ags"],
                "date": row["stichtag"],
                "district": row["sozialraum"],
                "sex": row["geschlecht"],
                "age": row["altersgruppe"],
                "history": row["zuwanderungsgeschichte"],
                "nationality": row["staatsangehoerigkeit"],
                "count": None if row["anzahl"] == "." else int(row["anzahl"]),
                "mark": "GEHEIM" if row["anzahl"] == "." else "",
                "note": "",
            }
            for row in rows_of(export)
        ]
    ).astype({"count": "Int64"})


def test_the_citys_total_is_added_up_from_its_districts_and_says_so(reference: Reference):
    export = read_export(table_of(DISTRICTS, ","), GELSENKIRCHEN, reference)
    rows, (one,) = with_totals(typed(export), export, reference)
    city = rows[rows["district"].eq("")].set_index("nationality")
    assert city["count"].to_dict() == {"DEUTSCH": 150, "DEUTSCH_WEITERE": 25, "NICHTDEUTSCH": 40, "INSGESAMT": 190}
    assert city.loc["DEUTSCH", "note"] == "errechnet aus 2 Stadtteilen"
    assert city.loc["INSGESAMT", "note"] == "errechnet aus 2 Stadtteilen (deutsch + nichtdeutsch)"
    assert set(city["line"]) == {1}
    assert (one.code, one.value, one.expected) == ("EXPORT_SUMME", "2", "Stadtteilen")


@pytest.mark.parametrize(
    "text",
    [DISTRICTS.replace("50,5,10", "50,5,."), DISTRICTS + "31.12.2022,1,Bezirk,13,,1,1,1\n"],
    ids=["secret", "city row"],
)
def test_no_total_is_added_up_where_a_number_is_secret_or_the_city_has_its_own_row(reference: Reference, text: str):
    export = read_export(table_of(text, ","), GELSENKIRCHEN, reference)
    if "Bezirk,13" in text:
        assert said(export) == ["EXPORT_WORT"]
        return
    rows, findings = with_totals(typed(export), export, reference)
    assert rows["district"].ne("").all()
    assert [one.code for one in findings] == ["EXPORT_SUMME_OFFEN"]


def test_a_new_export_needs_rows_and_no_code(reference: Reference):
    """An invented register: own headers, sex in a column, two columns of numbers, a total of its own."""
    head = [
        ("fest", "", "titel", "Auszug eines erfundenen Registers", ""),
        ("fest", "", "method", "MELDEREGISTER", ""),
        ("fest", "", "scope", "WOHNBEVOELKERUNG", ""),
        ("fest", "", "definition", "ALLE", ""),
        ("fest", "", "value_kind", "WERT", ""),
        ("feld", "Tag der Zählung", "date", "", "ja"),
        ("auspraegung", "Schlüssel", "", "", "ja"),
        ("auspraegung", "m/w", "", "", ""),
        ("wert", "alle", "", "", "ja"),
        ("wert", "mit MH", "", "", "ja"),
        ("ohne", "Sachbearbeitung", "", "", ""),
    ]
    words = [
        ("Schlüssel", "*", "ags", "", ""),
        ("m/w", "m", "sex", "M", ""),
        ("m/w", "w", "sex", "W", ""),
        ("m/w", "z", "sex", "INSGESAMT", ""),
        ("alle", "", "count", "", ""),
        ("mit MH", "", "history", "JA", "REG_LOKAL"),
    ]
    ours = replace(
        reference,
        header_map=pd.DataFrame(
            [("erfunden", role, header, column, value, needed, "") for role, header, column, value, needed in head],
            columns=reference.header_map.columns,
        ),
        label_map=pd.DataFrame([("erfunden", *row, "") for row in words], columns=reference.label_map.columns),
    )
    text = "Schlüssel\tTag der Zählung\tm/w\talle\tmit MH\tSachbearbeitung\n"
    text += "05911000\t2022-12-31\tz\t1.000\t400\terfunden\n05911000\t2022-12-31\tw\t510\t190\terfunden\n"
    export = read_export(table_of(text, "\t"), BOCHUM, ours)
    cells = {(row["geschlecht"], row["zuwanderungsgeschichte"]): row["anzahl"] for row in rows_of(export)}
    assert cells == {
        ("INSGESAMT", "INSGESAMT"): "1.000",
        ("W", "INSGESAMT"): "510",
        ("INSGESAMT", "JA"): "400",
        ("W", "JA"): "190",
    }
    assert {row["definition"] for row in rows_of(export)} == {"REG_LOKAL"}


def test_the_form_itself_is_no_export(reference: Reference):
    from schemas.forms import FORMS

    header = ";".join(FORMS["bevoelkerung"].headers)
    assert read_export(table_of(f"{header}\n{header}"), BOCHUM, reference) is None


def test_reading_knows_the_headers_of_every_form_and_export(reference: Reference):
    assert {"anzahl", "1_variable_code", "9_auspraegung_label", "davon deutsch mit 2. sta"} <= known_headers(reference)
