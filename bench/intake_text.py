"""Intake of text, documents a second on one core, without a database.

`python -m bench.intake_text`. The documents are composed here: about 3,000 characters each, a third of them plain, a
third damaged (readings in brackets, page chrome, a spam line), a third with a flattened table of tasks. The peer in the
same run, given the same texts as Word files: python-docx, which only reads the paragraphs. Rates are of processor
time, the best of three, so that a busy machine tells the same.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from time import process_time

from docx import Document

from gongkai.intake.pipeline import extract
from gongkai.intake.raw import RawDocument
from gongkai.intake.readers import read_bytes

GOAL = 100  # documents a second
COUNT = 90
LENGTH = 3_000

SUBJECTS = (
    "财政预决算",
    "涉农补贴",
    "政策解读",
    "依申请公开",
    "政府网站",
    "重大项目",
    "村务公开",
    "行政处罚",
    "养老服务",
)
UNITS = ("县财政局", "县司法局", "县大数据局", "县民政局", "各乡镇人民政府", "县政府办公室", "县农业农村局")
ACTS = (
    "完善{}公开目录，明确主体、内容、时限和方式，做到目录之外无遗漏、目录之内不缺项",
    "自信息形成之日起20个工作日内公开{}信息",
    "坚持以公开为常态、不公开为例外，把{}放在突出位置，与业务工作同研究、同部署、同落实",
    "围绕群众关切，采用图解、问答等多种形式解读{}政策，让群众看得懂、用得上",
    "每季度通报一次{}工作情况",
    "按照《青原县{}管理办法》（青政办发〔2021〕6号）要求抓好落实",
    "推动{}栏目更新，做到及时、准确、完整，杜绝空白栏目和错链断链",
    "加强{}信息的审核把关，防止泄露国家秘密、商业秘密和个人隐私",
    "畅通{}意见建议的反映渠道，认真办理、及时回复，不断提高群众满意度",
)
READINGS = {"务": "务(wù)", "发": "发(fā)", "关": "关(guān)", "规": "规(guī)", "实": "实(shí)"}


def compose(number: int) -> str:
    """One notice with its plan; the same number gives the same text."""
    chance = random.Random(number)
    units = chance.sample(UNITS, 3)
    head = (
        f"青原县人民政府办公室关于印发2024年第{number}号公开任务的通知\n发布日期:2024-03-08 09:30 "
        f"浏览次数:{number}\n\n"
        "各乡镇人民政府，县政府各部门：\n\n现将《公开任务分工》印发给你们，请认真贯彻落实。\n\n"
        "青原县人民政府办公室\n2024年3月5日\n（此件公开发布）\n\n公开任务分工\n\n"
    )
    body = "工作内容\n工作要求\n责任单位\n" if number % 3 == 2 else ""
    at = 0
    while len(head) + len(body) < LENGTH:
        at += 1
        subject = chance.choice(SUBJECTS)
        said = "；".join(act.format(subject) for act in chance.sample(ACTS, 6)) + "。"
        if number % 3 == 2:
            body += f"{subject}公开\n1.{said}\n{units[0]}牵头，{units[1]}、{units[2]}负责落实\n"
        else:
            who = f"责任单位：{'、'.join(units)}；完成时限：2024年{at % 12 + 1}月底前"
            body += f"（{at}）推进{subject}公开。{said}（{who}）\n\n"
    text = head + body + "扫一扫在手机打开当前页\n"
    if number % 3 == 1:
        text = "".join(READINGS.get(char, char) for char in text) + "国产精品 日韩欧美 一区二区\n"
    return text


def as_word(text: str) -> bytes:
    """The same text as a Word file, one paragraph a line."""
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_page(text: str) -> bytes:
    """The same text as a web page with a menu and a foot."""
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    menu = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(40))
    return (
        f"<html><body><ul>{menu}</ul><div id='zoom'>{lines}</div><div>版权所有 青原县</div></body></html>"
    ).encode()


def intake(name: str, files: Sequence[bytes]) -> int:
    """Read and describe every file; returns how many tasks were found, so that the work is seen to be done."""
    tasks = 0
    for data in files:
        for raw in read_bytes(name, data):
            assert isinstance(raw, RawDocument)
            tasks += len(extract(raw).tasks)
    return tasks


def paragraphs(files: Sequence[bytes]) -> int:
    """What python-docx does for the same files: open, and read the text of each paragraph."""
    return sum(len(paragraph.text) for data in files for paragraph in Document(io.BytesIO(data)).paragraphs)


def rate(work: Callable[[], object], count: int) -> float:
    """Documents a second, the best of three."""
    best = 0.0
    for _ in range(3):
        start = process_time()
        work()
        best = max(best, count / (process_time() - start))
    return best


def main() -> None:
    """Measure and print, one line a comparison."""
    texts = [compose(number) for number in range(COUNT)]
    plain = [text.encode() for text in texts]
    legacy = [text.encode("gb18030", "replace") for text in texts]
    pages = [as_page(text) for text in texts[: COUNT // 3]]
    words = [as_word(text) for text in texts[: COUNT // 3]]
    found = intake("one.txt", plain)
    print(f"{COUNT} composed documents of {sum(map(len, texts)) // COUNT:,} characters; {found} tasks found")
    for name, files in (("UTF-8", plain), ("GB18030", legacy)):
        ours = rate(lambda name=name, files=files: intake(name, files), COUNT)
        print(
            f"text, {name}: {ours:,.0f} documents/s of one core, {ours / GOAL:.1f} times the goal of {GOAL}"
        )
    ours = rate(lambda: intake("one.html", pages), len(pages))
    print(f"web pages: {ours:,.0f} documents/s of one core, {ours / GOAL:.1f} times the goal of {GOAL}")
    ours = rate(lambda: intake("one.docx", words), len(words))
    peer = rate(lambda: paragraphs(words), len(words))
    print(
        f"Word: {ours:,.0f} documents/s, {ours / peer:.1f} times python-docx, which only reads "
        f"({peer:,.0f}/s)"
    )


if __name__ == "__main__":
    main()
