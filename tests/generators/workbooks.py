"""Generated workbooks with all that honest people and odd programs do to them, and what must be said about each.

Belongs here: the cases of reading workbooks (invented figures of the form personal). Not here: writing them cell by
cell (workbook_writers.py), hostile files (hostile.py).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.generators.workbook_writers import (
    SHEET,
    Formatted,
    by_hand_ods,
    by_openpyxl,
    by_xlsxwriter,
    by_xlwt,
    changed,
    ods_of,
    patched,
    raw_rows,
    raw_xlsx,
    sheet_xml,
    staff,
    zipped,
)


@dataclass(frozen=True)
class Case:
    """A workbook: exactly these codes are found in it, the first of them at `cell` of `sheet`.

    `texts` are cells and what must be read there; of cases without a code `cell` is where the oddity is.
    """

    content: Callable[[], bytes]
    file_name: str
    codes: set[str] = field(default_factory=set)
    sheet: str = SHEET
    cell: str = ""
    texts: dict[str, str] = field(default_factory=dict)


CASES: dict[str, Case] = {}
_FILE = "personal_2022"


def _case(name: str, content: Callable[[], bytes], kind: str, *codes: str, cell: str = "", **more: Any) -> None:
    assert name not in CASES
    CASES[name] = Case(content, f"{_FILE}.{kind}", set(codes), cell=cell, **more)


def _with(change: Callable[[Any], object], cells: dict | None = None) -> Callable[[], bytes]:
    """XLSX by openpyxl whose sheet is changed after it was written."""
    return lambda: by_openpyxl(changed(cells or {}), lambda book: change(book.active))


# --- The same honest table in every format
WRITERS = [("openpyxl", "xlsx", by_openpyxl), ("xlsxwriter", "xlsx", by_xlsxwriter), ("ods", "ods", by_hand_ods)]
WRITERS.append(("xls", "xls", by_xlwt))

for _name, _kind, _write in WRITERS:
    _case(
        f"honest_{_name}",
        partial(_write, staff()),
        _kind,
        cell="M3",
        texts={"A2": "05916000", "C2": "2022", "D2": "30.06.2022", "M3": "30", "N3": "25,25", "L5": "keine Angabe"},
    )
    _case(
        f"ags_as_number_{_name}",
        partial(_write, changed({"A2": Formatted(5916000, "00000000")})),
        _kind,
        cell="A2",
        texts={"A2": "05916000", "A3": "05916000"},
    )
    _case(
        f"percent_{_name}",
        partial(_write, changed({"N3": Formatted(0.12, "0%"), "N4": Formatted(0.07, "0%")})),
        _kind,
        cell="N3",
        texts={"N3": "12 %", "N4": "7 %"},
    )
    _case(
        f"rounded_{_name}",
        partial(_write, changed({"N3": Formatted(12.38, "0.0"), "N4": Formatted(12.5, "0.0")})),
        _kind,
        "ANZEIGE_GERUNDET",
        cell="N3",
        texts={"N3": "12,38", "N4": "12,5"},
    )
    _case(
        f"percent_rounded_{_name}",
        partial(_write, changed({"N4": Formatted(0.1234, "0%")})),
        _kind,
        "ANZEIGE_GERUNDET",
        cell="N4",
        texts={"N4": "12,34 %"},
    )
    _case(
        f"count_turned_into_a_date_{_name}",
        partial(_write, changed({"M3": date(2022, 11, 3)})),
        _kind,
        cell="M3",
        texts={"M3": "03.11.2022"},
    )
    _case(
        f"date_with_time_{_name}",
        partial(_write, changed({"S3": datetime(2022, 12, 31, 14, 30)})),
        _kind,
        cell="S3",
        texts={"S3": "31.12.2022 14:30"},
    )
    _case(
        f"truth_values_and_zeros_{_name}",
        partial(_write, changed({"S2": True, "S3": False, "M3": 0, "N3": -0.0, "M4": None})),
        _kind,
        cell="S2",
        texts={"S2": "WAHR", "S3": "FALSCH", "M3": "0", "N3": "0", "M4": ""},
    )
    _case(
        f"texts_as_they_are_{_name}",
        partial(
            _write, changed({"S2": "'05916000", "S3": "zwei\nZeilen", "S4": " Rand ", "S5": "=1+1", "N5": "1.234"})
        ),
        _kind,
        cell="S2",
        texts={"S2": "'05916000", "S3": "zwei\nZeilen", "S4": " Rand ", "S5": "=1+1", "N5": "1.234"},
    )
    _case(
        f"text_of_the_greatest_length_{_name}",
        partial(_write, changed({"S2": "x" * 32_767, "S3": "x" * 32_766})),
        _kind,
        cell="S2",
        texts={"S2": "x" * 32_767, "S3": "x" * 32_766},
    )
    _case(
        f"error_pasted_as_text_{_name}",
        partial(_write, changed({"M4": "#BEZUG!"})),
        _kind,
        "ZELLE_FEHLERWERT",
        cell="M4",
        texts={"M4": "#BEZUG!"},
    )
    _case(
        f"header_further_down_{_name}",
        partial(_write, [["Beispieldaten, erfunden"], [], *staff()]),
        _kind,
        cell="A3",
        texts={"A3": "ags", "M5": "30"},
    )

# --- Formulas: errors, no result, old results
for _error in ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"):
    _case(
        f"error_{_error.strip('#!?').replace('/', '').lower()}",
        partial(lambda error: raw_xlsx(raw_rows(staff()).replace(
            '<c r="M3"><v>30</v></c>', f'<c r="M3" t="e"><f>A1/0</f><v>{error}</v></c>')), _error),
        "xlsx",
        "ZELLE_FEHLERWERT",
        cell="M3",
        texts={"M3": _error},
    )  # fmt: skip
for _error in ("#NV", "#WERT!", "Err:502"):
    _case(
        f"german_error_{_error.strip('#!').replace(':', '').lower()}",
        partial(by_openpyxl, changed({"N2": _error})),
        "xlsx",
        "ZELLE_FEHLERWERT",
        cell="N2",
    )


def _formula(xml: str) -> Callable[[], bytes]:
    """M3 with other XML: the count 30 becomes a formula."""
    return lambda: raw_xlsx(raw_rows(staff()).replace('<c r="M3"><v>30</v></c>', xml))


_case(
    "formula_without_result",
    _with(lambda sheet: sheet.__setitem__("M3", "=10+20")),
    "xlsx",
    "FORMEL_OHNE_WERT",
    cell="M3",
)
_case("formula_with_empty_value", _formula('<c r="M3"><f>10+20</f><v/></c>'), "xlsx", "FORMEL_OHNE_WERT", cell="M3")
_case("formula_with_result", _formula('<c r="M3"><f>10+20</f><v>30</v></c>'), "xlsx", cell="M3", texts={"M3": "30"})
_case("formula_with_text", _formula('<c r="M3" t="str"><f>"a"</f><v>a</v></c>'), "xlsx", cell="M3", texts={"M3": "a"})
_case(
    "formula_with_empty_text", _formula('<c r="M3" t="str"><f>""</f><v></v></c>'), "xlsx", cell="M3", texts={"M3": ""}
)
_case(
    "formula_never_calculated",
    partial(by_xlsxwriter, staff(), lambda book: book.get_worksheet_by_name(SHEET).write_formula("M3", "=10+20")),
    "xlsx",
    "FORMEL_UNGERECHNET",
    cell="M3",
)


def _ods(cell: str = "", attributes: str = "", inside: str = "", **more: Any) -> Callable[[], bytes]:
    """ODS in which one cell has other XML."""
    raw = {cell: f"<table:table-cell {attributes}>{inside}</table:table-cell>"} if cell else {}
    return partial(by_hand_ods, staff(), raw | more.pop("raw", {}), **more)


_ERROR_ATTRIBUTES = (
    'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"'
)
_NUMBER = 'office:value-type="float" office:value='
for _name, _attributes, _inside, _code, _text in [
    ("ods_error", _ERROR_ATTRIBUTES, "<text:p>#DIV/0!</text:p>", "ZELLE_FEHLERWERT", "#DIV/0!"),
    ("ods_old_error", f'table:formula="of:=X" {_NUMBER}"0"', "<text:p>Err:502</text:p>", "ZELLE_FEHLERWERT", "Err:502"),
    ("ods_formula_without_result", 'table:formula="of:=10+20"', "", "FORMEL_OHNE_WERT", ""),
]:
    _case(_name, _ods("M3", _attributes, _inside), "ods", _code, cell="M3", texts={"M3": _text})
_case(
    "ods_formula_with_empty_text",
    _ods("M3", 'table:formula="of:=A99"', "<text:p/>"),
    "ods",
    cell="M3",
    texts={"M3": ""},
)


def _xls(change: Callable[[Any], object]) -> Callable[[], bytes]:
    return lambda: by_xlwt(staff(), lambda book: change(book.get_sheet(0)))


_case("xls_error", _xls(lambda sheet: sheet.row(2).set_cell_error(12, "#DIV/0!")), "xls", "ZELLE_FEHLERWERT", cell="M3",
    texts={"M3": "#DIV/0!"})  # fmt: skip


def _xls_formula(sheet: Any) -> None:
    import xlwt

    sheet.write(2, 12, xlwt.Formula("10+20"))


_case("xls_formula_without_result", _xls(_xls_formula), "xls", "FORMEL_LEER", cell="M3")


# --- Hidden rows, columns and sheets
def _hide_rows(*rows: int) -> Callable[[Any], None]:
    def hide(sheet: Any) -> None:
        for row in rows:
            sheet.row_dimensions[row].hidden = True

    return hide


def _hide_column(sheet: Any) -> None:
    sheet.column_dimensions["N"].hidden = True


def _filter(sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:S5"
    sheet.auto_filter.add_filter_column(11, ["ja"])
    _hide_rows(2, 4, 5)(sheet)


def _filter_buttons(sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:S5"


def _group(sheet: Any) -> None:
    sheet.row_dimensions.group(3, 5, hidden=True)


def _second_sheet(state: str) -> Callable[[Any], None]:
    def add(sheet: Any) -> None:
        other = sheet.parent.create_sheet("alte Zahlen")
        other["A1"] = "ags"
        other.sheet_state = state

    return add


_case("hidden_row", _with(_hide_rows(3)), "xlsx", "ZEILEN_AUSGEBLENDET", texts={"M3": "30"})
_case("hidden_rows", _with(_hide_rows(3, 4, 5)), "xlsx", "ZEILEN_AUSGEBLENDET", texts={"M3": "30", "M5": "20"})
_case(
    "row_without_height",
    lambda: raw_xlsx(raw_rows(staff()).replace('<row r="4">', '<row r="4" ht="0" customHeight="1">')),
    "xlsx",
    "ZEILEN_AUSGEBLENDET",
    texts={"M4": "70"},
)
_case("collapsed_rows", _with(_group), "xlsx", "ZEILEN_AUSGEBLENDET", texts={"M4": "70"})
_case("filtered_rows", _with(_filter), "xlsx", "ZEILEN_AUSGEBLENDET", texts={"M2": "120"})
_case("filter_buttons_only", _with(_filter_buttons), "xlsx")
_case("hidden_empty_rows", _with(_hide_rows(7, 8)), "xlsx")
_case("hidden_column", _with(_hide_column), "xlsx", "SPALTEN_AUSGEBLENDET", cell="N1", texts={"N3": "25,25"})
_case("hidden_sheet", _with(_second_sheet("hidden")), "xlsx", "BLATT_AUSGEBLENDET", sheet="alte Zahlen")
_case("very_hidden_sheet", _with(_second_sheet("veryHidden")), "xlsx", "BLATT_AUSGEBLENDET", sheet="alte Zahlen")
_case("xls_hidden_row", _xls(lambda sheet: setattr(sheet.row(3), "hidden", 1)), "xls", "ZEILEN_AUSGEBLENDET")
_case(
    "xls_hidden_column",
    _xls(lambda sheet: setattr(sheet.col(13), "hidden", 1)),
    "xls",
    "SPALTEN_AUSGEBLENDET",
    cell="N1",
)


def _xls_hidden_sheet(book: Any) -> None:
    other = book.add_sheet("alte Zahlen")
    other.write(0, 0, "ags")
    other.visibility = 1


_case(
    "xls_hidden_sheet", partial(by_xlwt, staff(), _xls_hidden_sheet), "xls", "BLATT_AUSGEBLENDET", sheet="alte Zahlen"
)
_case(
    "ods_hidden_row",
    _ods(row_attributes={3: 'table:visibility="collapse"'}),
    "ods",
    "ZEILEN_AUSGEBLENDET",
    texts={"M3": "30"},
)
_case(
    "ods_filtered_row",
    _ods(row_attributes={4: 'table:visibility="filter"'}),
    "ods",
    "ZEILEN_AUSGEBLENDET",
    texts={"M4": "70"},
)
_N_HIDDEN = '<table:table-column table:number-columns-repeated="13"/><table:table-column table:visibility="collapse"/>'
_case("ods_hidden_column", _ods(columns=_N_HIDDEN), "ods", "SPALTEN_AUSGEBLENDET", cell="N1")
_HIDDEN_SHEET = (
    '<table:table table:name="alte Zahlen" table:style-name="versteckt"><table:table-row>'
    '<table:table-cell office:value-type="string"><text:p>ags</text:p></table:table-cell></table:table-row>'
    "</table:table>"
)
_case("ods_hidden_sheet", _ods(more=_HIDDEN_SHEET), "ods", "BLATT_AUSGEBLENDET", sheet="alte Zahlen")


# --- Merged cells, comments
def _merge(cells: str) -> Callable[[Any], None]:
    return lambda sheet: sheet.merge_cells(cells)


def _title(sheet: Any) -> None:
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Personal der Stadt Herne (Beispieldaten, erfunden)"
    sheet.merge_cells("A1:S2")


def _comment(sheet: Any) -> None:
    sheet["M3"].comment = Comment("geschätzt", "Beispiel")
    sheet["N4"].comment = Comment("ohne Elternzeit", "Beispiel")


def _two_headers(sheet: Any) -> None:
    sheet.insert_rows(1)
    sheet["A1"], sheet["M1"] = "Angaben", "Zahlen"
    sheet.merge_cells("A1:L1")
    sheet.merge_cells("M1:N1")


_case("merged_in_the_body", _with(_merge("M3:M4")), "xlsx", "ZELLEN_VERBUNDEN", cell="M3", texts={"M3": "30", "M4": ""})
_case("merged_across", _with(_merge("M3:N3")), "xlsx", "ZELLEN_VERBUNDEN", cell="M3", texts={"N3": ""})
_case("merged_title", _with(_title), "xlsx", texts={"A3": "ags", "M5": "30"})
_case("merged_header", _with(_two_headers), "xlsx", "ZELLEN_VERBUNDEN", cell="A1", texts={"M2": "anzahl"})
_case("value_below_a_merged_cell", lambda: raw_xlsx(raw_rows(staff()),
    after='<mergeCells count="1"><mergeCell ref="M3:M4"/></mergeCells>'),
    "xlsx", "ZELLE_UNGLEICH", "ZELLEN_VERBUNDEN", cell="M4")  # fmt: skip
_case("xls_merged", _xls(lambda sheet: sheet.merge(2, 3, 12, 12)), "xls", "ZELLEN_VERBUNDEN", cell="M3")
_case(
    "ods_merged",
    _ods("M3", f'{_NUMBER}"30" table:number-rows-spanned="2"', raw={"M4": "<table:covered-table-cell/>"}),
    "ods",
    "ZELLEN_VERBUNDEN",
    cell="M3",
    texts={"M3": "30", "M4": ""},
)
_case("comments", _with(_comment), "xlsx", "ZELLEN_KOMMENTAR", cell="M3", texts={"M3": "30"})
_case(
    "ods_comment",
    _ods(
        "M3", f'{_NUMBER}"30"', "<office:annotation><text:p>geschätzt</text:p></office:annotation><text:p>30</text:p>"
    ),
    "ods",
    "ZELLEN_KOMMENTAR",
    cell="M3",
    texts={"M3": "30"},
)


# --- Dates and displayed numbers
def _epoch_1904(book: openpyxl.Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904


def _xls_1904() -> bytes:
    # 1462 days less: the day on which the other count begins.
    rows = changed({"D2": Formatted(44_742 - 1_462, "DD.MM.YYYY")})
    return by_xlwt(rows, lambda book: setattr(book, "dates_1904", True))


_case("dates_since_1904", partial(by_openpyxl, staff(), _epoch_1904), "xlsx", cell="D2", texts={"D2": "30.06.2022"})
_case("xls_dates_since_1904", _xls_1904, "xls", cell="D2", texts={"D2": "30.06.2022"})
for _serial, _shown in [(60, "28.02.1900"), (30, "30.01.1900"), (0, "00:00")]:
    _case(
        f"number_{_serial}_as_date",
        partial(by_xlsxwriter, changed({"M3": Formatted(_serial, "dd.mm.yyyy")})),
        "xlsx",
        "DATUM_1900",
        cell="M3",
        texts={"M3": _shown},
    )
_case(
    "xls_number_as_date", partial(by_xlwt, changed({"M3": Formatted(30, "DD.MM.YYYY")})), "xls", "DATUM_1900", cell="M3"
)
_case("time_of_day", partial(by_xlsxwriter, changed({"S3": Formatted(0.5, "hh:mm"), "S4": Formatted(1.5, "[h]:mm")})),
    "xlsx", cell="S3", texts={"S3": "12:00", "S4": "36:00"})  # fmt: skip
_case(
    "ods_time",
    _ods("S3", 'office:value-type="time" office:time-value="PT36H00M00S"', "<text:p>36:00</text:p>"),
    "ods",
    cell="S3",
    texts={"S3": "36:00"},
)
_case("negative_date", partial(by_xlsxwriter, changed({"D3": Formatted(-5, "dd.mm.yyyy")})), "xlsx",
    "ZELLE_UNGLEICH", "DATUM_1900", cell="D3")  # fmt: skip
_case("date_after_all_dates", partial(by_xlsxwriter, changed({"D3": Formatted(3_000_000, "dd.mm.yyyy")})), "xlsx",
    "ZELLE_FEHLERWERT", cell="D3")  # fmt: skip
_case("thousands_shown", partial(by_xlsxwriter, changed({"M3": Formatted(364_000, "#,##0,")})), "xlsx",
    "ANZEIGE_GERUNDET", cell="M3", texts={"M3": "364000"})  # fmt: skip
_case(
    "ods_thousands_shown",
    _ods("M3", f'{_NUMBER}"364000"', "<text:p>364</text:p>"),
    "ods",
    "ANZEIGE_GERUNDET",
    cell="M3",
    texts={"M3": "364000"},
)
_case("grouped_digits", partial(by_xlsxwriter, changed({"M3": Formatted(364_000, "#,##0")})), "xlsx", cell="M3",
    texts={"M3": "364000"})  # fmt: skip
_case("number_with_unit", partial(by_xlsxwriter, changed({"M3": Formatted(30, '0 "Personen"')})), "xlsx", cell="M3",
    texts={"M3": "30"})  # fmt: skip
_case(
    "great_and_small_numbers",
    lambda: raw_xlsx(raw_rows(changed({"M3": 1e22, "N3": 1e-7, "N4": 0.1 + 0.2}))),
    "xlsx",
    cell="M3",
    texts={"M3": "1" + "0" * 22, "N3": "0,0000001", "N4": "0,30000000000000004"},
)


# --- Odd but whole files
def _swapped_cells() -> bytes:
    xml = raw_rows(staff())
    first = re.search(r'<c r="L3".*?</c>', xml).group()
    second = '<c r="M3"><v>30</v></c>'
    return raw_xlsx(xml.replace(first + second, second + first))


def _swapped_rows() -> bytes:
    rows = re.findall(r"<row .*?</row>", raw_rows(staff()))
    return raw_xlsx("".join([rows[0], rows[3], rows[1], rows[2], rows[4]]))


def _without_references() -> bytes:
    return raw_xlsx(re.sub(r' r="[A-Z]*\d+"', "", raw_rows(staff())))


def _rich_text(book: xlsxwriter.Workbook) -> None:
    bold = book.add_format({"bold": True})
    book.get_worksheet_by_name(SHEET).write_rich_string("S3", "halb ", bold, "fett", " halb")


def _chart(book: xlsxwriter.Workbook) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"={SHEET}!$M$2:$M$5"})
    book.add_chartsheet("Bild").set_chart(chart)


_case(
    "dimension_too_small",
    lambda: raw_xlsx(raw_rows(staff()), '<dimension ref="A1"/>'),
    "xlsx",
    cell="M3",
    texts={"M3": "30"},
)
_case("dimension_too_large", lambda: raw_xlsx(raw_rows(staff()), '<dimension ref="A1:XFD1048576"/>'), "xlsx", cell="M3",
    texts={"M3": "30"})  # fmt: skip
_case("cells_out_of_order", _swapped_cells, "xlsx", cell="M3", texts={"L3": "ja", "M3": "30"})
_case("rows_out_of_order", _swapped_rows, "xlsx", cell="M3", texts={"M3": "30", "M4": "70"})
_case("cells_without_references", _without_references, "xlsx", cell="M3", texts={"M3": "30", "M5": "20"})
_case("inline_texts", lambda: raw_xlsx(raw_rows(staff())), "xlsx", cell="L3", texts={"L3": "ja"})
_case("rich_text", partial(by_xlsxwriter, staff(), _rich_text), "xlsx", cell="S3", texts={"S3": "halb fett halb"})
_case("sheet_with_a_chart_only", partial(by_xlsxwriter, staff(), _chart), "xlsx", texts={"M3": "30"})
_case("table_not_in_the_corner", lambda: by_openpyxl([[], *([None, None, *row] for row in staff())]), "xlsx", cell="O4",
    texts={"O4": "30"})  # fmt: skip
_case("empty_sheet", partial(by_openpyxl, []), "xlsx")
_case("number_that_two_programs_read_differently", _formula('<c r="M3"><v>12345678901234567</v></c>'), "xlsx",
    "ZELLE_UNGLEICH", cell="M3")  # fmt: skip
_case("ods_repeated_cells", lambda: ods_of(f'<table:table table:name="{SHEET}"><table:table-row'
    ' table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2" office:value-type="float"'
    ' office:value="7"><text:p>7</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/>'
    '</table:table-row><table:table-row table:number-rows-repeated="1048573"><table:table-cell'
    ' table:number-columns-repeated="16384"/></table:table-row></table:table>'), "ods", cell="B3",
    texts={"A1": "7", "B3": "7"})  # fmt: skip
_case(
    "ods_value_and_text_differ",
    _ods("M3", f'{_NUMBER}"30"', "<text:p>31</text:p>"),
    "ods",
    "ANZEIGE_GERUNDET",
    cell="M3",
    texts={"M3": "30"},
)


# --- Read by one reader only: too large, or written so that only one opens it
_ONE = "NUR_EINFACH_GELESEN"
_STYLES = ("General", "0%", "00000000", "dd.mm.yyyy")
_M3 = '<c r="M3"><v>30</v></c>'


def _large(count: str) -> bytes:
    """More cells than are read twice, row for row the same; M3 has its own XML."""
    header, first, *_ = re.findall(r"<row .*?</row>", raw_rows(changed({"D2": "30.06.2022"})))
    rows = [re.sub(r'(r="[A-Z]*)2"', rf'\g<1>{number}"', first) for number in range(2, 10_600)]
    return raw_xlsx(header + "".join(rows).replace('<c r="M3"><v>120</v></c>', count))


def _for_one(old: str = _M3, new: str = _M3, **more: str) -> Callable[[], bytes]:
    """An empty fill colour, as other programs write it: openpyxl does not open the file."""

    def write() -> bytes:
        rows = raw_rows(staff())
        assert old in rows
        content = raw_xlsx(rows.replace(old, new), styles=_STYLES, **more)
        return patched(content, "xl/styles.xml", lambda xml: xml.replace(b"<fill><patternFill/></fill>", b"<fill/>"))

    return write


def _strict(content: bytes) -> bytes:
    """As Excel saves "Strict Open XML": the same under other names."""
    for part in (
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
    ):
        content = patched(
            content,
            part,
            lambda xml: re.sub(
                rb"http://schemas.openxmlformats.org/(spreadsheetml|officeDocument)/2006/",
                rb"http://purl.oclc.org/ooxml/\1/",
                xml,
            ),
        )
    return content


_AGS = '<c r="A3" t="inlineStr"><is><t>05916000</t></is></c>'
_MERGED = '<mergeCells count="1"><mergeCell ref="M3:M4"/></mergeCells>'
_ERROR_CELL = '<c r="M3" t="e"><v>#DIV/0!</v></c>'
_case("large", partial(_large, _M3), "xlsx", _ONE, sheet="", texts={"M3": "30", "M4": "120"})
_case("large_with_error", partial(_large, _ERROR_CELL), "xlsx", "ZELLE_FEHLERWERT", _ONE, cell="M3")
_case("one_reader", _for_one(), "xlsx", _ONE, sheet="", texts={"M3": "30", "L3": "ja"})
for _name, _new, _codes, _text in [
    ("error", _ERROR_CELL, ["ZELLE_FEHLERWERT"], "#DIV/0!"),
    ("formula", '<c r="M3"><f>1+1</f></c>', ["FORMEL_OHNE_WERT"], ""),
    ("formula_with_result", '<c r="M3"><f>10+20</f><v>30</v></c>', [], "30"),
    ("percent", '<c r="M3" s="1"><v>0.12</v></c>', [], "12 %"),
    ("rounded_percent", '<c r="M3" s="1"><v>0.1234</v></c>', ["ANZEIGE_GERUNDET"], "12,34 %"),
    ("date", '<c r="M3" s="3"><v>44742</v></c>', [], "30.06.2022"),
    ("truth_value", '<c r="M3" t="b"><v>1</v></c>', [], "WAHR"),
]:
    _case(f"one_reader_{_name}", _for_one(new=_new), "xlsx", _ONE, *_codes, sheet=SHEET if _codes else "",
        cell="M3" if _codes else "", texts={"M3": _text})  # fmt: skip
_case(
    "one_reader_ags_as_number",
    _for_one(_AGS, '<c r="A3" s="2"><v>5916000</v></c>'),
    "xlsx",
    _ONE,
    sheet="",
    texts={"A3": "05916000"},
)
_case("strict_open_xml", lambda: _strict(raw_xlsx(raw_rows(staff()))), "xlsx", _ONE, sheet="", texts={"M3": "30"})
_case("one_reader_hidden_row", _for_one('<row r="3">', '<row r="3" hidden="1">'), "xlsx", "ZEILEN_AUSGEBLENDET", _ONE)
_case(
    "one_reader_hidden_column",
    _for_one(before='<cols><col min="14" max="14" hidden="1"/></cols>'),
    "xlsx",
    "SPALTEN_AUSGEBLENDET",
    _ONE,
    cell="N1",
)
_case("one_reader_merged_cells", _for_one(_M3, after=_MERGED), "xlsx", "ZELLEN_VERBUNDEN", _ONE, cell="M3")
_case("one_reader_broken_number", _for_one(new='<c r="M3"><v>3O</v></c>'), "xlsx", "MAPPE_BESCHAEDIGT", sheet="")


# --- Tables that end where a sheet ends
def _last_row(number: int) -> bytes:
    # Few columns: a sheet of so many cells is refused before it is read.
    rows = [row[:2] for row in staff()]
    return raw_xlsx(f'{raw_rows(rows)}<row r="{number}"><c r="A{number}"><v>1</v></c></row>')


_case("last_row_of_xlsx", partial(_last_row, 1_048_576), "xlsx", texts={"A1048576": "1"})
_case("last_row_of_xls_in_xlsx", partial(_last_row, 65_536), "xlsx", texts={"A65536": "1"})
_case("last_row_of_xls", _xls(lambda sheet: sheet.write(65_535, 0, 1)), "xls", texts={"A65536": "1"})


# --- Damaged files
def _without(part: str) -> Callable[[], bytes]:
    return lambda: patched(by_xlsxwriter(staff()), part, lambda xml: None)


def _broken(part: str, old: bytes, new: bytes) -> Callable[[], bytes]:
    def change(xml: bytes) -> bytes:
        assert old in xml
        return xml.replace(old, new)

    return lambda: patched(by_xlsxwriter(staff()), part, change)


def _cut(write: Callable[..., bytes], part: float) -> Callable[[], bytes]:
    def cut() -> bytes:
        content = write(staff())
        return content[: int(len(content) * part)]

    return cut


_DAMAGED = {
    "cell_stored_twice": ("xlsx", _formula('<c r="M3"><v>30</v></c><c r="M3"><v>31</v></c>')),
    "cell_in_another_row": ("xlsx", _formula('<c r="M4"><v>30</v></c>')),
    "cell_stored_twice_beside_merged_cells": (
        "xlsx",
        lambda: raw_xlsx(raw_rows(staff()) + '<row r="9"><c r="A9"><v>1</v></c><c r="A9"><v>2</v></c></row>',
            after='<mergeCells count="1"><mergeCell ref="A11:S12"/></mergeCells>')),
    "without_sheet": ("xlsx", _without("xl/worksheets/sheet1.xml")),
    "without_workbook": ("xlsx", _without("xl/workbook.xml")),
    "without_workbook_relations": ("xlsx", _without("xl/_rels/workbook.xml.rels")),
    "without_package_relations": ("xlsx", _without("_rels/.rels")),
    "without_shared_texts": ("xlsx", _without("xl/sharedStrings.xml")),
    "relation_to_nowhere": ("xlsx", _broken("xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml")),
    "sheet_cut_off": ("xlsx", _broken("xl/worksheets/sheet1.xml", b"</worksheet>", b"")),
    "shared_text_that_is_not_there": ("xlsx", lambda: sheet_xml(by_xlsxwriter(staff()), "<v>3</v>", "<v>999</v>")),
    "style_that_is_not_there": ("xlsx", lambda: sheet_xml(by_xlsxwriter(staff()), ' s="1"', ' s="99"')),
    "letters_where_a_number_must_be": ("xlsx", lambda: sheet_xml(by_xlsxwriter(staff()), "<v>30</v>", "<v>3O</v>")),
    "cut_off": ("xlsx", _cut(by_openpyxl, 0.7)),
    "ods_cut_off": ("ods", _cut(by_hand_ods, 0.7)),
    "ods_without_content": ("ods", lambda: patched(by_hand_ods(staff()), "content.xml", lambda xml: None)),
    "ods_broken_xml": ("ods", lambda: patched(by_hand_ods(staff()), "content.xml", lambda xml: xml[:-40])),
    # The first reader would never come back from this one.
    "ods_not_utf8": ("ods", lambda: patched(by_hand_ods(staff()), "content.xml",
        lambda xml: xml.replace(b"insgesamt", b"insges\xdamt"))),
    "ods_letters_in_a_number": ("ods", lambda: patched(by_hand_ods(staff()), "content.xml",
        lambda xml: xml.replace(b'office:value="30"', b'office:value="3O"'))),
    "xls_cut_off": ("xls", _cut(by_xlwt, 0.5)),
    "xls_without_content": ("xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
    "zip_of_something_else": ("xlsx", lambda: zipped({"brief.txt": "Guten Tag"})),
}  # fmt: skip
for _name, (_kind, _content) in _DAMAGED.items():
    _case(f"damaged_{_name}", _content, _kind, "MAPPE_BESCHAEDIGT", sheet="")
