"""presidio-analyzer with recognisers equivalent to ours: run by bench.screening in an environment of its own.

Reads {"cases": [text], "sample": text} from stdin, writes what is found in each case and the seconds for the sample.
The recognisers have the same forms, the same check digits and context words; the language model is a blank one, as
names are not compared. Knows nothing of gongkai, so that it needs only the peer installed.
"""

import json
import sys
from datetime import datetime
from time import process_time
from typing import Any

import spacy
from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine

GAP = r"[ \-\u00a0\u3000]{0,2}"
DIGIT = "[0-9\uff10-\uff19]"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def narrow(text: str) -> str:
    """The letters and digits of a text, in half width."""
    return "".join(
        chr(ord(c) - 0xFEE0) if "\uff10" <= c <= "\uff3a" else c for c in text if c.isalnum()
    ).upper()


class Identity(PatternRecognizer):
    """18 digits with a valid date and check digit."""

    def validate_result(self, pattern_text: str) -> bool | None:
        number = narrow(pattern_text)
        try:
            datetime.strptime(number[6:14], "%Y%m%d")
        except ValueError:
            return False
        total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
        return "10X98765432"[total % 11] == number[17]


class Card(PatternRecognizer):
    """16 to 19 digits with Luhn's check digit."""

    def validate_result(self, pattern_text: str) -> bool | None:
        digits = [int(digit) for digit in reversed(narrow(pattern_text))]
        return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0


def recognisers() -> list[PatternRecognizer]:
    """One for each kind that is compared."""

    def many(count: int) -> str:
        return rf"{DIGIT}(?:{GAP}{DIGIT}){{{count - 1}}}"

    end = r"(?![0-9A-Za-z])"
    provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
    part = "(?:[0-9]{1,4}(?:号楼|栋|幢|号|单元|组)){1,3}(?:[0-9]{2,4}室?|[0-9]{1,4}号)?"
    forms: list[tuple[Any, str, str, list[str]]] = [
        (Identity, "identity", rf"(?<![0-9A-Za-z]){many(17)}{GAP}[0-9\uff10-\uff19XxＸ]{end}", ["身份证"]),
        (Card, "bank_card", rf"(?<![0-9])(?:62|4|5[1-5]|9558|35)(?:{GAP}{DIGIT}){{12,17}}{end}", ["卡号"]),
        (PatternRecognizer, "mobile", rf"(?<![0-9])1{GAP}[3-9](?:{GAP}{DIGIT}){{9}}{end}", ["手机", "电话"]),
        (PatternRecognizer, "mobile", rf"(?<![0-9])１[３-９](?:{DIGIT}){{9}}{end}", ["手机", "电话"]),
        (
            PatternRecognizer,
            "landline",
            rf"(?<![0-9])0[0-9]{{2,3}}-?[2-8][0-9]{{6,7}}{end}",
            ["住宅", "家庭"],
        ),
        (PatternRecognizer, "passport", rf"(?<![0-9A-Za-z])[EG][0-9A-HJ-NP-Z][0-9]{{7}}{end}", ["护照"]),
        (PatternRecognizer, "plate", rf"[{provinces}][A-HJ-NP-Z]·?[A-HJ-NP-Z0-9]{{5,6}}{end}", ["车牌"]),
        (PatternRecognizer, "email", r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,60}\.[A-Za-z]{2,6}", ["邮箱"]),
        (PatternRecognizer, "address", rf"[\u4e00-\u9fff]{{2,20}}{part}", ["住址"]),
    ]
    return [
        kind(
            supported_entity=name, patterns=[Pattern(name, form, 0.6)], context=words, supported_language="zh"
        )
        for kind, name, form, words in forms
    ]


def main() -> None:
    """Answer on stdout."""
    given = json.load(sys.stdin)
    engine = SpacyNlpEngine(models=[{"lang_code": "zh", "model_name": "blank"}])
    engine.nlp = {"zh": spacy.blank("zh")}
    registry = RecognizerRegistry(supported_languages=["zh"])
    for one in recognisers():
        registry.add_recognizer(one)
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["zh"])
    found = [
        [(one.entity_type, one.start, one.end) for one in analyzer.analyze(text, language="zh")]
        for text in given["cases"]
    ]
    begun = process_time()
    for text in given["sample"]:
        analyzer.analyze(text, language="zh")
    json.dump({"found": found, "seconds": process_time() - begun}, sys.stdout)


if __name__ == "__main__":
    main()
