"""The course of a document of 青原县教育局, told by a table: 周敏 drafts, 吴桂兰 reviews."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.kernel.flow import Flow, Refused, Step


@dataclass
class Paper:
    body: str = ""
    drafter: str = "周敏"
    state: str = "draft"


def has_body(paper: Paper, officer: str) -> list[str]:
    """正文不为空"""
    return [] if paper.body else ["正文为空，请先录入正文。"]


def four_eyes(paper: Paper, officer: str) -> list[str]:
    """审查人不是拟稿人"""
    return ["审查人不得是拟稿人，请交由其他人员审查。"] if officer == paper.drafter else []


STATES = {"draft": "草稿", "in_review": "审查中", "live": "已公开", "discarded": "已作废"}
ROLES = {"documents.draft": "起草文件", "documents.review": "审查文件"}
DRAFT, REVIEW = ROLES

SUBMIT: Step[Paper, str] = Step(
    name="submit",
    title="报送",
    from_=("draft",),
    to="in_review",
    roles=(DRAFT,),
    basis="foi:17",
    guards=(has_body,),
)
STEPS: list[Step[Paper, str]] = [
    SUBMIT,
    Step(name="edit", title="修改", from_=("draft", "in_review"), to=None, roles=(DRAFT, REVIEW)),
    Step(
        name="publish",
        title="公开",
        from_=("in_review",),
        to="live",
        roles=(REVIEW,),
        guards=(has_body, four_eyes),
    ),
    Step(name="withdraw", title="撤回", from_=("in_review", "live"), to="draft", roles=(REVIEW,)),
    Step(name="discard", title="作废", from_=("draft",), to="discarded", roles=(DRAFT,)),
]


def course(steps: list[Step[Paper, str]] = STEPS, **changes: object) -> Flow[Paper, str]:
    parts = {
        "title": "文件",
        "states": STATES,
        "roles": ROLES,
        "initial": ("draft",),
        "final": ("discarded",),
        **changes,
    }
    return Flow("documents", steps=steps, **parts)  # type: ignore[arg-type]


COURSE = course()


def test_a_step_leads_to_the_next_state_and_leaves_saving_to_the_caller() -> None:
    paper = Paper(body="关于做好秋季招生工作的通知")
    assert COURSE.take(paper, "submit", roles={DRAFT}, actor="周敏") == "in_review"
    assert paper.state == "draft"


def test_a_step_may_start_from_several_states_and_may_stay_where_it_is() -> None:
    for state in ("draft", "in_review"):
        assert COURSE.take(Paper(state=state), "edit", roles={REVIEW}, actor="吴桂兰") == state


def test_a_refusal_names_every_reason_at_once() -> None:
    with pytest.raises(Refused) as refused:
        COURSE.take(Paper(), "publish", roles={DRAFT}, actor="周敏")
    assert refused.value.reasons == (
        "“公开”须在“审查中”状态下办理，当前状态为“草稿”，此时可以办理的步骤是“报送”“修改”“作废”。",
        "您没有办理“公开”的权限，请交由具有“审查文件”权限的人员办理。",
        "正文为空，请先录入正文。",
        "审查人不得是拟稿人，请交由其他人员审查。",
    )
    assert str(refused.value) == "".join(refused.value.reasons)


def test_four_eyes_looks_at_the_officer_not_only_at_the_role() -> None:
    paper = Paper(body="正文", state="in_review")
    both = {DRAFT, REVIEW}
    assert COURSE.refusals(paper, "publish", roles=both, actor="周敏") == [
        "审查人不得是拟稿人，请交由其他人员审查。"
    ]
    assert COURSE.take(paper, "publish", roles=both, actor="吴桂兰") == "live"


def test_at_the_end_the_refusal_says_that_nothing_more_can_be_done() -> None:
    [reason] = COURSE.refusals(Paper(state="discarded"), "discard", roles={DRAFT}, actor="周敏")
    assert reason == "“作废”须在“草稿”状态下办理，当前状态为“已作废”，此后没有别的步骤，不能再办理。"


def test_a_state_outside_the_table_is_refused_not_crashed_on() -> None:
    [reason] = COURSE.refusals(Paper(state="lost"), "discard", roles={DRAFT}, actor="周敏")
    assert reason == "记录的状态“lost”不在文件流程之中，请联系系统管理员核对后再办理。"


def test_a_hand_made_step_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refused, match="没有“approve”这一步骤，请从以下步骤中选择：报送、修改"):
        COURSE.take(Paper(), "approve", roles={DRAFT}, actor="周敏")


def test_offers_show_the_open_buttons_and_why_the_others_are_closed() -> None:
    offers = {offer.step.name: offer for offer in COURSE.offers(Paper(), roles={DRAFT}, actor="周敏")}
    assert list(offers) == [step.name for step in STEPS]
    assert [name for name, offer in offers.items() if offer.here] == ["submit", "edit", "discard"]
    assert offers["submit"].reasons == ("正文为空，请先录入正文。",) and not offers["submit"].open
    assert [step.name for step in COURSE.open_to(Paper(), roles={DRAFT}, actor="周敏")] == [
        "edit",
        "discard",
    ]


def test_the_state_may_live_under_another_name() -> None:
    @dataclass
    class Letter:
        stage: str = "open"

    step: Step[Letter, object] = Step(
        name="close", title="办结", from_=("open",), to="closed", roles=("clerk",)
    )
    flow: Flow[Letter, object] = Flow(
        "letters",
        title="来信",
        states={"open": "办理中", "closed": "已办结"},
        roles={"clerk": "承办"},
        steps=[step],
        initial=["open"],
        final=["closed"],
        attribute="stage",
    )
    assert flow.take(Letter(), "close", roles=["clerk"], actor=None) == "closed"


@pytest.mark.parametrize(
    ("steps", "changes", "sentence"),
    [
        ([*STEPS, SUBMIT], {}, "Give one of the two steps 'submit' another name."),
        (
            [*STEPS, replace(SUBMIT, name="lose", to="lost")],
            {},
            "Declare state 'lost', named in step 'lose'.",
        ),
        ([*STEPS, replace(SUBMIT, name="lose", from_=("lost",))], {}, "Declare state 'lost'"),
        ([*STEPS, replace(SUBMIT, name="lose", from_=())], {}, "Say which states step 'lose' starts from."),
        ([*STEPS, replace(SUBMIT, name="lose", roles=())], {}, "Say which roles may take step 'lose'."),
        ([*STEPS, replace(SUBMIT, name="lose", roles=("god",))], {}, "Declare role 'god'"),
        ([*STEPS, replace(SUBMIT, name="Re-do")], {}, "Rename step 'Re-do'"),
        ([*STEPS, replace(SUBMIT, name="lose", guards=(lambda _paper, _by: [],))], {}, "Say in a docstring"),
        (STEPS, {"states": {**STATES, "limbo": "悬置"}}, "No step leads to state 'limbo'"),
        (STEPS, {"final": ()}, "No step leads out of state 'discarded': add one, or name it final."),
        (STEPS, {"final": ("discarded", "live")}, "State 'live' is called final, yet steps lead out of it."),
        (STEPS, {"final": ("discarded", "lost")}, "Declare state 'lost', named in final."),
        (STEPS, {"initial": ()}, "Say which state it begins in."),
    ],
)
def test_a_faulty_table_cannot_be_built(
    steps: list[Step[Paper, str]], changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ValueError, match="The flow 'documents' cannot be used: ") as error:
        course(steps, **changes)
    assert sentence in str(error.value)


def test_a_refusal_without_a_reason_is_a_mistake_of_ours() -> None:
    for nothing in ([], [" "], ""):
        with pytest.raises(ValueError, match="at least one reason"):
            Refused(nothing)
    assert Refused("请填写标题。").reasons == ("请填写标题。",)
    assert Refused(["甲。", "乙。", "甲。"]).reasons == ("甲。", "乙。")


def test_the_table_prints_itself_for_the_docs() -> None:
    lines = COURSE.as_markdown(cite=lambda basis: f"〈{basis}〉").splitlines()
    assert lines[0].startswith("| 步骤 | 名称 | 从 | 到 |")
    assert lines[2] == "| `submit` | 报送 | 草稿 | 审查中 | 起草文件 | 〈foi:17〉 | 正文不为空 |"
    assert lines[3] == "| `edit` | 修改 | 草稿、审查中 | 不变 | 起草文件、审查文件 | — | — |"
    assert lines[4].endswith("| 正文不为空<br>审查人不是拟稿人 |")
    drawing = COURSE.as_mermaid().splitlines()
    assert drawing[0] == "stateDiagram-v2"
    assert '    state "审查中" as in_review' in drawing
    assert {"    [*] --> draft", "    discarded --> [*]"} < set(drawing)
    assert {"    in_review --> in_review: 修改", "    draft --> in_review: 报送"} < set(drawing)


@dataclass
class Thing:
    state: str
    obstacles: frozenset[str]


def _guard(name: str) -> Callable[[Thing, object], list[str]]:
    def guard(thing: Thing, actor: object) -> list[str]:
        return [f"请先排除{name}。"] if name in thing.obstacles else []

    guard.__doc__ = f"没有{name}"
    return guard


GUARDS = {name: _guard(name) for name in "甲乙丙"}


@st.composite
def any_flow(draw: st.DrawFn) -> Flow[Thing, object]:
    """Every state is reached from an earlier one; states that nothing leaves are final."""
    states = [f"s{number}" for number in range(draw(st.integers(2, 6)))]
    moves = [
        ((draw(st.sampled_from(states[:number])),), state) for number, state in enumerate(states) if number
    ]
    some = st.lists(st.sampled_from(states), min_size=1, max_size=3, unique=True).map(tuple)
    moves += draw(st.lists(st.tuples(some, st.sampled_from([*states, None])), max_size=6))
    steps: list[Step[Thing, object]] = [
        Step(
            name=f"step{number}",
            title=f"步骤{number}",
            from_=sources,
            to=target,
            roles=tuple(draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True))),
            guards=tuple(GUARDS[name] for name in draw(st.sets(st.sampled_from("甲乙丙"), max_size=2))),
        )
        for number, (sources, target) in enumerate(moves)
    ]
    left = {source for sources, target in moves for source in sources if target not in (None, source)}
    return Flow(
        "any",
        title="任意",
        states={state: state for state in states},
        roles={role: role for role in "abc"},
        steps=steps,
        initial=["s0"],
        final=[state for state in states if state not in left],
    )


@settings(deadline=None)
@given(any_flow(), st.data())
def test_any_sequence_of_steps_moves_by_the_table_or_changes_nothing(
    flow: Flow[Thing, object], data: st.DataObject
) -> None:
    thing = Thing("s0", frozenset())
    for _ in range(data.draw(st.integers(1, 12))):
        thing.obstacles = data.draw(st.frozensets(st.sampled_from("甲乙丙"), max_size=1))
        roles = data.draw(st.frozensets(st.sampled_from("abc"), max_size=2))
        step = data.draw(st.sampled_from(flow.steps))
        demanded = {(guard.__doc__ or "").removeprefix("没有") for guard in step.guards}
        allowed = thing.state in step.from_ and bool(roles & {*step.roles}) and not demanded & thing.obstacles
        offers = {offer.step.name: offer for offer in flow.offers(thing, roles=roles, actor=None)}
        assert offers[step.name].open is allowed
        assert (step in flow.open_to(thing, roles=roles, actor=None)) is allowed
        before = replace(thing)
        try:
            after = flow.take(thing, step.name, roles=roles, actor=None)
        except Refused as refused:
            assert not allowed and refused.reasons == offers[step.name].reasons
            expected = (thing.state not in step.from_) + (not roles & {*step.roles})
            assert len(refused.reasons) == expected + len(demanded & thing.obstacles)
            assert thing == before
        else:
            assert allowed and thing == before
            thing.state = after
        assert thing.state in flow.states
