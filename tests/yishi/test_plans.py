"""What was promised as a picture: what is drawn, and what its key and its words say, is how each promise stands."""

import datetime as dt

from yishi.web.plans import Plan, Promise

DAY = dt.date(2026, 4, 10)


def plan(*promises, after=10):
    return Plan(promises, DAY - dt.timedelta(9), DAY + dt.timedelta(after))


def marks(drawn):
    return {name: drawn.count(f"plan-{name}") for name in ("due", "done", "over", "late", "risk", "track", "shown", "today")}


def test_a_promise_late_is_a_triangle_and_one_kept_a_dot():
    kept, late = Promise("按期", DAY, DAY), Promise("晚了", DAY, DAY + dt.timedelta(4))
    overdue, coming = Promise("没做", DAY), Promise("以后", DAY + dt.timedelta(60))
    found = marks(plan(kept, late, overdue, coming).svg)
    assert (found["due"], found["done"], found["over"], found["late"], found["today"]) == (4, 1, 2, 2, 1)
    assert plan().svg == ""


def test_what_may_come_late_what_is_done_so_far_and_what_has_evidence_have_a_shape_and_a_word():
    risk = Promise("有风险", DAY + dt.timedelta(60), word="at risk", risk=True)
    run = Promise("做着", DAY + dt.timedelta(60), word="70%", progress=70)
    shown = Promise("做完", DAY, DAY, word="done", progress=100, shown=True)
    drawn = plan(risk, run, shown)
    found = marks(drawn.svg)
    assert (found["risk"], found["track"], found["shown"]) == (1, 1, 1)
    assert [word in drawn.svg for word in ("at risk", "70%", ">done<")] == [True] * 3
    assert [str(word) for _mark, word in drawn.key] == ["promised", "done", "may come late", "done so far", "with evidence", "today"]
    assert [str(word) for _mark, word in plan(Promise("按期", DAY, DAY), after=11).key] == ["promised", "done"]


def test_the_line_of_today_is_named_where_it_is_drawn():
    for after, drawn in ((10, True), (11, False)):
        made = plan(Promise("按期", DAY, DAY), after=after)
        assert ("plan-today" in made.svg) is drawn
        assert ("today" in [str(word) for _mark, word in made.key]) is drawn


def test_what_is_done_so_far_is_as_long_as_its_share():
    drawn = plan(Promise("做着", DAY + dt.timedelta(60), progress=50)).svg
    track, part = (float(drawn.split(f'"plan-{name}"')[1].split('width="')[1].split("%")[0]) for name in ("track", "part"))
    assert abs(part * 2 - track) < 0.01


def test_a_name_is_never_markup():
    drawn = plan(Promise("<b>", DAY, word="<i>")).svg
    assert "<i>" not in drawn and "&lt;i&gt;" in drawn
