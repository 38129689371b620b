"""Doubts 身份存疑: what the last check of who applies left open; asked for once in the correction notice, and what was
applied for is handed over only when it is cleared (条例 arts 29(1), 30)."""

from collections.abc import Mapping

from gongkai.affairs.applications.models import Application, IdentityCheck, Papers

PROOF, AUTHORITY = "身份证明", "授权委托书"

# What the correction notice says of each, whole; an officer may put it in other words.
_ITEMS: Mapping[tuple[str, str], str] = {
    (PROOF, Papers.MISSING): "没有提供身份证明，请提供有效的身份证明。",
    (PROOF, Papers.MISMATCH): "身份证明与申请中填写的不一致，请核对更正，或者提供有效的身份证明。",
    (AUTHORITY, Papers.MISSING): "由他人代为申请，没有提供授权委托书，请提供申请人签名或者盖章的授权委托书。",
    (
        AUTHORITY,
        Papers.MISMATCH,
    ): "授权委托书与申请人、代理人或者所申请的事项不一致，请提供相符的授权委托书。",
}


def doubts_of(application: Application) -> dict[str, str]:
    """What is missing or does not match: the name of the paper, and the sentence of the correction notice."""
    check: IdentityCheck | None = getattr(application, "identity_check", None)
    if check is None:
        return {}
    told = {PROOF: check.proof, AUTHORITY: check.authority}
    return {name: _ITEMS[name, found] for name, found in told.items() if (name, found) in _ITEMS}


def not_handed_over(application: Application) -> list[str]:
    """Why nothing can be handed over: to whom is not known, or not by which right."""
    return [
        f"{application.number}的{name}经核对缺失或者不符，不能向其提供信息；补交以后请重新核对身份和授权。"
        for name in doubts_of(application)
    ]
