"""What a command may be asked for: a city by any of its names, a reporting year there is.

Belongs here: the words of a command line → what is meant, or the German sentence why not. Not here: the commands.
"""

import typer

from assets.reference.seeds import Reference


def chosen_city(said: str, reference: Reference) -> str:
    """The AGS of a city said by folder name, name or AGS. Raises BadParameter naming what is possible."""
    known = {word.lower(): ags for words in (reference.slugs, reference.names) for ags, word in words.items()}
    known |= {ags: ags for ags in reference.names}
    if said.strip().lower() not in known:
        slugs = ", ".join(sorted(reference.slugs.values()))
        raise typer.BadParameter(f"Die Stadt „{said}“ gibt es nicht. Möglich: {slugs}.")
    return known[said.strip().lower()]


def chosen_year(year: int, reference: Reference) -> int:
    """The year, if it is a reporting year. Raises BadParameter naming the first and the last."""
    years = reference.reporting_years["year"]
    if year not in set(years):
        raise typer.BadParameter(f"{year} ist kein Berichtsjahr. Möglich: {years.min()} bis {years.max()}.")
    return year
