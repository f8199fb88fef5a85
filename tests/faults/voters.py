"""Voters over HTTP: each opens the ballot page, chooses, and sends the same form until somebody says that the vote is in."""

import http.client
import re
import time
from collections import Counter
from urllib.parse import urlencode

KEY = re.compile(r'name="key" value="([^"]+)"')
DRAWN = re.compile(r'name="drawn" value="([^"]*)"')
CSRF = "c" * 32
REST, WAITS = 0.5, 40.0  # seconds until the next try, and for an answer
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Voter:
    """One voter; where one server listens no more they go to the next, as a proxy before them does.

    The red control ``anew`` does not send its form again: not answered, it opens the page anew and votes there.
    """

    def __init__(self, sites, path, session, choice, chance, *, anew=False):
        self.sites, self.path, self.choice, self.chance, self.anew = sites, path, choice, chance, anew
        self.cookies = {"Cookie": f"sessionid={session}; csrftoken={CSRF}"}
        self.met, self.told, self.waited, self.refusal = Counter(), False, 0.0, ""

    def vote(self, patience):
        """Vote, and go on until that is acknowledged or ``patience`` is over."""
        begun, form = time.monotonic(), None
        while not self.told and not self.refusal and time.monotonic() - begun < patience:
            if form is None:
                form = self.opened()
            elif not self.sent(form):
                form = None if self.anew else form
        self.waited = time.monotonic() - begun

    def opened(self):
        """Return the fields of the ballot page, with the choice; None where it could not be had."""
        status, page = self.ask("GET")
        if status != 200:
            return self.rest()
        key, drawn = KEY.search(page), DRAWN.search(page)
        named = {"drawn": drawn.group(1).replace("&quot;", '"')} if drawn else {}
        return {"csrfmiddlewaretoken": CSRF, "key": key.group(1), **named, "q1": self.choice, "cast": "1"}

    def sent(self, form):
        """Send ``form``; return whether the vote is in. Now and then it is sent twice, as by a double click."""
        status, page = self.ask("POST", urlencode(form))
        self.told = status == 302
        if self.told and self.chance.random() < 0.1:
            self.ask("POST", urlencode(form))
        if status in (409, 422):
            self.refusal = " ".join(re.findall(r'class="[^"]*error[^"]*"[^>]*>([^<]+)', page))[:200] or str(status)
        return self.told or self.rest()

    def rest(self):
        time.sleep(REST)

    def ask(self, method, body=None):
        """Return (status, page) of whichever server listens; (0, "") where nobody does, or the line was cut."""
        for site in self.chance.sample(self.sites, len(self.sites)):
            line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=WAITS)
            try:
                line.request(method, self.path, body, self.cookies | (FORM if body else {}))
                answer = line.getresponse()
                page = answer.read().decode(errors="replace")
                self.met[answer.status if answer.status >= 500 else "answered"] += 1
                return answer.status, page
            except ConnectionRefusedError:
                continue
            except (OSError, http.client.HTTPException) as error:
                self.met["cut"] += 1
                self.met[f"cut: {type(error).__name__}"] += 1
                return 0, ""
            finally:
                line.close()
        self.met["nobody"] += 1
        return 0, ""
