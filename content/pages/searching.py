"""What search finds of the editors' pages: the public ones that hold information, with the words of their bodies."""

from content.search.domain.papers import text_of_file
from content.search.enums import Kind
from content.search.sources import Row, Source, register

from .models import OpenPage

CHUNK = 100


def rows(numbers=None):
    """Yield the rows of the public pages with the keys ``numbers`` (None: of all)."""
    pages = OpenPage.objects.live().exclude(made_on=None)
    if numbers is not None:
        pages = pages.filter(pk__in=numbers)
    for page in pages.order_by("pk").specific().iterator(CHUNK):
        if url := page.url:
            yield Row(Kind.PAGE, page.pk, str(page.pk), page.title, words_of(page), url, page.community_id, page.made_on)


def words_of(page, *, inside=True):
    """Return the plain words of ``page``: summary, what its type adds, and body with the names of its papers and, where one
    looks ``inside``, the text in them; papers that an earlier version showed may be gone."""
    found = [page.summary, *page.found_by()]
    for block in page.body:
        if block.block_type == "papers":
            for paper in filter(None, block.value):
                found += [paper.title, text_of_file(paper.file) if inside else ""]
        elif block.block_type == "notice":
            found.append(str(block.value["text"]))
        else:
            found += map(str, block.block.get_searchable_content(block.value))
    return "\n".join(filter(None, found))


register(Source("page", frozenset({Kind.PAGE}), rows))
