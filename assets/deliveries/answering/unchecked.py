"""Which rules a delivery was not measured by. Not evaluated is not fulfilled, and the city is told the difference.

Belongs here: what stops the check before a rule, in the order of its steps. Not here: the rules, the findings.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from schemas.deliveries import State
from schemas.findings import Severity

STEPS = ["ort", "datei", "tabelle", "zelle", "zeile", "vergleich"]
# A fault in a step → from which step on nothing is said to be fulfilled, and why. In case of doubt a rule counts as not
# evaluated: another sheet of the same file may have been checked, this one was not.
_STOPS = {
    "ort": ("ort", "die Datei wegen ihres Ortes, ihres Namens oder ihrer Größe nicht gelesen wurde"),
    "datei": ("datei", "die Datei nicht sicher gelesen werden konnte"),
    "tabelle": ("zelle", "die Tabelle nicht sicher gelesen werden konnte"),
    "zelle": ("vergleich", "einzelne Zellen Fehler haben"),
    "zeile": ("vergleich", "einzelne Zeilen Fehler haben"),
}
_STATES = {
    State.DUPLICATE: ("ort", "dieselbe Datei schon geprüft ist"),
    State.QUARANTINE: ("ort", "die Prüfung abgebrochen ist"),
}
_NO_ROWS = ("zelle", "die Lieferung keine Zeilen enthält")
_NOT_KNOWN = ("vergleich", "nicht festgehalten ist, ob es Zahlen zum Vergleichen gab")
_NOTHING_TO_COMPARE = "Zahlen zum Vergleichen fehlen, zum Beispiel die des Vorjahres"


def unchecked_rules(delivery: Mapping[str, Any], findings: pd.DataFrame, rules: pd.DataFrame) -> dict[str, str]:
    """Code → why this rule was not evaluated, in the order of the rules.

    `delivery`: state and rows_read of a row of the register, and `not_evaluated`, the codes that the check itself names
    (joined by |); `findings`: column code; `rules`: columns code, step, severity. A rule with a finding was evaluated.
    """
    fired = set(findings["code"])
    faults = set(rules.loc[rules["code"].isin(fired) & rules["severity"].eq(Severity.FEHLER), "step"])
    stops = [stop for state, stop in _STATES.items() if state == delivery["state"]]
    stops += [stop for step, stop in _STOPS.items() if step in faults]
    stops += [] if delivery["rows_read"] else [_NO_ROWS]
    named = delivery.get("not_evaluated")
    stops += [_NOT_KNOWN] if named is None else []
    reasons = dict.fromkeys(str(named or "").split("|"), _NOTHING_TO_COMPARE)
    for first, reason in reversed(stops):
        later = rules[rules["step"].isin(STEPS[STEPS.index(first) :])]
        reasons |= dict.fromkeys(later["code"], reason)
    return {code: reasons[code] for code in rules["code"] if code in reasons and code not in fired}
