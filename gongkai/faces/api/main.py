"""The open interface itself: `api`, mounted at /api/v1/ by `gongkai/urls.py`."""

from gongkai.faces.api import (
    agencies,
    annual,
    assessment,
    clauses,
    concerns,
    documents,
    dump,
    duties,
    errors,
    gazette,
    ledger,
    normative,
    registers,
    relations,
    replies,
    search,
    statistics,
    tasks,
)
from gongkai.faces.api.docs import ReferencePage
from gongkai.faces.api.gate import PlainJSON, PublicAPI

DESCRIPTION = (
    "Everything that is published here, for programs: documents with all their editions, agencies, "
    "full-text search, the public events of the ledger, duties with their deadlines, the clauses they rest on and "
    "published task breakdowns. Read-only, without registration, from any origin. "
    "All documents in one file of JSON Lines: /api/v1/dump/documents.jsonl, compressed …jsonl.gz. "
    "Field names are English words; times are ISO 8601; every error says what to do in English and Chinese."
    "\n\n"
    "本站公开的全部内容，供程序读取：文件及其历次版本、机构、全文检索、公开事件、限时义务、条款和任务分解。"
    "只读，无需注册，允许跨域访问。"
    "全部文件的JSON Lines全量数据：/api/v1/dump/documents.jsonl，压缩后为…jsonl.gz。"
    "字段名为英文，时间采用ISO 8601格式，每个错误都用中英文说明如何处理。"
)

api = PublicAPI(
    title="gongkai 政务公开开放接口",
    version="1",
    urls_namespace="api",
    description=DESCRIPTION,
    docs=ReferencePage(),
    renderer=PlainJSON(),
)
errors.connect(api)
for _domain in (
    assessment,
    documents, relations, dump, agencies, search, ledger, duties, clauses, tasks, gazette, normative, annual,
    statistics, replies, concerns, registers,
):  # fmt: skip
    api.add_router("", _domain.router)
