"""Made tables of a city: the set of printed tables that protection is measured with."""

from benchmarks.made_tables import SET_A, SET_B, made_city


def test_set_a_has_300_cells_a_city_and_set_b_444_and_a_seed_says_which_city():
    for tables, size in ((SET_A, 300), (SET_B, 444)):
        cells, upper = made_city(1, tables)
        assert len(cells.names) == len(upper) == size
        assert (cells.values == made_city(1, tables)[0].values).all()
        assert cells.primary.any() and (cells.values[cells.primary] + upper[cells.primary] == 5).all()
