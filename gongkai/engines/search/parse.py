"""Reading what was typed 检索式: terms, phrases in quotes, exclusions, a document number.

    低保 标准          both must be there; a term without quotes also matches by its synonyms
    “最低生活保障”      exactly this phrase; any pair of quotes will do: " " 「」 『』
    低保 -城市          without 城市; -“城市低保” excludes a phrase
    中办发[2016]8号     the document of that number first, then those that quote it

Nothing that can be typed is an error: a quote that is never closed counts as a blank.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.engines.search import numbers, synonyms, tokens
from gongkai.engines.search.tokens import Phrase

# Bounds of the work one request can ask for. A title of 10,000 characters is found by its start.
LONGEST_QUERY = 400
MOST_TERMS = 16
# A lone character stands in nearly every document: a few narrow a search, many only cost time.
MOST_LONE = 3

_QUOTES = {**dict.fromkeys('“”"＂', '“”"＂'), **dict.fromkeys("「」", "」"), **dict.fromkeys("『』", "』")}
_MINUS = "-－−"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must (or must not) be there, in any of its `writings`; the first was typed.

    `number` is the key of a document number; `exact` terms came in quotes.
    """

    writings: tuple[Phrase, ...]
    exact: bool = False
    excluded: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A query that has been read.

    `terms` in order; `whole` the typed text without its exclusions, as one phrase; `blank` when
    nothing but blanks was typed; `cut` when it was longer than the bounds, so that a part counts.
    """

    terms: tuple[Term, ...]
    whole: Phrase
    blank: bool
    cut: bool


def parse(query: str, within: Sequence[str] = ()) -> Request:
    """Read a query and the further terms of a search within its results (二次检索)."""
    texts = [query, *within]
    cut = any(len(text) > LONGEST_QUERY for text in texts) or len(texts) > MOST_TERMS
    texts = [text[:LONGEST_QUERY] for text in texts[:MOST_TERMS]]
    terms = [term for text in texts for term in _terms(text)]
    unique = list(dict.fromkeys(terms))
    lone = [term for term in unique if any(tokens.sought(writing)[1] for writing in term.writings)]
    kept = [term for term in unique if term not in lone[MOST_LONE:]]
    typed = " ".join(chunk for chunk, _, excluded in _chunks(texts[0]) if not excluded)
    return Request(
        terms=tuple(kept[:MOST_TERMS]),
        whole=tokens.phrase(typed),
        blank=not any(text.strip() for text in texts),
        cut=cut or len(kept) > MOST_TERMS or len(kept) < len(unique),
    )


def _terms(text: str) -> Iterator[Term]:
    for number in reversed(numbers.find(text)):
        yield Term(tuple(map(tokens.phrase, number.writings)), number=number.key)
        text = f"{text[: number.start]} {text[number.end :]}"
    for chunk, exact, excluded in _chunks(text):
        if exact or excluded:
            wanted = tokens.phrase(chunk)
            if wanted:
                yield Term((wanted,), exact=True, excluded=excluded)
            continue
        parts = tokens.stretches(chunk)
        # 双随机、一公开 is one term with a break in it; most chunks with breaks are several terms.
        known = " ".join(parts)
        for term in [known] if synonyms.same(known) else parts:
            yield Term(tuple(map(tokens.phrase, (term, *synonyms.variants(term)))))


def _chunks(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Pieces between blanks or in quotes: text, in quotes?, excluded?"""
    at, end = 0, len(text)
    while at < end:
        if text[at].isspace():
            at += 1
            continue
        excluded = text[at] in _MINUS and at + 1 < end and not text[at + 1].isspace()
        at += excluded
        close = _closing(text, at)
        if close:
            yield text[at + 1 : close], True, excluded
            at = close + 1
            continue
        start = at
        at += 1
        while at < end and not text[at].isspace() and not _closing(text, at):
            at += 1
        yield text[start:at], False, excluded


def _closing(text: str, at: int) -> int:
    """Where the quote that opens at `at` closes; 0 when none opens there or it never closes."""
    closers = _QUOTES.get(text[at], "") if at < len(text) else ""
    return next((i for i in range(at + 1, len(text)) if text[i] in closers), 0) if closers else 0
