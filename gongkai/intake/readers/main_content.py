"""Which part of a page is the document: known article containers first, otherwise where the text is densest."""

import re

from selectolax.lexbor import LexborNode

# names of article containers in the content systems that government sites run
ARTICLE = re.compile(
    r"zoom|trs_editor|ucap-?content|vsb_content|pages_content|article|(?:^|[-_])content(?:$|[-_])|conTxt|"
    r"detail|zhengwen|wzcon|xl_con|newstext|news_content|main-?txt|txtcen|bt-content|gknr|easysite-news-text|"
    r"ewb-article|wenzhang|printcontent|fontzoom|nr-?con",
    re.IGNORECASE,
)
CONTAINERS_WORDS = "div td article section main form table tbody tr center body span"
CONTAINERS = frozenset(CONTAINERS_WORDS.split())
CHROME = "nav, header, footer, aside"
BLOCKS_WORDS = "p br div td li section article h1 h2 h3"
BLOCKS = frozenset(BLOCKS_WORDS.split())
HAN = re.compile(r"[\u3400-\u9fff]")
ENOUGH = 80


def main_node(body: LexborNode) -> LexborNode:
    """The element that holds the document; the body itself when nothing stands out."""
    sizes, blocks = _measure(body)
    total = sizes.get(body.mem_id, 0)
    if total == 0:
        return body
    named = _largest_named(body, sizes)
    if named is not None and sizes.get(named.mem_id, 0) >= max(ENOUGH, total // 2):
        return named
    return _densest(body, sizes, blocks)


def _measure(body: LexborNode) -> tuple[dict[int, int], dict[int, int]]:
    """Han characters outside links and page chrome, and blocks, in every element, summed from the leaves up."""
    sizes: dict[int, int] = {}
    blocks: dict[int, int] = {}
    skipped = {node.mem_id for node in body.css(CHROME)}
    stack: list[tuple[LexborNode, bool]] = [(body, False)]
    while stack:
        node, done = stack.pop()
        if done:
            size, count, child = 0, 0, node.child
            while child is not None:
                size += sizes.get(child.mem_id, 0)
                count += blocks.get(child.mem_id, 0) + (child.tag in BLOCKS)
                child = child.next
            sizes[node.mem_id], blocks[node.mem_id] = size, count
        elif node.tag == "-text":
            sizes[node.mem_id] = len(HAN.findall(node.text_content or ""))
        elif node.tag == "a" or node.mem_id in skipped:
            sizes[node.mem_id] = 0
        else:
            stack.append((node, True))
            child = node.child
            while child is not None:
                stack.append((child, False))
                child = child.next
    return sizes, blocks


def _largest_named(body: LexborNode, sizes: dict[int, int]) -> LexborNode | None:
    """Among the containers with an article's name, the innermost of those that hold most of the text."""
    best: LexborNode | None = None
    for node in body.css("[id], [class]"):
        if node.tag not in CONTAINERS:
            continue
        names = f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}"
        if not any(ARTICLE.search(name) for name in names.split()):
            continue
        size = sizes.get(node.mem_id, 0)
        if best is None or size >= 0.9 * sizes.get(best.mem_id, 0):
            best = node
    return best


def _densest(body: LexborNode, sizes: dict[int, int], blocks: dict[int, int]) -> LexborNode:
    """Follow the child that holds nearly all the text, as long as it still has several blocks of its own."""
    node = body
    while True:
        biggest, child = None, node.child
        while child is not None:
            if child.tag in CONTAINERS and sizes.get(child.mem_id, 0) > (
                sizes[biggest.mem_id] if biggest else 0
            ):
                biggest = child
            child = child.next
        if biggest is None or sizes[biggest.mem_id] < 0.8 * sizes[node.mem_id] or blocks[biggest.mem_id] < 2:
            return node
        node = biggest
