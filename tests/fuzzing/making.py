"""Making hostile requests: the N-th of a seed is always the same one, sent to the same world."""

import random
import re
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes

from django import forms
from django.apps import apps
from django.urls import reverse

from consultation.desk.doing import new_thing
from consultation.desk.fields import DayField, LinesField, MomentField, PersonField
from consultation.desk.forms import form_of
from consultation.desk.inputs import PersonLines
from consultation.polls.models import Poll
from yishi.acts import may
from yishi.clock.story import today
from yishi.people.models import Person, Place, User
from yishi.web.access import MOUNTS, patterns

from . import hostile
from .ground import ACTS

METHODS = ("GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "X")
PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")


@dataclass
class Sent:
    """One request: who sends what where. ``thing`` is what an act is aimed at, moved to ``state`` before."""

    actor: str
    method: str
    path: str
    query: bytes = b""
    pairs: list = field(default_factory=list)
    content: tuple = ()  # (content type, body) where the body is no list of fields
    headers: dict = field(default_factory=dict)
    act: object = None
    thing: object = None

    def __str__(self):
        pairs = [(name, value if len(repr(value)) < 70 else f"{value!r:.67}…") for name, value in self.pairs]
        return f"{self.actor} {self.method} {self.path[:160]} ?{self.query[:60]!r} {self.headers} {pairs} {str(self.content)[:90]}"

    @property
    def body(self):
        """Return (content type, bytes)."""
        if self.content:
            return self.content
        return "multipart/form-data; boundary=frontier", multipart(self.pairs)


def multipart(pairs):
    """Return ``pairs`` of names and texts, bytes or Files as a browser would send them, signs that cannot be too."""
    out = []
    for name, value in pairs:
        head, content = f'Content-Disposition: form-data; name="{name}"', value
        if isinstance(value, hostile.File):
            head, content = f'{head}; filename="{value.name}"\r\nContent-Type: {value.kind}', value.content
        out += [b"--frontier\r\n", raw(head), b"\r\n\r\n", raw(content), b"\r\n"]
    return b"".join([*out, b"--frontier--\r\n"])


def raw(value):
    """Return ``value`` as bytes."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


class Maker:
    """Makes the requests of ``seed`` against ``ground``."""

    def __init__(self, ground, seed):
        self.ground, self.seed = ground, seed
        self.codes = sorted(ACTS)
        every = [path for path, _pattern in patterns()]
        self.own = [path for path in every if not path.startswith(MOUNTS)]
        self.mounted = [path for path in every if path.startswith(MOUNTS)]

    def make(self, n):
        """Return the ``n``-th request."""
        rng = self.rng = random.Random(f"{self.seed}:{n}")
        kind = rng.random()
        made = self.act() if kind < 0.58 else self.ballot() if kind < 0.63 else self.page()
        if rng.random() < 0.12:
            made.headers = dict(rng.choice(hostile.HEADERS))
        if made.method == "POST" and rng.random() < 0.05:
            made.content = rng.choice(hostile.BODIES)
        return made

    def act(self):
        """Return a form of an act, filled in sensibly but for a few fields, mostly by one who may."""
        rng, act = self.rng, ACTS[self.rng.choice(self.codes)]
        thing = self._new(act) if not act.sources else self._thing(act)
        if thing is None:
            return self.page()
        actor = self._actor(act, thing)
        path = self._address(act, thing)
        made = Sent(actor, "POST", path, act=act, thing=thing)
        if rng.random() < 0.12:
            made.method, made.query = "GET", rng.choice(hostile.QUERIES)
        made.pairs = self._filled(act, thing, actor)
        return made

    def _new(self, act):
        place = Place.objects.get(code=self.rng.choice(self.ground.communities))
        return new_thing(act, place, kind=self.rng.choice(["", "council", "owners_assembly", "x" * 99]))

    def _thing(self, act):
        """Return a row that ``act`` is done to, mostly in a state from which it may be."""
        rng, keys = self.rng, self.ground.rows[act.thing]
        if not keys:
            return None
        model = apps.get_model(act.thing)
        ready = model._base_manager.filter(pk__in=keys, state__in=act.sources)
        chosen = list(ready.values_list("pk", flat=True)) if rng.random() < 0.6 else []
        thing = model._base_manager.select_related("community").get(pk=rng.choice(sorted(chosen) or keys))
        loose = self.ground.loose.get(act.thing)
        if not chosen and loose is not None and rng.random() < 0.9:
            thing = self.ground.moved(loose, rng.choice(act.sources))
        return thing

    def _actor(self, act, thing):
        names = list(self.ground.actors)
        able = [name for name in names if may(act, thing, self.ground.actors[name])]
        return self.rng.choice(able if able and self.rng.random() < 0.8 else names)

    def _address(self, act, thing):
        if not thing.pk:
            return reverse("act-new", args=[act.code, thing.community.code])
        key = thing.pk if self.rng.random() < 0.95 else self.rng.choice(hostile.PATHS["int"][:8])
        return f"/acts/{act.code}/{key}/"

    def _filled(self, act, thing, actor):
        """Return the fields of the form of ``act`` as somebody would fill them in, up to three of them hostile."""
        rng, person = self.rng, self.ground.actors[actor]
        if person is None:
            return [("text", self.value("text")), ("once", "x")]
        try:
            form = form_of(act.code)(thing=thing, actor=person)
        except Exception:  # the page does the same, and is where it counts
            return []
        pairs = [(bound.html_name, value) for bound in form for value in self._sensible(bound)]
        names = [bound.html_name for bound in form] + ["kind", "by", "pk", "state", "community"]
        for name in rng.sample(names, min(len(names), rng.choice([0, 1, 1, 2, 3]))):
            kept = [pair for pair in pairs if pair[0] != name or rng.random() < 0.05]
            pairs = kept + [
                (name, self._hostile(form.fields.get(name))) for _n in range(rng.choice([1, 1, 1, 0, 2, 3]))
            ]
        return pairs

    def _sensible(self, bound):
        """Return the values with which a person would fill in ``bound``."""
        rng, field, value = self.rng, bound.field, bound.value()
        if (bound.html_name == "seen" and rng.random() < 0.9) or bound.html_name == "once":
            return [value]
        if isinstance(field, forms.ModelChoiceField | forms.ChoiceField):
            keys = [str(pair[0]) for pair in list(field.choices)[:40] if str(pair[0])]
            many = getattr(field.widget, "allow_multiple_selected", False)
            return rng.sample(keys, min(len(keys), rng.choice([1, 1, 2]) if many else 1))
        blank = value in (None, "") or isinstance(field, forms.FileField)
        shown = "" if blank else field.widget.format_value(value)
        if isinstance(field, forms.BooleanField):
            return ["on"] if rng.random() < 0.4 else []
        if shown and rng.random() < 0.7:
            return [shown]
        if not field.required and rng.random() < 0.4:
            return []
        return [self._typical(field)]

    def _typical(self, field):
        rng = self.rng
        if isinstance(field, DayField | MomentField):
            day = today().replace(day=rng.randint(1, 28)).isoformat()
            return day if isinstance(field, DayField) else f"{day}T19:00"
        if isinstance(field, PersonLines | PersonField):
            people = Person.objects.filter(pk__in=self.ground.rows["people.Person"])
            return rng.choice(sorted(str(person.key or person.name) for person in people))
        if isinstance(field, forms.IntegerField):
            return str(max(field.min_value or 0, rng.choice([0, 1, 2, 10, 500])))
        if isinstance(field, forms.FileField):
            return hostile.SOUND
        if isinstance(field, LinesField):
            return rng.choice(["A | 甲\nB | 乙", "公示栏\n网站", "三楼 40\n四楼 60", "业委会 | 约谈 | 已约谈"])
        return rng.choice(["说明", "A", "XY-1", "2", "同意。\n不同意。"])

    def _hostile(self, field):
        kinds = {
            DayField: "day",
            MomentField: "day",
            forms.IntegerField: "number",
            forms.FileField: "file",
            forms.ModelChoiceField: "key",
            forms.ModelMultipleChoiceField: "key",
        }
        kind = next((kind for cls, kind in kinds.items() if isinstance(field, cls)), "text")
        return self.value(
            kind if self.rng.random() < 0.75 else self.rng.choice(["text", "number", "day", "key", "file"])
        )

    def value(self, kind):
        """Return a hostile value of ``kind``."""
        values = {
            "text": hostile.TEXTS,
            "number": hostile.NUMBERS,
            "day": hostile.DAYS,
            "file": hostile.FILES,
            "key": (*hostile.KEYS, *self.ground.rows["consultation.Report"][:9], *self.ground.rows["people.Place"][:9]),
        }
        return self.rng.choice(values[kind])

    def ballot(self):
        """Return a vote, mostly one that could be cast."""
        rng = self.rng
        poll = Poll.objects.filter(state="open").order_by("pk")
        poll = rng.choice(list(poll)) if rng.random() < 0.9 and poll else Poll.objects.order_by("pk").last()
        pairs = [
            ("key", rng.choice([f"k{rng.random()}", f"k{rng.random()}", *hostile.TEXTS])),
            (rng.choice(["cast", "cast", "change", "x"]), "1"),
        ]
        for question in poll.questions.all():
            codes = [choice.code for choice in question.choices.all()]
            pairs += [
                (f"q{question.n}", rng.choice([*codes, *codes, *codes, self.value("text")]))
                for _n in range(rng.choice([0, 1, 1, 2, 9]))
            ]
        if rng.random() < 0.2:
            pairs.append(("unit", self.value("text")))
        return Sent(
            rng.choice(list(self.ground.actors)),
            "POST",
            f"/ballots/{poll.pk}/",
            rng.choice(hostile.QUERIES) if rng.random() < 0.1 else b"",
            pairs,
        )

    def page(self):
        """Return a request for any address there is, or that there is not, with any method."""
        rng = self.rng
        pattern = rng.choice(self.mounted if rng.random() < 0.1 else self.own)
        path = "/" + PARAMETER.sub(
            lambda found: self._part(found[1] or "str"), re.sub(r"\(\?P<.*?\)|[\^$\\]", "1", pattern)
        )
        method = rng.choice(METHODS)
        pairs = []
        if method not in {"GET", "HEAD"}:
            pairs = [
                self._field(name)
                for name in rng.sample(hostile.NAMES, rng.randint(0, 9))
                for _n in range(rng.choice([1, 1, 1, 2]))
            ]
        query = rng.choice(hostile.QUERIES) if rng.random() < 0.5 else b""
        if rng.random() < 0.1:
            query = (
                quote_from_bytes(raw(rng.choice(hostile.NAMES))).encode()
                + b"="
                + quote_from_bytes(raw(self.value("text"))).encode()[:9000]
            )
        return Sent(rng.choice(list(self.ground.actors)), method, path, query, pairs)

    def _part(self, kind):
        rng, ground = self.rng, self.ground
        known = {
            "int": [str(key) for keys in ground.rows.values() for key in keys[-3:]],
            "code": ground.codes + ground.communities,
            "str": self.codes,
        }
        values = known.get(kind) if rng.random() < 0.7 else hostile.PATHS.get(kind, hostile.PATHS["str"])
        return rng.choice(values or hostile.PATHS["str"])

    def _field(self, name):
        rng = self.rng
        sensible = {
            "place": lambda: rng.choice(self.ground.rows["people.Place"]),
            "wish": lambda: "help",
            "public_name": lambda: "masked",
            "website": lambda: "",
            "photo": lambda: rng.choice(hostile.FILES),
            "file": lambda: rng.choice(hostile.FILES),
            "language": lambda: rng.choice(["en", "zh-hans"]),
            "account": lambda: rng.choice(User.objects.values_list("pk", flat=True)[:9]),
            "digest": lambda: "0" * 64,
            "next": lambda: rng.choice(
                [
                    "//evil.example",
                    "https://evil.example/",
                    "/\\evil.example",
                    "javascript:alert(1)",
                    "/desk/",
                    "\0",
                    "http:///x",
                ]
            ),
        }
        if name in sensible and rng.random() < 0.7:
            return name, sensible[name]()
        return name, self.value(rng.choice(["text", "text", "number", "key", "file"]))
