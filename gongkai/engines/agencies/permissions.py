"""Permissions 权限 and roles 角色: one enum, and roles as lists of it that a person can read."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """Everything that needs leave. What is not listed here cannot be granted."""

    MANAGE_AGENCIES = "agencies.manage"
    MANAGE_OFFICERS = "officers.manage"
    READ_LEDGER = "ledger.read"
    READ_DRAFTS = "documents.read_drafts"
    DRAFT_DOCUMENTS = "documents.draft"
    PUBLISH_DOCUMENTS = "documents.publish"
    CORRECT_DOCUMENTS = "documents.correct"
    WITHDRAW_DOCUMENTS = "documents.withdraw"
    IMPORT_DOCUMENTS = "intake.import"


PERMISSION_TITLES: dict[Permission, str] = {
    Permission.MANAGE_AGENCIES: "管理机构",
    Permission.MANAGE_OFFICERS: "管理人员",
    Permission.READ_LEDGER: "查看留痕",
    Permission.READ_DRAFTS: "查看草稿",
    Permission.DRAFT_DOCUMENTS: "起草文件",
    Permission.PUBLISH_DOCUMENTS: "公开文件",
    Permission.CORRECT_DOCUMENTS: "更正文件",
    Permission.WITHDRAW_DOCUMENTS: "撤回文件",
    Permission.IMPORT_DOCUMENTS: "迁移文件",
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
        "承办人",
        "起草本单位的文件，办理交办的事项。",
        Permission.READ_DRAFTS,
        Permission.DRAFT_DOCUMENTS,
    ),
    "liaison": _role(
        "信息公开联络员",
        "汇总、公开和更正本单位的文件。",
        Permission.READ_DRAFTS,
        Permission.DRAFT_DOCUMENTS,
        Permission.PUBLISH_DOCUMENTS,
        Permission.CORRECT_DOCUMENTS,
        Permission.IMPORT_DOCUMENTS,
        Permission.READ_LEDGER,
    ),
    "secrecy_reviewer": _role(
        "保密审查员", "公开前逐件进行保密审查。", Permission.READ_DRAFTS, Permission.READ_LEDGER
    ),
    "legality_reviewer": _role(
        "合法性审查员", "对规范性文件进行合法性审查。", Permission.READ_DRAFTS, Permission.READ_LEDGER
    ),
    "approver": _role(
        "审批领导",
        "审定公开、更正和撤回。",
        Permission.READ_DRAFTS,
        Permission.PUBLISH_DOCUMENTS,
        Permission.CORRECT_DOCUMENTS,
        Permission.WITHDRAW_DOCUMENTS,
        Permission.READ_LEDGER,
    ),
    "principal": _role(
        "主要负责人", "本单位政务公开工作第一责任人。", Permission.READ_DRAFTS, Permission.READ_LEDGER
    ),
    "openness_office": _role(
        "政务公开办",
        "统筹、指导和监督本级及下级各单位的政务公开工作。",
        Permission.READ_DRAFTS,
        Permission.DRAFT_DOCUMENTS,
        Permission.PUBLISH_DOCUMENTS,
        Permission.CORRECT_DOCUMENTS,
        Permission.WITHDRAW_DOCUMENTS,
        Permission.IMPORT_DOCUMENTS,
        Permission.READ_LEDGER,
        below=True,
    ),
    "village_clerk": _role(
        "村务公开员",
        "公开本村村务。",
        Permission.READ_DRAFTS,
        Permission.DRAFT_DOCUMENTS,
        Permission.PUBLISH_DOCUMENTS,
        Permission.CORRECT_DOCUMENTS,
    ),
    "evaluator": _role("第三方评估员", "查看留痕，评估公开工作。", Permission.READ_LEDGER, below=True),
    "administrator": _role(
        "系统管理员",
        "管理机构、人员和角色，不办理业务。",
        Permission.MANAGE_AGENCIES,
        Permission.MANAGE_OFFICERS,
        Permission.READ_LEDGER,
        below=True,
    ),
}
