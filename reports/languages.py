"""The languages of an edition: texts, numbers and days in each.

Belongs here: from a German text to the same in another language, from a number or day to how it is written there. Not
here: the translations themselves (locale/*.po) and which pages a language has (seeds/languages.csv).

German is the source: a text is written in German where it is needed, and its translation is looked up. What is not
translated stays German; a test finds it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from reports.numbers import written, written_day

LOCALE = Path(__file__).parent / "locale"
_NAME = re.compile(r"\{\w+\}")
# LEFT-TO-RIGHT ISOLATE, POP DIRECTIONAL ISOLATE
_ISOLATED = "\u2066{}\u2069"


@dataclass(frozen=True)
class Language:
    """A language: its code in addresses and in `lang`, the Babel locale, the direction, its name for itself.

    `read` says whether a person has read the translations; `texts` German → this language.
    """

    code: str = "de"
    locale: str = "de"
    direction: str = "ltr"
    name: str = "Deutsch"
    read: bool = True
    texts: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False, compare=False)

    def text(self, german: str, **values: Any) -> str:
        """The text in this language; `values` fill the names in braces."""
        words = self.texts.get(german) or german
        return words.format(**values) if values else words

    def sentence(self, german: str) -> str:
        """The same of a finished sentence whose numbers and names are filled in already."""
        if german in self.texts or not self.texts:
            return self.text(german)
        for pattern, template in self._patterns:
            if found := pattern.fullmatch(german):
                return self.text(template).format(**{name: self.text(said) for name, said in found.groupdict().items()})
        return german

    def number(self, value: float, decimals: int = 0, *, sign: bool = False, grouped: bool = True) -> str:
        """A number with fixed decimals, rounded half up; a year is not `grouped`."""
        return written(value, decimals, self.locale, sign=sign, grouped=grouped)

    def number_in_sentence(self, value: float, decimals: int = 0) -> str:
        """The same in running text, where a minus would move behind its number in a language from right to left."""
        said = self.number(value, decimals)
        return _ISOLATED.format(said) if value < 0 and self.direction == "rtl" else said

    def percent(self, share: float, decimals: int = 1) -> str:
        """A share of 0…1 as percent, without the unit."""
        return written(share, decimals, self.locale, times=100)

    def day(self, iso: str) -> str:
        """A day (YYYY-MM-DD) as it is written in tables; a partial date stays a year."""
        return written_day(iso, self.locale)

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        """Sentences with names in braces as patterns, the one that says most first.

        What begins or ends with a name would fit almost any sentence.
        """
        templates = [one for one in self.texts if "{" in one and one[0] != "{" and one.endswith(".")]
        templates.sort(key=lambda one: len(_NAME.sub("", one)), reverse=True)
        return [(re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(one))), one) for one in templates]


GERMAN = Language()


def N_(german: str) -> str:
    """A German text as it is, marked to be translated: a constant that is looked up elsewhere."""
    return german


@cache
def catalogue(code: str) -> dict[str, str]:
    """German text → translation, from locale/<code>.po; empty where there is no such file."""
    from babel.messages.pofile import read_po

    path = LOCALE / f"{code}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        entries = read_po(file, locale=code.replace("-", "_"))
    return {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string and not entry.fuzzy}
