"""Errors 错误: one JSON shape for all of them, saying in two languages what was wrong and what to do."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from pydantic import BaseModel, Field

log = logging.getLogger(__name__)


class Problem(BaseModel):
    """One thing that was wrong with the request."""

    parameter: str = Field(description="The parameter at fault.", examples=["limit"])
    message: str = Field(description="What is wrong with it.", examples=["Give at most 500."])
    message_zh: str = Field(description="The same in Chinese.", examples=["不能大于500。"])


class Fault(BaseModel):
    """What went wrong."""

    code: str = Field(description="A word for programs.", examples=["invalid_parameter"])
    message: str = Field(description="A sentence that says what to do.")
    message_zh: str = Field(description="The same sentence in Chinese.")
    detail: list[Problem] = Field(description="Each single fault, where there are several.")


class Error(BaseModel):
    """The body of every answer that is not a success."""

    error: Fault


# What operations that take parameters and look something up may answer besides.
ERRORS: dict[int, type[BaseModel]] = {400: Error, 404: Error}


class Failure(Exception):
    """Ends the request with an error answer."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        message_zh: str,
        detail: Sequence[Problem] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.headers = status, headers or {}
        self.fault = Fault(code=code, message=message, message_zh=message_zh, detail=list(detail))

    def response(self) -> HttpResponse:
        """The answer that tells of it."""
        return JsonResponse(
            Error(error=self.fault).model_dump(),
            status=self.status,
            headers=self.headers,
            json_dumps_params={"ensure_ascii": False},
        )


def invalid(problems: Sequence[Problem], *, code: str = "invalid_parameter") -> Failure:
    """A request whose parameters cannot be used: 400."""
    english = " ".join(f"{one.parameter}: {one.message}" for one in problems)
    chinese = "".join(f"{one.parameter}：{one.message_zh}" for one in problems)
    return Failure(
        400,
        code,
        f"Correct these parameters and ask again. {english}",
        f"请更正以下参数后重新请求。{chinese}",
        problems,
    )


def unusable(parameter: str, message: str, message_zh: str) -> Failure:
    """One parameter that cannot be used: 400."""
    return invalid([Problem(parameter=parameter, message=message, message_zh=message_zh)])


def not_found(message: str, message_zh: str) -> Failure:
    """Nothing stands at this address: 404."""
    return Failure(404, "not_found", message, message_zh)


def not_allowed(allowed: Iterable[str]) -> Failure:
    """Another method than reading: 405."""
    methods = ", ".join(allowed)
    return Failure(
        405,
        "method_not_allowed",
        f"This interface is read-only: use {methods}.",
        f"本接口只读，请使用{methods}方法。",
        headers={"Allow": methods},
    )


_ZH = {
    "missing": "缺少这一参数。",
    "int_parsing": "应为整数。",
    "int_parsing_size": "数值过大。",
    "greater_than_equal": "不能小于{ge}。",
    "less_than_equal": "不能大于{le}。",
    "string_too_short": "至少{min_length}个字。",
    "string_too_long": "至多{max_length}个字。",
    "too_long": "至多给出{max_length}次。",
    "literal_error": "可选：{expected}。",
    "enum": "可选：{expected}。",
}
_EN = {
    "int_parsing": "Give a whole number.",
    "int_parsing_size": "This number is too large.",
    "greater_than_equal": "Give at least {ge}.",
    "less_than_equal": "Give at most {le}.",
    "literal_error": "Choose one of {expected}.",
    "enum": "Choose one of {expected}.",
}
_DATE_EN, _DATE_ZH = "Give a date such as 2026-02-10.", "应为日期，例如2026-02-10。"


def problem_of(error: dict[str, Any]) -> Problem:
    """What pydantic found, as sentences."""
    kind, context = str(error["type"]), error.get("ctx", {})
    names = [str(part) for part in error["loc"] if not isinstance(part, int)]
    if kind.startswith("date"):
        english, chinese = _DATE_EN, _DATE_ZH
    else:
        english = _EN.get(kind, f"{error['msg']}.").format(**context)
        chinese = _ZH.get(kind, "格式不正确，请对照接口说明核对。").format(**context)
    return Problem(parameter=names[-1], message=english, message_zh=chinese)


def connect(api: NinjaAPI) -> None:
    """Have every error of this interface leave in the one shape."""

    def failed(request: HttpRequest, error: Failure | type[Failure]) -> HttpResponse:
        assert isinstance(error, Failure)
        return error.response()

    def faulty(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
        assert isinstance(error, ValidationError)
        return invalid([problem_of(one) for one in error.errors]).response()

    def missing(request: HttpRequest, error: Http404 | type[Http404]) -> HttpResponse:
        return nothing_here().response()

    def broken(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        log.exception("the API failed at %s", request.get_full_path())
        return Failure(
            500,
            "internal",
            "Something broke on our side; the fault has been logged. Try again later.",
            "系统内部出错，已记入日志，请稍后再试。",
        ).response()

    api.add_exception_handler(Failure, failed)
    api.add_exception_handler(ValidationError, faulty)
    api.add_exception_handler(Http404, missing)
    api.add_exception_handler(Exception, broken)


def nothing_here() -> Failure:
    """An address that this interface does not have."""
    return not_found(
        "There is no such address here; /api/v1/docs lists all of them, none ends in a slash.",
        "没有这个地址，全部地址见/api/v1/docs，结尾均不带斜线。",
    )
