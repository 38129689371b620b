"""Flow 流程: transition tables that can be read, asked and printed; it stores nothing and knows no subject.

A course of events is one table: which step leads from which states to which, who may take it, on what
legal basis and under which conditions. The same table answers the button, the form and the hand-made
request, so they cannot disagree: `offers` shows what is open and why the rest is closed, `take` moves or
raises `Refused` with every reason at once.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Subject = TypeVar("Subject")
Actor = TypeVar("Actor")

_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Refused(Exception):
    """An act was refused and nothing was changed; `reasons` tell the person what to do next, in Chinese."""

    def __init__(self, reasons: str | Iterable[str]) -> None:
        sentences = [reasons] if isinstance(reasons, str) else list(reasons)
        if not sentences or not all(sentence.strip() for sentence in sentences):
            raise ValueError("A refusal needs at least one reason, and no reason may be blank.")
        self.reasons: tuple[str, ...] = tuple(dict.fromkeys(sentences))
        super().__init__(self.reasons)

    def __str__(self) -> str:
        return "".join(self.reasons)


def text_faults(name: str, text: str, most: int = 500, *, ask: str = "") -> list[str]:
    """Why a text that a person must give cannot be taken: it is missing (`ask` asks for it in other words), or longer
    than `most` characters."""
    if not text.strip():
        return [ask or f"请填写{name}。"]
    return [f"{name}最多{most}字，请压缩。"] if len(text.strip()) > most else []


@dataclass(frozen=True, kw_only=True)
class Step(Generic[Subject, Actor]):
    """One row of a table.

    name, title: the verb in English (`a-z0-9_`) and in Chinese.
    from_: the states it may be taken in. to: the state it leads to; None leaves the subject where it is.
    roles: roles or permissions, any one of which is enough.
    basis: references to law such as "foi:17" (see gongkai.kernel.law); empty where no law asks for the step.
    guards: conditions. Each is a function (subject, actor) → sentences in Chinese that say what to do next,
        none when the condition holds; its docstring says the condition in one line, for the printed table.
        Guards are asked in every state, since a refusal names all reasons at once.
    """

    name: str
    title: str
    from_: tuple[str, ...]
    to: str | None
    roles: tuple[str, ...]
    basis: str = ""
    guards: tuple[Callable[[Subject, Actor], list[str]], ...] = ()


@dataclass(frozen=True)
class Offer(Generic[Subject, Actor]):
    """A step as it stands for one person and one subject now: open, or closed for `reasons`.

    here: the step starts from the present state, whether or not anything else closes it.
    """

    step: Step[Subject, Actor]
    here: bool
    reasons: tuple[str, ...]

    @property
    def open(self) -> bool:
        return not self.reasons


class Flow(Generic[Subject, Actor]):
    """A transition table over subjects and actors, checked when it is built.

    states, roles: names → Chinese titles. initial: states that a subject may begin in. final: states that
    nothing leads out of (steps that stay are allowed there). attribute: where a subject keeps its state.

    Raises ValueError, with every fault of the table in one message.
    """

    def __init__(
        self,
        name: str,
        *,
        title: str,
        states: Mapping[str, str],
        roles: Mapping[str, str],
        steps: Iterable[Step[Subject, Actor]],
        initial: Collection[str],
        final: Collection[str] = (),
        attribute: str = "state",
    ) -> None:
        self.name, self.title = name, title
        self.states = {str(key): value for key, value in states.items()}
        self.roles = {str(key): value for key, value in roles.items()}
        self.steps: tuple[Step[Subject, Actor], ...] = tuple(steps)
        self.initial, self.final = tuple(initial), tuple(final)
        self.attribute = attribute
        if faults := _faults(self):
            raise ValueError(f"The flow {name!r} cannot be used: " + " ".join(faults))
        self._by_name = {step.name: step for step in self.steps}

    def state_of(self, subject: Subject) -> str:
        return str(getattr(subject, self.attribute))

    def refusals(self, subject: Subject, step: str, *, roles: Collection[str], actor: Actor) -> list[str]:
        """Every reason why `actor`, holding `roles` over `subject`, may not take `step`; empty if none."""
        row = self._by_name.get(step)
        if row is None:
            known = "、".join(known.title for known in self.steps)
            return [f"{self.title}流程中没有“{step}”这一步骤，请从以下步骤中选择：{known}。"]
        reasons = []
        if self.state_of(subject) not in row.from_:
            reasons.append(self._out_of_place(subject, row))
        if not set(row.roles) & set(roles):
            wanted = "或".join(f"“{self.roles[role]}”" for role in row.roles)
            reasons.append(f"您没有办理“{row.title}”的权限，请交由具有{wanted}权限的人员办理。")
        for guard in row.guards:
            reasons += guard(subject, actor)
        return list(dict.fromkeys(reasons))

    def take(
        self,
        subject: Subject,
        step: str,
        *,
        roles: Collection[str],
        actor: Actor,
        faults: Iterable[str] = (),
    ) -> str:
        """The state after `step`; the subject itself is left for the caller to save.

        faults: what is wrong with what was given for the step. Raises Refused with all the reasons and faults.
        """
        if reasons := [*self.refusals(subject, step, roles=roles, actor=actor), *faults]:
            raise Refused(reasons)
        return self._by_name[step].to or self.state_of(subject)

    def offers(
        self, subject: Subject, *, roles: Collection[str], actor: Actor
    ) -> list[Offer[Subject, Actor]]:
        """Every step in the order of the table, with the reasons why it is closed."""
        here = self.state_of(subject)
        return [
            Offer(
                step=step,
                here=here in step.from_,
                reasons=tuple(self.refusals(subject, step.name, roles=roles, actor=actor)),
            )
            for step in self.steps
        ]

    def open_to(
        self, subject: Subject, *, roles: Collection[str], actor: Actor
    ) -> list[Step[Subject, Actor]]:
        """The steps that can be taken now: the buttons to show."""
        return [offer.step for offer in self.offers(subject, roles=roles, actor=actor) if offer.open]

    def as_markdown(self, cite: Callable[[str], str] = str) -> str:
        """The table for the docs; `cite` turns a step's basis into words."""
        rows = [
            "| 步骤 | 名称 | 从 | 到 | 权限 | 依据 | 条件 |",
            "|---|---|---|---|---|---|---|",
        ]
        for step in self.steps:
            cells = (
                f"`{step.name}`",
                step.title,
                "、".join(self.states[state] for state in step.from_),
                self.states[step.to] if step.to else "不变",
                "、".join(self.roles[role] for role in step.roles),
                cite(step.basis) if step.basis else "—",
                "<br>".join(_condition(guard) for guard in step.guards) or "—",
            )
            rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        return "\n".join(rows) + "\n"

    def as_mermaid(self) -> str:
        """The same table as the text of a mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{title}" as {state}' for state, title in self.states.items()]
        lines += [f"    [*] --> {state}" for state in self.initial]
        for step in self.steps:
            lines += [f"    {state} --> {step.to or state}: {step.title}" for state in step.from_]
        lines += [f"    {state} --> [*]" for state in self.final]
        return "\n".join(lines) + "\n"

    def _out_of_place(self, subject: Subject, row: Step[Subject, Actor]) -> str:
        here = self.state_of(subject)
        if here not in self.states:
            return f"记录的状态“{here}”不在{self.title}流程之中，请联系系统管理员核对后再办理。"
        wanted = "或".join(f"“{self.states[state]}”" for state in row.from_)
        sentence = f"“{row.title}”须在{wanted}状态下办理，当前状态为“{self.states[here]}”，"
        others = "".join(f"“{step.title}”" for step in self.steps if here in step.from_)
        return sentence + (f"此时可以办理的步骤是{others}。" if others else "此后没有别的步骤，不能再办理。")


def _condition(guard: Callable[..., object]) -> str:
    lines = (guard.__doc__ or "").strip().splitlines()
    return lines[0].strip() if lines else ""


def _faults(flow: Flow[Subject, Actor]) -> list[str]:
    """Everything wrong with a table, a sentence each."""
    faults = [
        f"Rename {kind} {name!r}: use small letters, digits and underscores."
        for kind, names in (("state", flow.states), ("step", [step.name for step in flow.steps]))
        for name in names
        if not _NAME.fullmatch(name)
    ]
    named = [("initial", flow.initial), ("final", flow.final)]
    named += [(f"step {step.name!r}", (*step.from_, *([step.to] if step.to else []))) for step in flow.steps]
    for place, used in named:
        faults += [
            f"Declare state {state!r}, named in {place}." for state in used if state not in flow.states
        ]
    seen: set[str] = set()
    for step in flow.steps:
        if step.name in seen:
            faults.append(f"Give one of the two steps {step.name!r} another name.")
        seen.add(step.name)
        if not step.from_:
            faults.append(f"Say which states step {step.name!r} starts from.")
        if not step.roles:
            faults.append(f"Say which roles may take step {step.name!r}.")
        faults += [
            f"Declare role {role!r}, named in step {step.name!r}."
            for role in step.roles
            if role not in flow.roles
        ]
        faults += [
            f"Say in a docstring what the guard {guard!r} of step {step.name!r} demands."
            for guard in step.guards
            if not _condition(guard)
        ]
    if not flow.initial:
        faults.append("Say which state it begins in.")
    return faults or _misshapen(flow)


def _misshapen(flow: Flow[Subject, Actor]) -> list[str]:
    """States that cannot be reached, or cannot be left, in a table whose names are all right."""
    exits: dict[str, set[str]] = {state: set() for state in flow.states}
    for step in flow.steps:
        for state in step.from_:
            exits[state] |= {step.to or state} - {state}
    reached, todo = set(flow.initial), list(flow.initial)
    while todo:
        fresh = exits[todo.pop()] - reached
        reached |= fresh
        todo += fresh
    faults = [
        f"No step leads to state {state!r}: add one, or name it initial."
        for state in flow.states
        if state not in reached
    ]
    for state, targets in exits.items():
        if targets and state in flow.final:
            faults.append(f"State {state!r} is called final, yet steps lead out of it.")
        if not targets and state not in flow.final:
            faults.append(f"No step leads out of state {state!r}: add one, or name it final.")
    return faults
