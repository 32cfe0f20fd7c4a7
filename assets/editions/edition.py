"""One edition as files: pages, download, manifest, and their way into the folder whole.

Belongs here: what an edition consists of. Not here: what stands in a table (tables.py), markup (reports/).
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from assets.deliveries.arrival.register import newest_attempts
from assets.editions import tables
from assets.editions.comparison import city_message, compared_rows, comparison, message
from assets.editions.download import breakdowns_csv, network_csv, tidy_csv
from assets.editions.manifest import manifest
from assets.indicators.network import network_values, standing_values
from assets.protection.gate import EditionAudit, audit_edition
from assets.protection.insider import Own
from assets.protection.withheld import Withheld
from assets.reference.seeds import Reference
from reports.numbers import german
from reports.page import render
from reports.table import TableSpec, table_html
from schemas.deliveries import ACCEPTED_STATES, Severity
from schemas.headline import FORM as HEADLINE
from schemas.published import BREAKDOWNS_NAME, CSV_NAME, MANIFEST_NAME, NETWORK_NAME
from schemas.reference import HIDING

# So many leaks are told one by one.
_TOLD = 10


@dataclass(frozen=True)
class EditionInput:
    """Everything an edition is made from; figures are already protected. `earlier`: files of all published editions."""

    year: int
    values: pd.DataFrame
    breakdowns: pd.DataFrame
    deliveries: pd.DataFrame
    findings: pd.DataFrame
    reference_figures: pd.DataFrame
    reference: Reference
    seeds: Mapping[str, str]
    earlier: Sequence[Mapping[str, bytes]] = ()
    # What each city knows of itself, before protection: for the attack from within, never for a page.
    own: Mapping[str, Own] = field(default_factory=dict)


def build_edition(made_from: EditionInput, number: int = 1) -> dict[str, bytes]:
    """The files of an edition: name → content. Same input, same bytes.

    Before it is done it is read and attacked as a stranger would; raises Withheld where that gives somebody away.
    """
    year, reference = made_from.year, made_from.reference
    cities = reference.members(year)
    # Files of nobody and answers that a newer delivery has overtaken are no matter of a publication.
    known = made_from.deliveries[made_from.deliveries["year"].notna() & (made_from.deliveries["year"] <= year)]
    newest = newest_attempts(known)
    found = made_from.findings.merge(newest[["receipt", "ags", "form", "file_name"]], on="receipt")
    found = found[found["severity"] != Severity.INFO].sort_values(["ags", "receipt", "number"])
    # Headline figures are published already; a finding about any other form may quote a group too small to be shown,
    # and so may one about a delivery of which a figure is hidden. Where counts are rounded, none may quote a true one.
    secret = made_from.values.loc[made_from.values["status"].eq("geheim"), "receipts"].str.split("|").explode()
    printable = (found["form"].eq(HEADLINE) | found["sheet"].eq(HEADLINE)) & ~found["receipt"].isin(secret)
    printable &= reference.procedure(year) == HIDING
    kept_back, found = int((~printable).sum()), found[printable]
    rows = compared_rows(made_from.values, cities)
    common = {"year": year, "number": number, "invented": reference.invented}

    def page(template: str, title: str, **more: object) -> bytes:
        return render(template, title=title, **common, **more).encode("utf-8")

    files = {
        "index.html": page(
            "overview.html",
            f"Überblick {year}",
            message=message(rows, len(cities)),
            tables=_html(
                comparison(rows, reference, year),
                tables.trainees(made_from.values, reference, cities),
                tables.census(made_from.values, cities),
            ),
            statuses=_used_statuses(made_from.values, reference),
            csv=CSV_NAME,
        ),
        "vergleichswerte.html": page(
            "references.html",
            f"Vergleichswerte {year}",
            references=table_html(tables.references(made_from.reference_figures, reference, year)),
        ),
        CSV_NAME: tidy_csv(made_from.values, reference),
        BREAKDOWNS_NAME: breakdowns_csv(made_from.breakdowns),
        NETWORK_NAME: network_csv(network_values(standing_values(made_from.values, reference, year), reference, year)),
    }
    for row, city in zip(rows, cities.to_dict(orient="records"), strict=True):
        own = made_from.values[made_from.values["ags"] == city["ags"]]
        about = found[found["ags"] == city["ags"]]
        broken = tables.breakdown_values(own, reference, str(city["name"]))
        files[f"stadt-{city['slug']}.html"] = page(
            "city.html",
            f"{city['name']} {year}",
            city=city,
            message=city_message(row),
            values=table_html(tables.city_values(own, reference, str(city["name"]))),
            breakdowns=table_html(broken) if broken.rows else "",
            findings=about["message"].tolist(),
        )
    audit = audited(files, made_from)
    files["datenqualitaet.html"] = page(
        "quality.html",
        f"Datenqualität {year}",
        completeness=table_html(tables.completeness(known, reference, cities, year)),
        findings=table_html(tables.findings_table(found, reference)) if len(found) else "",
        finding_count=len(found),
        kept_back=kept_back,
        refused=int((~newest["state"].isin(ACCEPTED_STATES)).sum()),
        audit=audit,
        shown=german(audit.published),
        hidden=german(audit.hidden),
        rules=table_html(tables.protection_rules(reference)),
        hiding=reference.procedure(year) == HIDING,
        procedure=reference.procedure_words(year),
        share_base=german(int(reference.protection["share_base"].min())),
        methods=reference.methods.to_dict(orient="records"),
    )
    accepted = known[known["state"].isin(ACCEPTED_STATES)]
    files[MANIFEST_NAME] = manifest(year, number, reference.procedure(year), accepted, made_from.seeds, files)
    return files


def audit_of(
    files: Mapping[str, bytes],
    earlier: Sequence[Mapping[str, bytes]],
    reference: Reference,
    findings: pd.DataFrame,
    own: Mapping[str, Own],
    procedure: str = "",
) -> EditionAudit:
    """The audit of an edition's files together with all that was published before, under the network's own rules.

    `findings` of deliveries are quoted on pages, with numbers that stand in no table. `own` (decisions.own_counts) is
    what each city knows of itself: each of them attacks what is said of several. `procedure`: how the edition
    protects persons, where its manifest is still to be written.
    """
    least = reference.protection[["threshold", "survey_threshold", "share_base"]].min().astype(int)
    return audit_edition(
        files,
        earlier,
        least["threshold"],
        least["share_base"],
        reference,
        own,
        static=set(findings["message"]),
        rounding=procedure,
        surveyed={"BEFRAGUNG": least["survey_threshold"]},
    )


def audited(files: Mapping[str, bytes], made_from: EditionInput) -> EditionAudit:
    """The same of an edition in the making; raises Withheld where there is a leak."""
    reference = made_from.reference
    found = audit_of(
        files, made_from.earlier, reference, made_from.findings, made_from.own, reference.procedure(made_from.year)
    )
    if not found.passed:
        more = f" und {len(found.leaks) - _TOLD} weitere" if len(found.leaks) > _TOLD else ""
        raise Withheld(f"Daraus ließen sich Personen erkennen. {'; '.join(found.leaks[:_TOLD])}{more}.")
    return found


def read_edition(place: Path) -> dict[str, bytes]:
    """The files of an edition in its folder: name → content."""
    return {path.name: path.read_bytes() for path in sorted(place.iterdir())}


def write_edition(files: Mapping[str, bytes], place: Path) -> None:
    """Puts an edition into its folder: a reader finds the old one or the new one, never a mixture.

    A stop between the two renames leaves the old one aside; the next call brings it back before it goes on.
    """
    fresh, old = place.with_name(f".{place.name}.neu"), place.with_name(f".{place.name}.alt")
    if old.exists() and not place.exists():
        old.rename(place)
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, content in files.items():
        (fresh / name).write_bytes(content)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _html(*specs: TableSpec) -> dict[str, str]:
    return {spec.id: table_html(spec) for spec in specs}


def _used_statuses(values: pd.DataFrame, reference: Reference) -> list[dict]:
    used = reference.statuses[reference.statuses["code"].isin(values["status"])]
    return used.to_dict(orient="records")
