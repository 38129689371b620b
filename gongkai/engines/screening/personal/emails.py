"""E-mail addresses 电子邮箱: those of personal providers; an office's own domain is no personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.engines.screening.finding import Finding
from gongkai.engines.screening.lexicon import anchors
from gongkai.engines.screening.reading import Reading, begins

PROVIDERS = (
    "qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com vip.126.com yeah.net 188.com sina.com sina.cn "
    "vip.sina.com sohu.com tom.com 21cn.com 263.net 139.com 189.cn wo.cn aliyun.com eyou.com sogou.com 2980.com "
    "gmail.com hotmail.com outlook.com live.com live.cn msn.com icloud.com yahoo.com yahoo.cn yahoo.com.cn"
)
_PROVIDERS = frozenset(PROVIDERS.split())
LONGEST_LOCAL = 64
_AT = anchors("@", "＠", personal=True)
_LOCAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9])?\Z")
_DOMAIN = re.compile(r"[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,40}){1,3}")
_LOCAL_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-"


@begins(*_AT)
def find_emails(reading: Reading) -> Iterator[Finding]:
    """Addresses at a personal provider."""
    note = "个人邮箱属于个人信息，请遮盖，或者换用本机关的公务邮箱；确为对外公布的，请说明理由后保留。"
    text = reading.text
    for at in reading.places(_AT):
        domain = _DOMAIN.match(text, at + 1)
        if domain is None or domain[0].lower() not in _PROVIDERS:
            continue
        before = text[max(0, at - LONGEST_LOCAL) : at]
        local = _LOCAL.match(before[len(before.rstrip(_LOCAL_SIGNS)) :].lstrip("._%+-"))
        if local is not None:
            yield reading.finding("email", at - len(local[0]), domain.end(), "warn", note)
