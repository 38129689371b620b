"""Permissions 权限 and roles 角色: one enum, and roles as lists of it that a person can read."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop as _


class Permission(StrEnum):
    """Everything that needs leave. What is not listed here cannot be granted."""

    MANAGE_AGENCIES = "agencies.manage"
    MANAGE_OFFICERS = "officers.manage"
    READ_LEDGER = "ledger.read"
    READ_DUTIES = "duties.read"
    READ_DRAFTS = "documents.read_drafts"
    DRAFT_DOCUMENTS = "documents.draft"
    REVIEW_SECRECY = "documents.review_secrecy"
    REVIEW_LEGALITY = "documents.review_legality"
    REVIEW_WORDING = "documents.review_wording"
    REVIEW_DISCLOSURE = "documents.review_disclosure"
    SIGN_DOCUMENTS = "documents.sign"
    PUBLISH_DOCUMENTS = "documents.publish"
    CORRECT_DOCUMENTS = "documents.correct"
    WITHDRAW_DOCUMENTS = "documents.withdraw"
    IMPORT_DOCUMENTS = "intake.import"
    KEEP_NEGATIVE_LIST = "negative_list.keep"
    KEEP_REGISTERS = "registers.keep"
    PUBLISH_REGISTERS = "registers.publish"
    ISSUE_GAZETTE = "gazette.issue"
    READ_APPLICATIONS = "applications.read"
    REGISTER_APPLICATIONS = "applications.register"
    HANDLE_APPLICATIONS = "applications.handle"
    CONSENT_EXTENSION = "applications.consent_extension"
    SIGN_REPLIES = "applications.sign"
    READ_APPLICANTS = "applications.read_applicants"
    SUPERVISE_APPLICATIONS = "applications.supervise"
    PLAN_TASKS = "tasks.plan"
    REPORT_TASKS = "tasks.report"
    NOTE_RECORDS = "tasks.note"
    READ_CONCERNS = "concerns.read"
    CHECK_RESPONSES = "concerns.check"
    DRAFT_REPORTS = "reports.draft"
    ASSESS = "assessment.keep"


PERMISSION_TITLES: dict[Permission, str] = {
    Permission.MANAGE_AGENCIES: _("管理机构"),
    Permission.MANAGE_OFFICERS: _("管理人员"),
    Permission.READ_LEDGER: _("查看留痕"),
    Permission.READ_DUTIES: _("查看义务"),
    Permission.READ_DRAFTS: _("查看草稿"),
    Permission.DRAFT_DOCUMENTS: _("起草文件"),
    Permission.REVIEW_SECRECY: _("保密审查"),
    Permission.REVIEW_LEGALITY: _("合法性审查"),
    Permission.REVIEW_WORDING: _("发布前把关"),
    Permission.REVIEW_DISCLOSURE: _("公开审查"),
    Permission.SIGN_DOCUMENTS: _("签发文件"),
    Permission.PUBLISH_DOCUMENTS: _("公开文件"),
    Permission.CORRECT_DOCUMENTS: _("更正文件"),
    Permission.WITHDRAW_DOCUMENTS: _("撤回文件"),
    Permission.IMPORT_DOCUMENTS: _("迁移文件"),
    Permission.KEEP_NEGATIVE_LIST: _("管理负面清单"),
    Permission.KEEP_REGISTERS: _("登记清单"),
    Permission.PUBLISH_REGISTERS: _("公开清单"),
    Permission.ISSUE_GAZETTE: _("编辑公报"),
    Permission.READ_APPLICATIONS: _("查看申请"),
    Permission.REGISTER_APPLICATIONS: _("登记申请"),
    Permission.HANDLE_APPLICATIONS: _("办理申请"),
    Permission.CONSENT_EXTENSION: _("同意延期答复"),
    Permission.SIGN_REPLIES: _("签发答复"),
    Permission.READ_APPLICANTS: _("查看申请人信息"),
    Permission.SUPERVISE_APPLICATIONS: _("督办申请"),
    Permission.PLAN_TASKS: _("分解任务"),
    Permission.REPORT_TASKS: _("报送任务进展"),
    Permission.NOTE_RECORDS: _("登记工作记录"),
    Permission.READ_CONCERNS: _("查看舆情"),
    Permission.CHECK_RESPONSES: _("核对回应"),
    Permission.DRAFT_REPORTS: _("编制年报"),
    Permission.ASSESS: _("组织考核和检查"),
}


@dataclass(frozen=True)
class Role:
    """A list of permissions with a name and a description for humans.

    `below` says whether it also holds for every agency under the one it was granted at.
    """

    name: str
    description: str
    permissions: frozenset[Permission]
    below: bool = False


def _role(name: str, description: str, *permissions: Permission, below: bool = False) -> Role:
    return Role(name, description, frozenset(permissions), below)


ROLES: dict[str, Role] = {
    "undertaker": _role(
        _("承办人"),
        _("起草本单位的文件，办理交办的事项。"),
        Permission.READ_DRAFTS,
        Permission.READ_DUTIES,
        Permission.READ_APPLICATIONS,
        Permission.HANDLE_APPLICATIONS,
        Permission.READ_APPLICANTS,
        Permission.DRAFT_DOCUMENTS,
        Permission.KEEP_REGISTERS,
        Permission.REPORT_TASKS,
    ),
    "liaison": _role(
        _("信息公开联络员"),
        _("对本单位的文件作发布前把关，公开和更正文件。"),
        Permission.READ_DRAFTS,
        Permission.REVIEW_WORDING,
        Permission.READ_DUTIES,
        Permission.READ_APPLICATIONS,
        Permission.REGISTER_APPLICATIONS,
        Permission.HANDLE_APPLICATIONS,
        Permission.READ_APPLICANTS,
        Permission.DRAFT_DOCUMENTS,
        Permission.PUBLISH_DOCUMENTS,
        Permission.CORRECT_DOCUMENTS,
        Permission.KEEP_REGISTERS,
        Permission.PUBLISH_REGISTERS,
        Permission.IMPORT_DOCUMENTS,
        Permission.READ_LEDGER,
        Permission.REPORT_TASKS,
        Permission.NOTE_RECORDS,
        Permission.READ_CONCERNS,
        Permission.CHECK_RESPONSES,
        Permission.DRAFT_REPORTS,
    ),
    "secrecy_reviewer": _role(
        _("保密审查员"),
        _("公开前逐件进行保密审查。"),
        Permission.READ_DRAFTS,
        Permission.REVIEW_SECRECY,
        Permission.READ_DUTIES,
        Permission.READ_LEDGER,
    ),
    "legality_reviewer": _role(
        _("合法性审查员"),
        _("对规范性文件进行合法性审查。"),
        Permission.READ_DRAFTS,
        Permission.REVIEW_LEGALITY,
        Permission.READ_DUTIES,
        Permission.READ_LEDGER,
    ),
    "approver": _role(
        _("审批领导"),
        _("签发文件，审定更正和撤回。"),
        Permission.READ_DRAFTS,
        Permission.READ_DUTIES,
        Permission.READ_APPLICATIONS,
        Permission.SIGN_REPLIES,
        Permission.SIGN_DOCUMENTS,
        Permission.PUBLISH_DOCUMENTS,
        Permission.CORRECT_DOCUMENTS,
        Permission.WITHDRAW_DOCUMENTS,
        Permission.PUBLISH_REGISTERS,
        Permission.READ_LEDGER,
        Permission.READ_CONCERNS,
        Permission.CHECK_RESPONSES,
    ),
    # 政府信息公开工作机构负责人 of 条例 art 33, whose consent alone extends the time to reply
    "disclosure_head": _role(
        _("信息公开机构负责人"),
        _("决定是否同意延期答复和延迟答复。"),
        Permission.READ_DUTIES,
        Permission.READ_APPLICATIONS,
        Permission.CONSENT_EXTENSION,
        Permission.READ_LEDGER,
    ),
    "principal": _role(
        _("主要负责人"),
        _("本单位政务公开工作第一责任人。"),
        Permission.READ_DRAFTS,
        Permission.READ_DUTIES,
        Permission.READ_APPLICATIONS,
        Permission.READ_LEDGER,
        Permission.READ_CONCERNS,
    ),
    "openness_office": _role(
        _("政务公开办"),
        _("统筹、指导和监督本级及下级各单位的政务公开工作，作公开审查。"),
        Permission.READ_DRAFTS,
        Permission.REVIEW_DISCLOSURE,
        Permission.READ_DUTIES,
        Permission.READ_APPLICATIONS,
        Permission.SUPERVISE_APPLICATIONS,
        Permission.DRAFT_DOCUMENTS,
        Permission.PUBLISH_DOCUMENTS,
        Permission.CORRECT_DOCUMENTS,
        Permission.WITHDRAW_DOCUMENTS,
        Permission.IMPORT_DOCUMENTS,
        Permission.READ_LEDGER,
        Permission.KEEP_NEGATIVE_LIST,
        Permission.KEEP_REGISTERS,
        Permission.PUBLISH_REGISTERS,
        Permission.ISSUE_GAZETTE,
        Permission.PLAN_TASKS,
        Permission.NOTE_RECORDS,
        Permission.READ_CONCERNS,
        Permission.CHECK_RESPONSES,
        Permission.DRAFT_REPORTS,
        Permission.ASSESS,
        below=True,
    ),
    "village_clerk": _role(
        _("村务公开员"),
        _("公开本村村务。"),
        Permission.READ_DRAFTS,
        Permission.READ_DUTIES,
        Permission.DRAFT_DOCUMENTS,
        Permission.PUBLISH_DOCUMENTS,
        Permission.CORRECT_DOCUMENTS,
        Permission.KEEP_REGISTERS,
        Permission.PUBLISH_REGISTERS,
        Permission.REPORT_TASKS,
    ),
    "evaluator": _role(
        _("第三方评估员"),
        _("查看留痕，评估公开工作。"),
        Permission.READ_LEDGER,
        Permission.READ_DUTIES,
        below=True,
    ),
    "administrator": _role(
        _("系统管理员"),
        _("管理机构、人员和角色，不办理业务。"),
        Permission.MANAGE_AGENCIES,
        Permission.MANAGE_OFFICERS,
        Permission.READ_LEDGER,
        below=True,
    ),
}
