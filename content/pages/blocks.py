"""The pieces a body is put together from. Every one is drawn on the server, and none takes HTML as it was typed."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, MOST_BLOCKS, MOST_STEPS = 200, 12, 500, 100, 40
WIDE = 7  # wider than so many columns, those of words counted twice, each line of a table stands by itself on a phone
FIGURE = re.compile(r"[-−+]?\d[\d,]*(\.\d+)?%?")
TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]
TONES = (("note", _("note")), ("due", _("a date to keep")), ("warn", _("a warning")))


def rows_of(text):
    """Return the cells of a table as typed or pasted: a line a row, cells parted by ``|`` or by tabs."""
    found = []
    for line in text.splitlines():
        line = line.strip()
        parts = line.split("\t") if "\t" in line else line.strip("|").split("|")
        cells = [part.strip() for part in parts]
        if line and not all(set(cell) <= set("-: ") for cell in cells):
            found.append(cells)
    return found


def is_figures(cells):
    """Return whether a column of ``cells`` holds figures alone, so that they stand under one another."""
    return any(map(FIGURE.fullmatch, cells)) and all(cell in ("", "—", "-") or FIGURE.fullmatch(cell) for cell in cells)


def marked(text):
    """Return (head, rows) of a table as typed or pasted, all of one length; a cell as (words, whether its column is figures)."""
    rows = rows_of(text)
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    counts = [is_figures(column) for column in zip(*rows[1:], strict=True)] or [False] * width
    found = [list(zip(row, counts, strict=True)) for row in rows]
    return (found[0] if found else []), found[1:]


class TableBlock(blocks.StructBlock):
    """A table, typed or pasted from a sheet; its first line is its head."""

    caption = blocks.CharBlock(label=_("What the table shows"), max_length=120)
    text = blocks.TextBlock(
        label=_("Lines"), help_text=_("One row a line, cells parted by | or pasted from a sheet. The first line is the head."),
    )

    class Meta:
        label, icon, template = _("Table"), "table", "pages/blocks/table.html"

    def clean(self, value):
        cleaned = super().clean(value)
        rows = rows_of(cleaned["text"])
        wrong = ""
        if len(rows) < 2:
            wrong = _("A table has a head and at least one more line.")
        elif len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
            wrong = _("A table has at most %(rows)s lines and %(columns)s columns; this one has %(is_rows)s and %(is_columns)s.") % {
                "rows": MOST_ROWS, "columns": MOST_COLUMNS, "is_rows": len(rows), "is_columns": max(map(len, rows)),
            }
        elif long := next((cell for row in rows for cell in row if len(cell) > LONGEST_CELL), ""):
            wrong = _("The cell that begins “%(cell)s” is longer than %(n)s characters.") % {"cell": long[:20], "n": LONGEST_CELL}
        if wrong:
            raise blocks.StructBlockValidationError({"text": ValidationError(wrong)})
        return cleaned

    def get_searchable_content(self, value):
        """Return the caption and a line for each row, without the signs that part the cells."""
        return [value["caption"], *(" ".join(filter(None, row)) for row in rows_of(value["text"]))]

    def get_context(self, value, parent_context=None):
        head, rows = marked(value["text"])
        labelled = [[(words, figure, label) for (words, figure), (label, _kind) in zip(row, head, strict=True)] for row in rows]
        stacked = sum(1 if figure else 2 for _words, figure in head) > WIDE
        return super().get_context(value, parent_context) | {"head": head, "rows": labelled, "stacked": stacked}


class PictureBlock(blocks.StructBlock):
    """A picture, and in words what is to be seen on it: without them whoever cannot see it is left out."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What is to be seen"), max_length=200,
        help_text=_("One sentence for whoever cannot see it. Not the name of the file."),
    )
    caption = blocks.CharBlock(label=_("Words under it"), max_length=200, required=False)

    class Meta:
        label, icon, template = _("Picture"), "image", "pages/blocks/picture.html"

    def clean(self, value):
        cleaned = super().clean(value)
        alt = cleaned["alt"].strip().lower()
        if alt.endswith((".jpg", ".jpeg", ".png", ".webp", ".gif")):
            raise blocks.StructBlockValidationError({
                "alt": ValidationError(_("“%(alt)s” is the name of a file. Say what is to be seen.") % {"alt": cleaned["alt"]})
            })
        return cleaned


class NoticeBlock(blocks.StructBlock):
    """A box that nobody should overlook."""

    tone = blocks.ChoiceBlock(choices=TONES, default="note", label=_("Sort"))
    text = blocks.TextBlock(label=_("Text"), max_length=600)

    class Meta:
        label, icon, template = _("Box"), "warning", "pages/blocks/notice.html"


class Body(blocks.StreamBlock):
    """What a page says."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80, icon="title", template="pages/blocks/heading.html")
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT, icon="pilcrow", template="pages/blocks/text.html")
    picture = PictureBlock()
    table = TableBlock()
    papers = blocks.ListBlock(
        DocumentChooserBlock(label=_("Paper")), label=_("Papers"), icon="doc-full", max_num=20,
        template="pages/blocks/papers.html",
    )
    steps = blocks.ListBlock(
        blocks.CharBlock(max_length=300, label=_("Step")), label=_("Steps"), icon="list-ol", max_num=MOST_STEPS,
        template="pages/blocks/steps.html",
    )
    notice = NoticeBlock()
    matter = blocks.CharBlock(
        label=_("Matter"), max_length=20, icon="clipboard-list", template="pages/blocks/matter.html",
        help_text=_("The code of a matter, as in LX-2026-08. Its card always shows where it stands."),
    )
    meeting = blocks.IntegerBlock(
        label=_("Meeting"), min_value=1, max_value=2**62, icon="group", template="pages/blocks/meeting.html",
        help_text=_("The number in the address of the meeting’s record."),
    )

    class Meta:
        max_num = MOST_BLOCKS


class PowerBlock(blocks.StructBlock):
    """One line of a list of powers and duties."""

    code = blocks.CharBlock(label=_("Code"), max_length=20)
    matter = blocks.CharBlock(label=_("Matter"), max_length=200)
    lead = blocks.CharBlock(label=_("Who leads"), max_length=80)
    others = blocks.CharBlock(label=_("Who helps"), max_length=200, required=False)
    basis = blocks.CharBlock(label=_("Ground"), max_length=300)

    class Meta:
        label, icon = _("Power or duty"), "list-ul"


class PointBlock(blocks.StructBlock):
    """A place where one may read what is published."""

    name = blocks.CharBlock(label=_("Name"), max_length=80)
    address = blocks.CharBlock(label=_("Address"), max_length=200)
    hours = blocks.CharBlock(label=_("Hours"), max_length=120)
    tel = blocks.CharBlock(label=_("Telephone"), max_length=40, required=False)
    step_free = blocks.BooleanBlock(label=_("without steps"), required=False)

    class Meta:
        label, icon = _("Reading point"), "home"
