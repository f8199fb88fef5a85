"""The catalogue in the national table: as an XLSX that can be imported again, and as the lines of the PDF."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from yishi.text.plain import plain

from .columns import AUDIENCES, CHANNELS, KINDS, MAY, METHODS, MUST, OPENNESS, TICK, TIERS
from .enums import Kind

# (upper head, lower head, width): the national columns, then ours, which an import reads back.
COLUMNS = (
    ("序号", "", 6), ("公开事项", "一级事项", 13), ("公开事项", "二级事项", 20), ("公开内容（要素）", "", 42), ("公开依据", "", 30),
    ("公开时限", "", 24), ("公开主体", "", 18), ("公开渠道和载体", "", 26), ("公开对象", "全社会", 6), ("公开对象", "特定群体", 6),
    ("公开方式", "主动", 6), ("公开方式", "依申请", 6), ("公开层级", "县级", 6), ("公开层级", "乡级", 6),
    ("五公开", "", 12), ("清单", "", 14), ("编码", "", 8), ("三级事项", "", 12), ("时限规则", "", 8), ("时限数值", "", 8),
    ("公开对象说明", "", 16), ("处理方式", "", 26), ("隐私保护", "", 20), ("备注", "", 20),
)
NATIONAL = 14
LINE = Border(*[Side(style="thin")] * 4)
FORMULA = ("=", "+", "-", "@", "\t")


ACCOUNT = ("责任账号", "", 12)  # of who keeps the catalogue alone: an account's name is nobody else's


def cells(entry):
    """Return the texts of ``entry`` in the order of ``COLUMNS``; needs its topic and heading."""
    ticks = [TICK if key.value in keys else "" for words, keys in
             ((AUDIENCES, entry.audience), (METHODS, entry.method), (TIERS, entry.tiers)) for key in words]
    channels = [f"{mark}{CHANNELS[key]}" for mark, keys in ((MUST, entry.must), (MAY, entry.may)) for key in keys]
    return [
        entry.seq, entry.topic.name if entry.topic else "", entry.level2, "\n".join(entry.elements), "\n".join(entry.basis),
        entry.limit_words, entry.body, "\n".join(channels), *ticks, "\n".join(OPENNESS[key] for key in entry.openness),
        KINDS[entry.kind], entry.heading.code, entry.level3, entry.limit, entry.value, entry.audience_note, entry.handling,
        entry.privacy, entry.note,
    ]


def xlsx(edition, accounts=False):
    """Return the bytes of ``edition`` as an XLSX: title, two lines of head, and an entry a line; the head stays in sight.

    With ``accounts`` the accounts of those answerable stand in it too, so that it reads back whole.
    """
    columns = (*COLUMNS, ACCOUNT) if accounts else COLUMNS
    book = Workbook()
    sheet = book.active
    sheet.title = "政务公开标准目录"
    sheet.append([safe(str(edition))])
    sheet.append([upper for upper, _lower, _width in columns])
    sheet.append([lower for _upper, lower, _width in columns])
    for entry in lines(edition):
        sheet.append([safe(cell) for cell in [*cells(entry), *([_account(entry)] if accounts else [])]])
    sheet.append(["", f"{MUST}必选项，{MAY}可选项"])
    _dress(sheet, columns)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def lines(edition):
    """Return the entries of ``edition``: the proactive list, then the others. One query."""
    rank = {kind.value: n for n, kind in enumerate(Kind)}
    rows = edition.entries.select_related("topic", "heading", "owner__user")
    return sorted(rows, key=lambda entry: (rank[entry.kind], entry.seq))


def safe(cell):
    """Return ``cell`` so that no program takes it for a formula, and without the signs that no XLSX may hold."""
    cell = plain(cell)
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _account(entry):
    return getattr(getattr(entry.owner, "user", None), "username", "")


def _dress(sheet, columns):
    """Merge the heads, rule the lines, set the widths, and have the national columns printed, with the head on every page."""
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=NATIONAL)
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=16), Alignment(horizontal="center")
    for n, (upper, lower, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(n)].width = width
        if not lower:
            sheet.merge_cells(start_row=2, start_column=n, end_row=3, end_column=n)
        elif upper != columns[n - 2][0]:
            span = sum(1 for column in columns if column[0] == upper)
            sheet.merge_cells(start_row=2, start_column=n, end_row=2, end_column=n + span - 1)
    for row in sheet.iter_rows(min_row=2, max_row=sheet.max_row - 1, max_col=len(columns)):
        for cell in row:
            cell.border = LINE
            head = cell.row <= 3
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if head else None)
            if head:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EFEBE3")
    sheet.freeze_panes = "D4"
    sheet.print_title_rows = "2:3"
    sheet.print_area = f"A1:{get_column_letter(NATIONAL)}{sheet.max_row}"  # on paper it is the national table, and no more
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
