"""How large a poster is set: as large as one sheet of A3 holds, reckoned from the lines that its words take."""

from math import ceil

from yishi.text.lines import title_lines, width

SIZES = (32, 28, 25, 22, 20, 18, 17, 16, 15, 14)  # points; poster.css has a class for each
LINE = 15  # characters of a line of the title
ROOM, WIDE = 326, 257  # millimetres between the margins of the sheet, with a little to spare below
MM = 25.4 / 72


def fitting(height):
    """Return the largest size at which ``height`` (a function of the size in mm) keeps to one sheet, else the smallest."""
    return next((size for size in SIZES if height(size * MM) <= ROOM), SIZES[-1])


def lines(words, wide, em):
    """Return how many lines ``words`` take in ``wide`` mm; a line may end a character early."""
    return max(1, ceil(width(words) / (wide / em - 1)))


def head(title, why, em):
    """Return the height of what stands above the first heading: whose it is, the name, the frame with the answer."""
    name = len(title_lines(title, LINE)) * 47 * MM * 1.22
    return 16.5 + 6 + name + 10 + 10 + max(28, 8 + 1.4 * em * sum(lines(line, 187, em) for line in why))


def part(paragraphs, em):
    """Return the height of a heading and numbered paragraphs below it."""
    return heading(em) + sum(1 + 1.45 * em * lines(words, WIDE - 1.6 * em, em) for words in paragraphs)


def heading(em):
    """Return the height of a heading with the room above it."""
    return 2.7 + 1.3 * em * 1.93
