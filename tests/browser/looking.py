"""What is asked of every page: the rules of accessibility, and our own of width, size, measure and labels."""

from collections import namedtuple

from axe_playwright_python.sync_playwright import Axe

View = namedtuple("View", "language size width")
# Every pair of language and type, of language and width, and of type and width is looked at.
VIEWS = (View("zh-hans", "normal", 390), View("zh-hans", "elder", 1280), View("en", "elder", 390), View("en", "normal", 1280))
NARROW = 320
HEIGHT = 844

FAULTS = """() => {
  const found = [];
  const seen = element => element.getClientRects().length && !element.closest('svg, .sr, .dot > u, [hidden]');
  const words = element => element.textContent.trim().slice(0, 40);
  const own = element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  if (document.documentElement.scrollWidth > window.innerWidth + 1) found.push('it scrolls sideways');
  const heads = document.querySelectorAll('h1').length;
  if (heads !== 1) found.push(heads + ' h1');
  for (const element of document.querySelectorAll('main *, header *, footer *')) {
    if (!seen(element) || !own(element)) continue;
    if (parseFloat(getComputedStyle(element).fontSize) < 15.9) found.push('under 16 px: ' + words(element));
  }
  for (const element of document.querySelectorAll('button, .btn, label, legend, summary, th, dt, .chip, .status, h1, h2, h3')) {
    if (!seen(element) || getComputedStyle(element).display === 'inline') continue;
    if (element.scrollWidth > element.clientWidth + 1) found.push('clipped: ' + words(element));
  }
  // what is tapped is 44 px high: inside a sentence a link is as high as its line, and a title may cover its whole row
  const covers = element => getComputedStyle(element, '::after').position === 'absolute';
  const alone = element => getComputedStyle(element).display !== 'inline'
    || element.parentElement.textContent.trim().length === element.textContent.trim().length;
  for (const element of document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')) {
    if (!seen(element) || covers(element) || element.matches('.skip') || (element.matches('a') && !alone(element))) continue;
    const label = element.matches('[type=radio], [type=checkbox]') && (element.labels || [])[0];
    const box = (label || element).getBoundingClientRect();
    if (box.width > 2 && box.height > 2 && box.height < 43.5) found.push(Math.round(box.height) + ' px to tap: ' + words(element));
  }
  for (const word of document.querySelectorAll('svg text')) {
    const box = word.getBoundingClientRect();
    if (box.width && (box.right > window.innerWidth + 1 || box.left < -1)) found.push('cut in a picture: ' + words(word));
  }
  if (document.documentElement.lang.startsWith('zh')) for (const element of document.querySelectorAll('main p, main li, main dd')) {
    if (!seen(element) || !own(element)) continue;
    const style = getComputedStyle(element), room = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    const lines = (element.clientWidth - room) / parseFloat(style.fontSize);
    if (lines > 38.5 && element.textContent.trim().length > 38) found.push(Math.round(lines) + ' hanzi a line: ' + words(element));
  }
  return [...new Set(found)].slice(0, 8);
}"""


def looked_at(teller, pages, views=VIEWS):
    """Yield a sentence for every fault of the ``pages`` [(address, who opens it)] in each of ``views``, and at 320 px."""
    for view in views:
        for address, who in pages:
            page = teller.page(who)
            page.context.add_cookies([
                {"name": name, "value": value, "url": teller.server.url}
                for name, value in (("django_language", view.language), ("reading", f"{view.size}.auto.normal"))
            ])
            page.set_viewport_size({"width": view.width, "height": HEIGHT})
            page.goto(teller.server.url + address)
            assert page.locator("html").get_attribute("lang").lower() == view.language, "the catalogue is compiled"
            for fault in faults(page, widths=(view.width, NARROW)):
                yield f"{address} as {who and who.name}, {view.language}, {view.size}: {fault}"


def faults(page, widths):
    """Return what is wrong with the page: by the rules of accessibility at its width, by our own at each of ``widths``."""
    found = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in Axe().run(page).response["violations"]]
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{width} px: {fault}" for fault in page.evaluate(FAULTS)]
    return found
