"""Which rules a delivery was not measured by, because something before them failed. Not fulfilled is not the same here.

Belongs here: the order of the steps of the check and what stops them. Not here: the rules, the findings.
"""

import pandas as pd

from schemas.deliveries import Severity, State

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
    State.DUPLICATE: "dieselbe Datei schon geprüft ist",
    State.QUARANTINE: "die Prüfung abgebrochen ist",
}


def unchecked_rules(state: str, findings: pd.DataFrame, rules: pd.DataFrame) -> dict[str, str]:
    """Code → why this rule was not evaluated, for a delivery in this state with these findings (column code).

    `rules`: columns code, step, severity. Rules with a finding are never among them.
    """
    fired = set(findings["code"])
    reason = next((why for stopped, why in _STATES.items() if stopped == state), "")
    faults = rules[rules["code"].isin(fired) & rules["severity"].eq(Severity.FEHLER)]["step"]
    if reason:
        return {code: reason for code in rules["code"] if code not in fired}
    stopped = next((step for step in _STOPS if (faults == step).any()), "")
    if not stopped:
        return {}
    first, reason = _STOPS[stopped]
    later = rules[rules["step"].isin(STEPS[STEPS.index(first) :])]
    return {code: reason for code in later["code"] if code not in fired}
