"""How an edition is cited and what its licence asks for, ready to copy.

Belongs here: these two texts. Not here: the facts of the publisher (seeds/publisher.csv).
"""

from assets.editions.content import Content
from reports.languages import N_

# What stands in place of a fact that nobody has filled in.
OPEN = N_("Das trägt das Netzwerkbüro ein.")
# What stands beside the licence of a draft.
PROPOSED = N_("Das ist ein Vorschlag; entschieden hat das Netzwerk darüber noch nicht.")


def citation(content: Content) -> str:
    """The citation with edition, version and stage; without a day, so that it is the same for ever."""
    _, facts = content.language.text, content.reference.publisher_facts
    who = facts["citation"] or facts["name"] or _open(content, _("Herausgeber"))
    what = _("Kontrakt „Interkulturelle Städteregion“: Kennzahlen der Städte, Ausgabe {year}", year=content.year)
    parts = [_("Fassung {number}", number=content.number), content.stage, facts["doi"] or address(content)]
    return f"{who}: {what}, " + ", ".join(filter(None, parts)) + "."


def licence_note(content: Content) -> str:
    """The note that dl-de/by-2-0 asks of re-users: who provides the data, the licence with its address, the data set.

    Source: Datenlizenz Deutschland – Namensnennung – Version 2.0, paragraph 2.
    """
    _, facts = content.language.text, content.reference.publisher_facts
    licence = facts["licence_name"] or facts["licence"] or _open(content, _("Lizenz"))
    named = f"{licence} ({facts['licence_url']})" if facts["licence_url"] else licence
    provider = facts["citation"] or facts["name"] or _open(content, _("Herausgeber"))
    return _(
        "Datenquelle: {provider}; {licence}; {address}", provider=provider, licence=named, address=address(content)
    )


def address(content: Content) -> str:
    """Where this edition stands for ever; the remark that it is missing where the office has not said so."""
    base = content.reference.publisher_facts["base_url"]
    return (
        f"{base.rstrip('/')}/{content.year}/v{content.number}/de/daten.html"
        if base
        else _open(content, content.language.text("Adresse"))
    )


def _open(content: Content, what: str) -> str:
    return f"[{what}: {content.language.text(OPEN)}]"
