import datetime as dt
from contextlib import nullcontext

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from yishi.clock.story import real_now
from yishi.db import append_only
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Event
from yishi.refusals import Stale
from yishi.tasks.models import Lease, TaskRun

register(EventKind("db.written", "written"))
pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture
def lease():
    return Lease.objects.create(name="a", holder="", until=real_now())


def test_a_change_happens_where_the_row_stands_as_it_was_read(lease):
    guarded_update(lease, {"holder": ""}, holder="b")
    assert lease.holder == "b" and Lease.objects.get().holder == "b"


def test_a_change_of_what_has_moved_on_is_stale_and_changes_nothing(lease):
    Lease.objects.update(holder="c")
    with pytest.raises(Stale):
        guarded_update(lease, {"holder": ""}, holder="b")
    assert lease.holder == "" and Lease.objects.get().holder == "c"
    Lease.objects.all().delete()
    with pytest.raises(Stale):
        guarded_update(lease, {"holder": ""}, holder="b")


def test_an_expression_is_set_in_the_database_and_not_on_the_object():
    run = TaskRun.objects.create(name="a", started=real_now(), ended=real_now())
    guarded_update(run, {"name": "a"}, times=F("times") + 1, done=2)
    assert (run.times, run.done) == (1, 2)
    run.refresh_from_db()
    assert run.times == 2


def event(world):
    with transaction.atomic():
        return append("test:1", "db.written", by=None, community=world.own.community)


def test_the_triggers_come_down_for_a_flush_alone_and_stand_again(world):
    first = event(world)
    append_only.install()  # once more does no harm
    with append_only.lifted():
        Event.objects.filter(pk=first.pk).update(payload={"n": 1})
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(pk=first.pk).update(payload={"n": 2})
    with pytest.raises(DatabaseError), transaction.atomic():
        first.delete()
    assert Event.objects.get().payload == {"n": 1}


def test_they_make_way_for_a_migration_where_it_rebuilds_tables_and_stand_again_after_it(world):
    first = event(world)
    for plan, stand in (((), True), (("one",), connection.vendor != "sqlite")):
        append_only.make_way(plan=plan)
        with pytest.raises(DatabaseError) if stand else nullcontext(), transaction.atomic():
            Event.objects.filter(pk=first.pk).update(payload={"n": 1})
    append_only.install()
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(pk=first.pk).update(payload={"n": 2})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_they_stand_after_the_flush_of_a_transactional_test(world, round_):
    assert Event.objects.count() == 0
    made = event(world)
    with pytest.raises(DatabaseError):
        Event.objects.filter(pk=made.pk).update(kind="x")


def test_rows_are_deleted_only_where_the_model_says_so():
    run = TaskRun.objects.create(name="a", started=real_now(), ended=real_now() + dt.timedelta(1), done=1)
    kept = TaskRun.objects.create(name="b", started=real_now(), ended=real_now(), done=0)
    with connection.cursor() as cursor:
        for statement in append_only._statements(connection.vendor, TaskRun._meta.db_table, "OLD.done = 1"):
            cursor.execute(statement)
    run.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.delete()
    assert TaskRun.objects.get() == kept


@pytest.mark.parametrize(
    ("vendor", "verbs"), [("sqlite", {"UPDATE", "DELETE"}), ("postgresql", {"UPDATE", "DELETE", "TRUNCATE"})]
)
def test_on_each_engine_every_way_to_change_a_row_is_shut(vendor, verbs):
    made = [words for words in append_only._statements(vendor, "t", "") if words.startswith("CREATE TRIGGER")]
    assert {words.split(" BEFORE ")[1].split()[0] for words in made} == verbs
