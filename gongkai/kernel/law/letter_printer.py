"""The part of the page about a pack that says which letters it has, to whom they go and what in them stands fast."""

from gongkai.kernel.law.letters import FORMS
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.sections import LETTERS

_TO = {
    "applicant": "申请人",
    "third_party": "第三方",
    "co_maker": "共同制作机关",
    "organ": "被督办机关",
    "": "载入其他文书",
}


def letter_rows(pack: Pack) -> list[tuple[str, ...]]:
    """Id, title, to whom, its parts and how many are fixed, basis, from when, pack, for each version of the chain."""
    return [
        (
            f"`{id}`",
            entry.title,
            _TO[FORMS[id].to],
            f"{len(version.parts)}段，其中法定内容{sum(part.fixed for part in version.parts)}段",
            pack.source_of(version),
            f"{version.since} 起" if version.until is None else f"{version.since} 至 {version.until}",
            each.title,
        )
        for id in pack.entries(LETTERS)
        for each in pack.chain()
        if (entry := each.own(LETTERS).get(id))
        for version in entry.versions
    ]
