"""What a browser keeps of a form that was not sent: it is there again, but never where a link asks for something else."""

import pytest

from .conftest import FOLDER

SCRIPT = FOLDER.parents[1] / "static" / "yishi" / "js" / "draft.js"
FORM = """<p id="draft-note" hidden><button data-draft-drop>Empty the form</button></p>
<form data-draft="door"><select name="n"><option>1</option><option{chosen}>2</option></select><input name="words"></form>"""


@pytest.fixture
def page(chromium):
    """A page of a site that has that form alone; a link chooses in it, as the server would."""
    page = chromium.new_page()

    def answer(route):
        form = FORM.format(chosen=" selected" if "n=2" in route.request.url else "")
        route.fulfill(content_type="text/html", body=f"{form}<script>{SCRIPT.read_text()}</script>")

    page.route("http://yishi.example/**", answer)
    yield page
    page.close()


@pytest.mark.parametrize(("query", "words", "chosen"), [
    ("", "一", "1"), ("?n=1", "一", "1"), ("?n=2", "", "2"), ("?back=/", "一", "1"),
])
def test_what_was_typed_is_there_again_unless_the_link_is_about_something_else(page, query, words, chosen):
    page.goto("http://yishi.example/?n=1")
    page.fill("[name=words]", "一")
    page.goto(f"http://yishi.example/{query}")
    assert (page.input_value("[name=words]"), page.input_value("[name=n]")) == (words, chosen)
    assert page.locator("#draft-note").is_visible() == bool(words)
