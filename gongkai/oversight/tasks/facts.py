"""Facts 记录内容: what each kind of work record tells, and what its choices are called."""

from typing import Annotated, Literal

from django.utils.translation import gettext_noop as _
from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=200)]
Name = Annotated[str, Field(min_length=1, max_length=100)]

# What the choices of a field are called, by the name of the field.
LABELS: dict[str, dict[str, str]] = {
    "subject": {
        "openness": _("政务公开工作"),
        "interpretation": _("政策解读"),
        "key_points": _("年度要点和指标"),
        "statutes": _("法规制度"),
        "practice": _("业务"),
        "guide": _("政府信息公开指南"),
        "privacy": _("重点领域个人隐私"),
        "withheld": _("不予公开的政府信息"),
        "request_channel": _("网上申请渠道"),
        "sites": _("政府网站"),
        "openness_systems": _("五类公开的体系建设"),
    },
    "course": {
        "business": _("政务公开业务培训"),
        "leaders": _("领导干部培训"),
        "initial": _("公务员初任培训"),
        "appointment": _("公务员任职培训"),
        "in_service": _("公务员在职培训"),
        "counterpart": _("对口培训"),
        "abroad": _("境外培训"),
    },
    "post": {
        "leading_group": _("领导小组"),
        "leader_in_charge": _("分管领导"),
        "full_time_officer": _("专职人员"),
        "liaison": _("联络员"),
        "mechanism": _("工作机制"),
        "competent_office": _("政务公开工作主管机构"),
    },
    "report": {
        "annual": _("政府信息公开工作年度报告"),
        "progress": _("标准化规范化工作进展"),
        "rule_list": _("规章目录"),
    },
    "register": {
        "on_request_list": _("依申请公开文件目录"),
        "normative_in_force": _("现行有效行政规范性文件目录"),
        "subsidy_results": _("涉农补贴实际发放结果"),
        "lifecycle_projects": _("重点项目全过程展示"),
        "leadership": _("领导分工"),
    },
    "meeting": {
        "executive": _("政府常务会议"),
        "plenary": _("政府全体会议"),
        "topical": _("专题会议"),
    },
    "measure": {
        "agenda": _("列入议事日程或者会议议题"),
        "staffing": _("机构和人员保障"),
        "funding": _("经费保障"),
        "rules": _("制度建设"),
        "technology": _("技术保障"),
        "purchase": _("购买服务、引入社会力量"),
        "integration": _("公开、服务和数据开放统筹管理"),
        "education": _("高校课程和讲座"),
    },
}


class Facts(BaseModel):
    """What a kind of record tells; the title of a field is what a form and a refusal call it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, populate_by_name=True)

    document: str = Field("", title=_("佐证文件"), max_length=100)  # index number of a public document
    remark: str = Field("", title=_("备注"), max_length=500)


class Hearing(Facts):
    subject: Literal["openness", "interpretation"] = Field(title=_("听取的内容"))


class Training(Facts):
    subject: Literal["key_points", "statutes", "practice"] = Field(title=_("培训的内容"))
    officers: list[Name] = Field(title=_("参训人员"), min_length=1)
    course: Literal[
        "business", "leaders", "initial", "appointment", "in_service", "counterpart", "abroad"
    ] = Field("business", title=_("培训的类别"))


class Post(Facts):
    post: Literal[
        "leading_group",
        "leader_in_charge",
        "full_time_officer",
        "liaison",
        "mechanism",
        "competent_office",
    ] = Field(title=_("组织安排"))
    name: Text = Field(title=_("人员或者机构的名称"))


class Handover(Facts):
    from_: Name = Field(title=_("移交人"), alias="from")
    to: Name = Field(title=_("接收人"))


class Continued(Facts):
    of: int = Field(title=_("所接续的记录编号"))


class Experience(Facts):
    title: Text = Field(title=_("稿件标题"))
    to: Name = Field(title=_("报送的单位"))


class Titled(Facts):
    title: Text = Field(title=_("名称"))


class Support(Facts):
    measure: Literal[
        "agenda", "staffing", "funding", "rules", "technology", "purchase", "integration", "education"
    ] = Field(title=_("保障措施"))
    title: Text = Field(title=_("具体内容"))


class Inspection(Facts):
    subject: Literal["openness", "guide", "privacy", "withheld", "request_channel"] = Field(
        title=_("检查的内容")
    )
    result: Text = Field(title=_("检查的结果"))  # what was found and what came of it


class Assessment(Facts):
    subject: Literal["openness", "sites", "openness_systems"] = Field(title=_("考核的内容"))
    period: Text = Field(title=_("考核的年度"))


class Attendance(Facts):
    meeting: Literal["executive", "plenary", "topical"] = Field(title=_("会议"))
    # Kinds and numbers only: who they were is published with the minutes, the ledger's facts name nobody.
    attended: Text = Field(title=_("列席代表的类别和人数"))


class Publication(Facts):
    """What is said to be public has to be: the document is no option, and is not younger than the record."""

    document: str = Field(title=_("公开的文件"), min_length=1, max_length=100)


class Report(Publication):
    report: Literal["annual", "progress", "rule_list"] = Field(title=_("报告"))
    period: Text = Field(title=_("报告的年度或者时期"))


class Listed(Publication):
    register_: Literal[
        "on_request_list", "normative_in_force", "subsidy_results", "lifecycle_projects", "leadership"
    ] = Field(title=_("清单、目录"), alias="register")


class Shared(Publication):
    title: Text = Field(title=_("经验的名称"))
