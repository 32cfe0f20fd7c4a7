"""A workbook read by two independent readers and compared cell by cell, as text.

Belongs here: XLSX, ODS and XLS from bytes to one Grid a visible sheet. Not here: comparing (two_readings.py), whether
the file is sound and how large it may be (preflight.py), where its table begins (locate.py). Whoever calls this calls
it in a child process with limits: the libraries can fill the memory or die.
"""

import io
from collections.abc import Callable, Collection, Iterator
from importlib import import_module
from typing import Any

from assets.deliveries.findings import finding
from assets.deliveries.reading.containers import Damaged
from assets.deliveries.reading.grid import Grid
from assets.deliveries.reading.second_sheet import SecondSheet
from assets.deliveries.reading.two_readings import compared
from schemas.findings import Finding

_SecondReader = Callable[[bytes, Collection[str]], Iterator[SecondSheet]]


def read_sheets(content: bytes, kind: str) -> tuple[list[Grid], list[Finding]]:
    """The visible sheets of a workbook in its order, and the findings about the file as a whole.

    `kind` is xlsx, ods or xls. A damaged file ends in a finding; raises only MemoryError and what signals raise.
    """
    try:
        return _read(content, kind)
    except BaseException as error:
        # The readers raise anything, and where calamine panics even what is no Exception.
        if isinstance(error, MemoryError | KeyboardInterrupt | SystemExit):
            raise
        if type(error).__name__ == "PasswordError":
            return [], [finding("DATEI_KENNWORT")]
        reason = str(error) if isinstance(error, Damaged) else f"nicht lesbar: {type(error).__name__}"
        return [], [finding("MAPPE_BESCHAEDIGT", value=reason)]


def _read(content: bytes, kind: str) -> tuple[list[Grid], list[Finding]]:
    # The libraries take a moment to load: a CSV file must not wait for them.
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    if kind == "ods":
        from assets.deliveries.reading.second_ods import require_xml

        require_xml(content)
    book = load_workbook(io.BytesIO(content))
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
    hidden = [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible]
    grids: dict[str, Grid] = {}
    single = ""
    for second in _second_reader(kind)(content, visible):
        if second.hidden:
            hidden.append(second.name)
            continue
        first = book.get_sheet_by_name(second.name)
        if second.single:
            single = second.single
            second.merged.extend((*start, *end) for start, end in first.merged_cell_ranges or [])
        rows: list[list[Any]] = first.to_python(skip_empty_area=False)
        grids[second.name] = compared(rows, second, serial_dates=kind != "ods")
    lost = [name for name in visible if name not in grids and name not in hidden]
    if lost:
        return [], [finding("MAPPE_BESCHAEDIGT", value=f"Blatt „{lost[0]}“ fehlt")]
    findings = [finding("NUR_EINFACH_GELESEN", value=single)] if single else []
    named = [name for name in hidden if book.get_sheet_by_name(name).height]
    findings += [finding("BLATT_AUSGEBLENDET", value=name, sheet=name) for name in named]
    return [grids[name] for name in visible if name in grids], findings


def _second_reader(kind: str) -> _SecondReader:
    reader: _SecondReader = import_module(f"assets.deliveries.reading.second_{kind}").second_sheets
    return reader
