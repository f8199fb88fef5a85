"""Words of others within a sentence of ours."""


def unended(text):
    """Return ``text`` without its full stop, to stand within a sentence: "材料未齐。" → "材料未齐"."""
    return text.rstrip("。.;； \n")
