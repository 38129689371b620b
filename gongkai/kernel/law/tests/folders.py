"""Writes small packs into a folder, for the tests of this package."""

from pathlib import Path

ACTS = """
[act.rules]
title = "青原县政务公开办法"
number = "青原县人民政府令第3号"
in_force = 2020-01-01
last = 30

[act.plan]
title = "青原县政务公开工作要点"
number = "青政办发〔2022〕9号"
in_force = 2022-03-01
parts = "point"
"""


def write_pack(directory: Path, name: str, *, manifest: str = 'title = "青原县"\n', **files: str) -> Path:
    """A pack of this name; each keyword is a file, with its text."""
    folder = directory / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(manifest, encoding="utf-8")
    for file, text in files.items():
        (folder / f"{file}.toml").write_text(text, encoding="utf-8")
    return folder


def limit(id: str, *versions: str, title: str = "答复") -> str:
    """A limit with these versions, each as the text of its table."""
    head = f'[limit.{id}]\ntitle = "{title}"\ncounts = "自收到之日起"\n'
    return head + "".join(f"[[limit.{id}.versions]]\n{version.strip()}\n" for version in versions)
