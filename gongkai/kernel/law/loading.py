"""Finding packs in folders, reading them, and refusing what cannot be used."""

import os
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from gongkai.kernel.law.check import clause_problems, entry_problems
from gongkai.kernel.law.clauses import Resolver
from gongkai.kernel.law.complaints import complaints
from gongkai.kernel.law.dated import Entry
from gongkai.kernel.law.pack import Pack
from gongkai.kernel.law.sections import SECTIONS, Manifest
from gongkai.kernel.law.source import PackError, Problem, Source, read_source

BUILT_IN = Path(__file__).parent / "packs"
MANIFEST = "pack.toml"

Folders = dict[str, list[Path]]


def load_pack(name: str, packs_dir: Path | None = None) -> Pack:
    """The pack of this name with all that it extends; read once and kept.

    Packs stand in the installed package and in one further folder: `packs_dir`, or else the one named by
    the environment variable GONGKAI_PACKS. Raises PackError with every fault, each with file and line.
    """
    dirs = _dirs(packs_dir)
    return _kept(name, dirs, _written(dirs))


def forget_packs() -> None:
    """Look at the files again at the next use of a pack: it is read afresh where they changed."""
    _written.cache_clear()


def check_packs(packs_dir: Path | None = None, resolver: Resolver | None = None) -> list[Problem]:
    """Every fault of every pack that can be found (see load_pack), by file and line, read afresh.

    With a resolver, clauses may claim to be met only by what it knows.
    """
    problems: set[Problem] = set()
    try:
        found = _find(_dirs(packs_dir))
    except PackError as error:
        return list(error.problems)
    read: dict[str, Pack] = {}
    for name in found:
        try:
            pack = _read(name, found, read)
            problems.update(clause_problems(pack, resolver))
        except PackError as error:
            problems.update(error.problems)
    return sorted(problems)


def pack_names(packs_dir: Path | None = None) -> list[str]:
    """The names of the packs that can be found (see load_pack)."""
    return list(_find(_dirs(packs_dir)))


def pack_folders() -> tuple[Path, ...]:
    """The folders in which packs stand (see load_pack)."""
    return _dirs(None)


def _dirs(packs_dir: Path | None) -> tuple[Path, ...]:
    named = os.environ.get("GONGKAI_PACKS")
    further = packs_dir or (Path(named) if named else None)
    return tuple(dict.fromkeys([BUILT_IN, *([further.resolve()] if further else [])]))


@lru_cache(maxsize=8)
def _written(dirs: tuple[Path, ...]) -> str:
    """A digest of all that stands in the folders."""
    digest = sha256()
    for file in sorted(file for directory in dirs for file in directory.glob("*/*.toml")):
        digest.update(bytes(file) + b"\0" + (file.read_bytes() if file.is_file() else b"") + b"\0")
    return digest.hexdigest()


@lru_cache(maxsize=64)
def _kept(name: str, dirs: tuple[Path, ...], written: str) -> Pack:
    found = _find(dirs)
    if name not in found:
        sentence = f"没有名为“{name}”的法规包，现有：{'、'.join(found)}。"
        raise PackError([Problem(dirs[-1] / name, 1, sentence)])
    return _read(name, found, {})


def _find(dirs: tuple[Path, ...]) -> Folders:
    """Pack name → the folders of that name: each sub-folder with a TOML file in it is a pack."""
    found: Folders = {}
    for directory in dirs:
        if not directory.is_dir():
            raise PackError([Problem(directory, 1, "没有这个法规包目录，请检查 GONGKAI_PACKS 的设置。")])
        for folder in sorted({file.parent for file in directory.glob("*/*.toml")}):
            found.setdefault(folder.name, []).append(folder)
    return found


def _read(name: str, found: Folders, read: dict[str, Pack], children: tuple[str, ...] = ()) -> Pack:
    """The pack of this name, taken from `read` if it is there and added to it if it is not."""
    if name in read:
        return read[name]
    folder, *others = found[name]
    if others:
        sentence = f"法规包“{name}”与 {folder} 重名，请把其中一个文件夹改名。"
        raise PackError([Problem(other / MANIFEST, 1, sentence) for other in others])
    manifest_source = read_source(folder / MANIFEST)
    try:
        manifest = Manifest.model_validate(manifest_source.data)
    except ValidationError as error:
        raise PackError([manifest_source.problem(*fault) for fault in complaints(error, Manifest)]) from error
    parent = None
    if manifest.extends is not None:
        if fault := _cannot_extend(manifest.extends, found, (*children, name)):
            raise PackError([manifest_source.problem(("extends",), fault)])
        parent = _read(manifest.extends, found, read, (*children, name))
    problems: list[Problem] = []
    sections: dict[str, dict[str, Entry]] = {}
    sources: dict[tuple[str, str], Source] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name != MANIFEST:
            try:
                problems += _read_entries(read_source(file), sections, sources)
            except PackError as error:
                problems += error.problems
    pack = Pack(name, manifest.title, manifest.note, parent, sections, sources)
    if problems or (problems := entry_problems(pack)):
        raise PackError(problems)
    read[name] = pack
    return pack


def _cannot_extend(parent: str, found: Folders, line: tuple[str, ...]) -> str | None:
    if parent in line:
        return f"法规包之间循环依据：{' → '.join((*line, parent))}，请去掉其中一处 extends。"
    if parent not in found:
        return f"所依据的法规包“{parent}”不存在，现有：{'、'.join(found)}。"
    return None


def _read_entries(
    source: Source, sections: dict[str, dict[str, Entry]], sources: dict[tuple[str, str], Source]
) -> list[Problem]:
    """Add what one file says to `sections` and `sources`; what is faulty is left out and returned."""
    problems = []
    for name, table in source.data.items():
        if name not in SECTIONS or not isinstance(table, dict):
            known = "、".join(f"[{known}.…]" for known in SECTIONS)
            problems.append(source.problem((name,), f"不认识“{name}”，此处可以写的有：{known}。"))
            continue
        section = SECTIONS[name]
        for id, raw in table.items():
            if (name, id) in sources:
                first = sources[name, id].problem((name, id), "")
                sentence = f"{section.title}“{id}”已在 {first.file.name} 第{first.line}行写过，请合并为一处。"
                problems.append(source.problem((name, id), sentence))
                continue
            sources[name, id] = source
            try:
                sections.setdefault(name, {})[id] = section.model.model_validate(raw)
            except ValidationError as error:
                problems += [
                    source.problem((name, id, *route), sentence)
                    for route, sentence in complaints(error, section.model)
                ]
    return problems
