"""What an answer says, before it gets a shape: the delivery, its findings, the rules they come from.

Belongs here: one object that page, lists and marked copy are made of, and the sentences for every state. Not here: the
shapes themselves (the modules beside this one).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from reports.feedback.text import visible
from reports.numbers import german_date
from schemas.deliveries import ACCEPTED_STATES, State
from schemas.findings import Severity

OFFICE = "Netzwerkbüro der Interkulturellen Städteregion"
TEXTS = ["code", "severity", "sheet", "column", "cell", "value", "expected", "message"]
SEVERITIES = list(Severity)


@dataclass(frozen=True)
class Verdict:
    """A state in one sentence, and what the city does now; `{until}` is filled with the date, if there is one."""

    sentence: str
    todo: str


_NOT_YET = Verdict(
    "Die Lieferung ist eingegangen und noch nicht geprüft.",
    "Sie müssen nichts tun. Der Prüfbericht folgt.",
)
VERDICTS: dict[str, Verdict] = {
    State.ARCHIVED: _NOT_YET,
    State.IN_CHECK: _NOT_YET,
    State.ACCEPTED: Verdict("Die Lieferung ist angenommen und vollständig übernommen.", "Sie müssen nichts tun."),
    State.ACCEPTED_WITH_HINTS: Verdict(
        "Die Lieferung ist angenommen und vollständig übernommen; etwas ist aufgefallen.",
        "Bitte lesen Sie die Befunde unten. Stimmt alles, müssen Sie nichts tun. Sonst legen Sie die berichtigte Datei "
        "unter demselben Namen wieder in Ihren Ordner.",
    ),
    State.QUERY: Verdict(
        "Die Lieferung wartet auf Ihre Antwort; bis dahin ist nichts daraus übernommen.",
        "Bitte sehen Sie sich die Rückfragen unten an{until}. Ist eine Angabe falsch, berichtigen Sie Ihre Datei und "
        "legen Sie sie ganz und unter demselben Namen wieder in Ihren Ordner. Ist die Angabe richtig, nennen Sie dem "
        "Netzwerkbüro den Grund, mit Empfangsnummer und Code. Was früher angenommen wurde, gilt weiter.",
    ),
    State.REFUSED: Verdict(
        "Die Lieferung ist als Ganzes abgewiesen; nichts daraus ist übernommen.",
        "Bitte berichtigen Sie die Fehler unten in Ihrer eigenen Datei und legen Sie sie ganz und unter demselben "
        "Namen wieder in Ihren Ordner{until}. Was früher angenommen wurde, gilt weiter.",
    ),
    State.DUPLICATE: Verdict(
        "Dieselbe Datei liegt schon vor; sie wird nicht noch einmal geprüft.", "Sie müssen nichts tun."
    ),
    State.QUARANTINE: Verdict(
        "Die Datei ließ sich nicht prüfen; nichts daraus ist übernommen.",
        "Sie müssen vorerst nichts tun: Das Netzwerkbüro kümmert sich. Was früher angenommen wurde, gilt weiter.",
    ),
    State.REPLACED: Verdict("Die Lieferung ist durch eine neuere ersetzt.", "Sie müssen nichts tun."),
    State.WITHDRAWN: Verdict("Die Lieferung ist auf Wunsch der Stadt zurückgezogen.", "Sie müssen nichts tun."),
}
# A trial is checked like a delivery, but nothing follows from it.
_TRIALS: dict[str, str] = {
    State.ACCEPTED: "Probe: Diese Datei würde angenommen.",
    State.ACCEPTED_WITH_HINTS: "Probe: Diese Datei würde angenommen; etwas ist aufgefallen.",
    State.QUERY: "Probe: Zu dieser Datei gäbe es Rückfragen.",
    State.REFUSED: "Probe: Diese Datei würde als Ganzes abgewiesen.",
}
_TRIAL_TODO = (
    "Dies ist das Ergebnis einer Probe: Nichts ist gespeichert, nichts gilt als geliefert. Ist die Datei fertig, legen "
    "Sie sie bitte in den Ordner Ihrer Stadt, nicht in dessen Unterordner test."
)


@dataclass(frozen=True)
class Report:
    """An answer. `delivery`: a row of the register (schemas.deliveries.Delivery), its texts visible.

    `findings`: columns number, row and those of TEXTS, in the order of the file. `rules`: every finding code there is
    (columns code, step, severity, message, help). `unchecked`: code → why this rule was not evaluated. `city`, `form`
    and the labels (code → German word) are words for readers. `until`: ISO date of the deadline, or "". `files`: what
    lies beside the page, file name → what it is. `no_copy`: why there is no marked copy, or "". `trial`: only a
    rehearsal.
    """

    delivery: Mapping[str, Any]
    findings: pd.DataFrame
    rules: pd.DataFrame
    unchecked: Mapping[str, str]
    city: str
    form: str
    state_label: str
    severity_labels: Mapping[str, str]
    software: str
    until: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    no_copy: str = ""
    trial: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the delivery counts now, or did."""
        return self.delivery["state"] in [*ACCEPTED_STATES, State.REPLACED]

    @property
    def verdict(self) -> Verdict:
        """The state in words, the date of the deadline filled in."""
        if self.trial:
            return Verdict(_TRIALS.get(self.delivery["state"], "Diese Datei ließe sich nicht prüfen."), _TRIAL_TODO)
        verdict = VERDICTS[self.delivery["state"]]
        until = f" – bis zum {german_date(self.until)}" if self.until else ""
        return replace(verdict, todo=verdict.todo.format(until=until))

    def counted(self) -> dict[str, int]:
        """Severity → number of findings, the worst first; severities without findings are left out."""
        counts = self.findings["severity"].value_counts()
        return {severity: int(counts[severity]) for severity in SEVERITIES if severity in counts}

    def groups(self) -> list[tuple[dict[str, str], pd.DataFrame]]:
        """The findings of each code with its rule: the worst severity first, then in the order of the check.

        `severity` of the rule is that of these findings; `usual` the catalogue's, before a city gave its reason.
        """
        rules = {str(rule["code"]): rule for rule in self.rules.to_dict(orient="records")}
        order = {code: place for place, code in enumerate(rules)}
        groups = []
        for (severity, code), found in self.findings.groupby(["severity", "code"], sort=False):
            unknown = {"code": code, "step": "", "severity": severity, "message": code, "help": ""}
            rule = {**unknown, **rules.get(code, {})}
            groups.append(({**rule, "severity": severity, "usual": rule["severity"]}, found))
        groups.sort(
            key=lambda one: (SEVERITIES.index(Severity(one[0]["severity"])), order.get(one[0]["code"], len(order)))
        )
        return groups


def seen(delivery: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the register with every text visible and nothing missing but as an empty text."""
    row = dict.fromkeys(["number", "arrived", "replaces", "rule_set", "forms"], "") | dict(delivery)
    return {
        name: "" if pd.isna(value) else visible(value) if isinstance(value, str) else value
        for name, value in row.items()
    }


def seen_findings(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings with every text visible; a column nobody filled is empty. Each distinct text is looked at once."""
    columns = {"number": findings["number"], "row": findings["row"]}
    for name in TEXTS:
        texts = findings[name].fillna("") if name in findings else pd.Series("", index=findings.index, dtype=object)
        columns[name] = texts.map({text: visible(text) for text in texts.unique()})
    return pd.DataFrame(columns)


def title_of(message: str) -> str:
    """The first sentence of a catalogue entry, its places left open: „…“ ist keine Zahl."""
    return title_and_rest(message)[0]


def title_and_rest(message: str) -> tuple[str, str]:
    """The first sentence of a catalogue entry and what follows it, the places left open."""
    title, _, rest = re.sub(r"(?<=[.?!])\s", "\n", re.sub(r"\{\w+\}", "…", message), count=1).partition("\n")
    return title.replace("….", "…"), rest.replace("….", "…")
