"""The pictures of the README and the guides: all there, all used, fetching nothing."""

import re
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_every_picture_is_used_and_every_picture_used_is_there() -> None:
    used = {name for page in PAGES for name in re.findall(r"pictures/([\w-]+)\.svg", page.read_text(encoding="utf-8"))}
    scenes = set(re.findall(r'Scene\(\s*"([\w-]+)"', (ROOT / "benchmarks" / "pictures.py").read_text(encoding="utf-8")))
    drawn = {path.stem for path in PICTURES.glob("*.svg")}
    assert used == drawn
    assert drawn == scenes


def test_pictures_are_light_titled_and_fetch_nothing() -> None:
    for path in PICTURES.glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert len(text) < 150_000, path.name
        assert not re.search(r"url\(|@import|<script|href=\"[^#]", text), path.name
        drawing = ElementTree.fromstring(text)
        title = drawing.find("{http://www.w3.org/2000/svg}title")
        assert title is not None, path.name
        assert title.text, path.name
