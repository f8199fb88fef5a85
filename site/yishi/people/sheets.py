"""Reading an uploaded table, CSV or XLSX, as plain text cells. What cannot be read is refused in a sentence."""

import csv
import datetime as dt
import io
import zipfile

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from yishi.refusals import Invalid

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_LINES = 100_000
MOST_COLUMNS = 60
XLSX = b"PK\x03\x04"


def read(content):
    """Return the lines of the table in the bytes ``content``: (line number, list of cells), no blank ones.

    CSV may be UTF-8 or GB 18030; of an XLSX the first sheet is read, formulas as they are written, never computed.
    Refused as Invalid: an empty or too large file, what is neither, more lines or columns than a register has.
    """
    if not content:
        raise Invalid(_("The file is empty."), field="file")
    if len(content) > LARGEST_FILE:
        raise Invalid(_("The file is larger than 20 MB. Split it by estate."), field="file")
    lines = _xlsx(content) if content.startswith(XLSX) else _csv(content)
    found = []
    for number, cells in lines:
        if any(cells):
            found.append((number, cells))
        if len(found) > MOST_LINES or len(cells) > MOST_COLUMNS:
            raise Invalid(_("The table is larger than a register: at most 100,000 lines and 60 columns."), field="file")
    return found


def _csv(content):
    """Yield the lines of a CSV; the number is that of the line's end in the file, as an editor shows it."""
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        raise Invalid(
            _("Line %(line)s cannot be read as CSV. Is a quotation mark left open?") % {"line": reader.line_num},
            field="file",
        ) from None


def _decoded(content):
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Invalid(_("This is neither a CSV nor an XLSX file."), field="file")


def _xlsx(content):
    """Yield the lines of the first sheet of an XLSX."""
    broken = Invalid(_("This XLSX cannot be opened. Save it again, or save it as CSV."), field="file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_UNPACKED:
                raise broken
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=False).worksheets[0]
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_text(cell) for cell in cells]
    except Invalid:
        raise
    except Exception:  # the library raises whatever its many readers raise
        raise broken from None


def _text(cell):
    """Return a cell as text: dates as 2026-11-20, whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, dt.datetime | dt.date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
