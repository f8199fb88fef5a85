"""The tokens: text stands out in every theme, both ways to a theme say the same, and colours stand nowhere else."""

import re
from pathlib import Path

import pytest

from yishi.web import bundle

CSS = Path(bundle.__file__).parents[3] / "static" / "yishi" / "css"
TOKENS = re.sub(r"/\*.*?\*/", "", (CSS / "tokens.css").read_text(encoding="utf-8"), flags=re.DOTALL)
TEXT = ("ink", "soft", "red", "green", "amber", "link")  # written on the three grounds
GROUNDS = ("ground", "paper", "sunk")
DARK, MORE = "(prefers-color-scheme: dark)", "(prefers-contrast: more)"


def rules():
    """Yield (media, selector, tokens) for every rule of the file."""
    for media, inner, selector, body in re.findall(
        r"@media ([^{]+?) \{((?:[^{}]*\{[^}]*\})+)\s*\}|([^{}@]+)\{([^}]*)\}", TOKENS
    ):
        found = re.findall(r"([^{}]+)\{([^}]*)\}", inner) if media else [(selector, body)]
        for name, words in found:
            yield media, " ".join(name.split()), dict(re.findall(r"--([\w-]+):\s*([^;]+);", words))


RULES = list(rules())


def of(selector, media=""):
    return next(tokens for found, name, tokens in RULES if (found, name) == (media, selector))


ROOT = of(":root")
THEMES = {
    "light": ROOT,
    "dark": {**ROOT, **of(":root.dark")},
    "contrast": {**ROOT, **of(":root.contrast:not(.dark)")},
    "dark contrast": {**ROOT, **of(":root.contrast.dark")},
    "elder": {**ROOT, **of(":root.elder:not(.contrast)")},
    "dark elder": {**ROOT, **of(":root.dark"), **of(":root.elder.dark:not(.contrast)")},
}


def luminance(colour):
    channels = (int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out(theme):
    has, weak = THEMES[theme], []
    pairs = [(text, ground, 4.5) for text in TEXT for ground in GROUNDS]
    pairs += [("on-red", "red-fill", 4.5), ("on-red", "red-press", 4.5), ("on-slab", "slab", 4.5), ("ink", "amber-wash", 4.5),
              ("on-slab-soft", "slab", 4.5), ("red-on-slab", "slab", 4.5), ("ink", "red-wash", 4.5), ("ink", "green-wash", 4.5)]
    pairs += [("edge", ground, 3) for ground in ("ground", "paper")]
    for front, back, least in pairs:
        if contrast(has[front], has[back]) < least * (1.5 if "contrast" in theme and least == 4.5 else 1):
            weak.append((front, back, round(contrast(has[front], has[back]), 2)))
    assert weak == []
    assert max(contrast(has[ring], has["ground"]) for ring in ("focus", "focus-ink")) >= 3


def test_the_measure_of_contrast_measures():
    assert round(contrast("#000000", "#ffffff")) == 21
    assert contrast("#777777", "#ffffff") < 4.5 < contrast("#767676", "#ffffff")


@pytest.mark.parametrize(("asked", "chosen"), [
    ((":root:not(.light)", DARK), (":root.dark", "")),
    ((":root:not(.dark)", MORE), (":root.contrast:not(.dark)", "")),
    ((":root:not(.light)", f"{MORE} and {DARK}"), (":root.contrast.dark", "")),
    ((":root.contrast:not(.light)", DARK), (":root.contrast.dark", "")),
    ((":root.dark", MORE), (":root.contrast.dark", "")),
    ((":root.elder:not(.contrast, .light)", DARK), (":root.elder.dark:not(.contrast)", "")),
])
def test_what_the_device_asks_for_is_what_the_reader_may_choose(asked, chosen):
    assert of(*asked) == of(*chosen)


def test_nothing_is_smaller_than_sixteen_and_the_elder_version_has_its_sizes():
    elder = of(".elder")
    for base, sizes in ((17, ROOT), (22, {**ROOT, **elder})):
        for name in ("t-note", "t-small", "t-body", "t-lead", "t-h3", "t-h2", "t-h1"):
            assert float(sizes[name].removesuffix("rem")) * base >= 15.99, name
    assert elder["tap"] == "64px"
    assert elder["tap-small"] == "64px"
    assert "html.elder { font-size: 137.5%; }" in (CSS / "ground.css").read_text(encoding="utf-8")


def test_raw_colours_stand_in_the_tokens_alone():
    found = {
        path.name: colours for path in CSS.glob("*.css") if path.name != "tokens.css"
        and (colours := re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\))|rgba?\(|hsla?\(", path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_what_is_drawn_with_a_bare_i_leaves_the_dots_between_facts_alone():
    """``{% dot %}`` is an ``<i>`` too: a box to tick or a dash is meant as the child of its list."""
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in CSS.glob("*.css"))
    wide = re.findall(r"^.*[^>\s] i\s*[,{:].*$", sheets, re.MULTILINE)
    assert wide == []


def test_the_bundle_is_every_sheet_tokens_first_and_print_last():
    names = [path.stem for path in bundle.sheets()]
    assert names[0] == "tokens"
    assert names[-1] == "print"
    assert set(names) == {path.stem for path in CSS.glob("*.css")}
    assert bundle.text().index("--ground") < bundle.text().index(".btn")
    found = bundle.BundleFinder().find(bundle.NAME)
    assert Path(found).read_text(encoding="utf-8") == bundle.text()
