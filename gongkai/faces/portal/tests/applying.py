"""Li Hua at the portal: filling in the form of an application to the housing bureau of 青原县, page by page."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

WANTED = "2024年度全县农村危房改造补助资金分配到各乡镇的明细"
NAME, PROOF, PHONE = "李花", "440524188001010014", "13900000000"
NEW = "/apply/new/"
ANSWERS = {
    "wanted": {"wanted": WANTED},
    "form": {"medium": "electronic", "delivery": "web"},
    "kind": {"kind": "natural"},
    "identity": {"name": NAME, "proof": "resident_id", "proof_number": PROOF},
    "contact": {"phone": PHONE, "email": "", "address": "", "postcode": ""},
}


@dataclass
class Receipt:
    """What Li Hua notes down."""

    number: str
    code: str


def begin(client: Client, agency: str = "zhujian") -> str:
    """Choose the organ; where one is sent."""
    response = client.post(NEW, {"agency": agency})
    assert response.status_code == 302, response.status_code
    return str(response["Location"])


def fill_in(client: Client, **changes: dict[str, str]) -> str:
    """All pages in their order; where the last one leads."""
    place = begin(client)
    for name, answers in {**ANSWERS, **changes}.items():
        assert place == f"{NEW}{name}/"
        place = client.post(place, answers)["Location"]
        if place == f"{NEW}found/":
            place = client.post(place)["Location"]
    return place


def apply(client: Client, **changes: dict[str, str]) -> Receipt:
    """The whole way to the receipt."""
    assert fill_in(client, **changes) == f"{NEW}check/"
    response = client.post(f"{NEW}check/")
    assert response["Location"] == f"{NEW}received/", text_of(response)
    page = LexborHTMLParser(client.get(f"{NEW}received/").content.decode())
    number, code = (node.text() for node in page.css("b.code"))
    return Receipt(number, code)


def text_of(response: HttpResponse) -> str:
    """The words of a page."""
    main = LexborHTMLParser(response.content.decode()).css_first("main")
    return " ".join(main.text(separator=" ").split()) if main else ""


def every_page(client: Client) -> dict[str, str]:
    """What stands on each page of the form, with and without faults, of the receipt and of the case."""
    begin(client)
    texts: dict[str, str] = {}
    fill_in(client, contact={**ANSWERS["contact"], "address": "<前河村>"})
    for name in (*ANSWERS, "found", "check"):
        texts[name] = client.get(f"{NEW}{name}/").content.decode()
    for name in ANSWERS:
        texts[f"{name} wrong"] = client.post(f"{NEW}{name}/", {}, follow=True).content.decode()
        client.post(f"{NEW}{name}/", ANSWERS[name])
    client.post(f"{NEW}check/")
    texts["received"] = client.get(f"{NEW}received/").content.decode()
    place = client.post(f"{NEW}received/")["Location"]
    for part in ("", "withdraw/", "?done=withdraw"):
        texts[f"case {part}"] = client.get(f"{place}{part}").content.decode()
    texts["cases"] = client.get("/apply/case/").content.decode()
    texts["wrong code"] = client.post("/apply/case/", {"number": "x", "code": "x"}).content.decode()
    return texts
