"""Register files for tests."""

import io

from openpyxl import Workbook

HEAD = "place,room,key,name,honorific,public_name,born,registered,lives,owns,area"
GOOD = [
    "HA-1,1-101,K1,张桂兰,奶奶,surname,1950-03-02,yes,yes,yes,89.00",
    "HA-1,1-101,K2,李建国,先生,,1948/12/1,yes,yes,yes,89.00",
    "HA-1,1-102,K3,王芳,女士,anonymous,1986年5月4日,no,yes,yes,60.50",
    "HA-1,1-103,K3,王芳,女士,anonymous,1986-05-04,no,no,yes,44.5",
    "HA-1,1-103,K4,赵*小,,,2015-01-01,yes,yes,no,",
]


def csv_bytes(*lines, head=HEAD, encoding="utf-8"):
    """Return a register of ``lines`` below its head."""
    return "\r\n".join([head, *lines]).encode(encoding)


def xlsx_bytes(*rows, head=HEAD):
    """Return an XLSX register of ``rows`` (lists of cells)."""
    book = Workbook()
    book.active.append(head.split(","))
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
