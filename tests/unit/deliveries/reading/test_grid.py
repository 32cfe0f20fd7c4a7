"""The names of cells, as the sender's spreadsheet shows them."""

import pytest
from openpyxl.utils import get_column_letter

from assets.deliveries.reading.grid import address, letters


@pytest.mark.parametrize(("row", "column", "name"), [(0, 0, "A1"), (6, 2, "C7"), (0, 25, "Z1"), (9, 26, "AA10")])
def test_a_cell_is_called_as_the_sender_sees_it(row: int, column: int, name: str):
    assert address(row, column) == name


def test_every_column_of_a_sheet_has_the_letters_a_spreadsheet_gives_it():
    assert [letters(column) for column in range(16_384)] == [get_column_letter(one) for one in range(1, 16_385)]
