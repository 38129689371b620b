"""Unified social credit codes 统一社会信用代码 (GB 32100-2015) and the organisation code in them (GB 11714)."""

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def check_character(first_seventeen: str) -> str:
    """The eighteenth character that belongs to these seventeen (weights are powers of 3 modulo 31)."""
    total = sum(_VALUES[character] * 3**i for i, character in enumerate(first_seventeen))
    return _ALPHABET[-total % 31]


def organisation_check(first_eight: str) -> str:
    """The check character of an organisation code: 11 minus the weighted sum modulo 11."""
    total = sum(
        int(character, 36) * weight
        for character, weight in zip(first_eight, _ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def fault(code: str) -> str | None:
    """What is wrong with the code, in one sentence; None when it is sound."""
    if len(code) != 18:
        return f"统一社会信用代码应为18位，现为{len(code)}位，请核对。"
    strange = sorted({character for character in code if character not in _VALUES})
    if strange:
        return f"统一社会信用代码中不应出现“{'、'.join(strange)}”，请核对（不使用字母I、O、S、V、Z）。"
    if check_character(code[:17]) != code[17]:
        return "统一社会信用代码的校验位不符，请逐位核对。"
    return None


def organisation_code(code: str) -> str:
    """The nine characters of the organisation code: characters 9 to 17."""
    return code[8:17]
