"""How the figures come about: how they are counted, how sure that is, what is compared, and what the signs mean.

Belongs here: the rules of the seeds as tables. Not here: who is counted (terms.py), protection in detail (quality.py).
"""

import pandas as pd

from assets.editions.content import Content
from assets.editions.pages.page import Page
from assets.editions.pages.terms import breaks, definitions, exceptions
from assets.editions.pages.text_table import text_table
from reports.languages import N_
from reports.spec import Column, TableSpec

# The rules that the computation of published figures uses; those of the intake concern the cities.
RULES = {
    "population_max_months": N_("So weit dürfen die Stichtage zweier Anteile auseinanderliegen"),
    "grade_b_response": N_("Ab diesem Rücklauf hat eine Befragung die Güte B"),
    "grade_c_response": N_("Ab diesem Rücklauf hat eine Befragung die Güte C"),
    "verdict_gap": N_("Ab dieser Lücke kann von unter oder über Parität die Rede sein"),
    "verdict_persons": N_("Und ab so vielen Personen"),
    "trend_years": N_("So viele vergleichbare Jahre braucht eine Veränderung je Jahr"),
    "trend_marker_years": N_("Ab so vielen Jahren wird eine Richtung genannt"),
    "trend_largest_hole": N_("So weit dürfen zwei Angaben einer Reihe auseinanderliegen"),
    "network_years": N_("So alt darf eine Zahl in den Werten des Netzwerks sein"),
    "network_cities": N_("So viele Städte braucht ein Wert des Netzwerks"),
}
# The units of these as they are said of one.
_ONE = {
    "population_max_months": N_("Monat"),
    "verdict_gap": N_("Prozentpunkt"),
    "verdict_persons": N_("Person"),
    "trend_years": N_("Jahr"),
    "trend_marker_years": N_("Jahr"),
    "trend_largest_hole": N_("Jahr"),
    "network_years": N_("Jahr"),
    "network_cities": N_("Stadt"),
}
_SHARES = ["grade_b_response", "grade_c_response"]
INTERVALS = {
    "none": N_("keiner, es ist eine Vollerhebung"),
    "finite": N_("ja, mit Korrektur für die Zahl der Beschäftigten"),
    "binomial": N_("ja, ohne Korrektur"),
    "unknown": N_("nicht berechenbar"),
}
# Nothing is sampled in a guess either, but nobody has counted everybody.
_NO_SAMPLE = N_("keiner, es ist keine Stichprobe")


def methodology(content: Content) -> Page:
    """The page."""
    reference = content.reference
    methods = reference.labels("method")
    return Page(
        "methodik.html",
        "methodology.html",
        content.language.text("Methodik"),
        {
            "definitions": definitions(content),
            "exceptions": exceptions(content),
            "breaks": breaks(content),
            "methods": methods_table(content),
            "rules": rules(content),
            "signs": signs_table(content),
            "procedure": reference.procedure_words(content.year),
            "sources": [methods[one.strip()] for one in reference.rule("population_source_order").split(">")],
        },
    )


def methods_table(content: Content) -> TableSpec:
    """How figures are obtained, which grade that gives, and whether there is an interval of chance."""
    _ = content.language.text
    return text_table(
        content,
        "erhebungsarten",
        _("Erhebungsarten und ihre Güte"),
        [
            Column("art", _("Erhebungsart")),
            Column("guete", _("Güte")),
            Column("bereich", _("95-Prozent-Bereich")),
            Column("hinweis", _("Hinweis"), "wide"),
        ],
        [
            (
                one["label"],
                _("nach Rücklauf") if one["grade"] == "response" else one["grade"],
                _(_NO_SAMPLE) if one["interval"] == "none" and one["grade"] != "A" else _(INTERVALS[one["interval"]]),
                one["note"],
            )
            for one in content.reference.methods.to_dict(orient="records")
        ],
    )


def rules(content: Content) -> TableSpec:
    """The thresholds of the computation, as the seed has them, with the reason for each."""
    _, known = content.language.text, content.reference.rules.set_index("rule")
    return text_table(
        content,
        "regeln",
        _("Schwellen, mit denen gerechnet wird"),
        [Column("regel", _("Regel"), "wide"), Column("wert", _("Wert")), Column("warum", _("Warum"), "wide")],
        [(_(words), _value(rule, known.loc[rule], content), known.at[rule, "reason"]) for rule, words in RULES.items()],
    )


def signs_table(content: Content) -> TableSpec:
    """Every status there is: its sign on pages, its words, its codes in the files."""
    _ = content.language.text
    return text_table(
        content,
        "zeichen",
        _("Zeichen und Wörter an der Stelle einer Zahl"),
        [
            Column("wort", _("Wort")),
            Column("zeichen", _("Zeichen auf den Seiten")),
            Column("status", _("Status in den Dateien")),
            Column("sdmx", _("Kürzel nach SDMX")),
        ],
        [
            (one["label"], one["sign"] or _("keines"), one["code"], f"{one['obs_status']}, {one['conf_status']}")
            for one in content.reference.statuses.to_dict(orient="records")
        ],
        note=_("Nichts davon ist eine Null: Eine echte Null hat ihr eigenes Zeichen."),
    )


def _value(name: str, rule: pd.Series, content: Content) -> str:
    """The value of a rule with its unit, which the seed has in the language of the page; of one thing the singular."""
    _, value = content.language.text, float(rule["value"])
    if name in _SHARES:
        return _("{share} Prozent der Befragten", share=content.language.number(100 * value))
    decimals = len(str(rule["value"]).partition(".")[2])
    unit = _(_ONE[name]) if value == 1 else rule["unit"]
    return f"{content.language.number(value, decimals)} {unit}"
