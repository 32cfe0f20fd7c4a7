"""A large network: every city of a small one again and again under names of their own.

Belongs here: what an edition of it is made from. Not here: what the small one is made from, what becomes of it.
"""

from dataclasses import replace
from string import ascii_lowercase

import pandas as pd

from assets.editions.content import EditionInput

# The digits before the number of a copy: no district of North Rhine-Westphalia has them.
_COPIED = "059"


def many_cities(made_from: EditionInput, copies: int) -> EditionInput:
    """The same with `copies` (at most 99) cities in place of each, invented as networks: same figures, other names."""
    reference = made_from.reference
    cities = reference.cities
    agss = {
        (ags, copy): f"{_COPIED}{at:03d}{copy:02d}" if copy else ags
        for at, ags in enumerate(cities["ags"])
        for copy in range(copies)
    }

    def copied(rows: pd.DataFrame, **also: str) -> pd.DataFrame:
        """Each row once for every copy of its city; columns of `also` get a name of their own."""
        own = rows["ags"].isin(cities["ags"])
        told = [rows]
        for copy in range(1, copies):
            more = rows[own]
            told.append(
                more.assign(
                    ags=[agss[ags, copy] for ags in more["ags"]],
                    **{name: _named(more[name], separator, copy) for name, separator in also.items()},
                )
            )
        return pd.concat(told, ignore_index=True)

    return replace(
        made_from,
        values=copied(made_from.values, receipt="-", receipts="-", population_receipt="-"),
        breakdowns=copied(made_from.breakdowns),
        deliveries=copied(made_from.deliveries, receipt="-"),
        reference=replace(
            reference,
            cities=copied(cities, name=" ", slug="-"),
            memberships=copied(reference.memberships),
        ),
    )


def _named(names: pd.Series, separator: str, copy: int) -> pd.Series:
    letters = ascii_lowercase[copy // 26] + ascii_lowercase[copy % 26]
    return names.where(names.eq(""), names.str.replace("|", f"{separator}{letters}|") + f"{separator}{letters}")
