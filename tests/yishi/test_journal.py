import pytest
from django.db import DatabaseError, transaction

from yishi.db.append_only import lifted
from yishi.journal.domain.events import append, broken_links
from yishi.journal.domain.texts import erase, matches, seal
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Event

register(EventKind("test.happened", "happened"))
pytestmark = [pytest.mark.writes, pytest.mark.django_db]


def write(world, stream="test:1", **payload):
    with transaction.atomic():
        return append(stream, "test.happened", by=None, community=world.own.community, payload=payload)


def test_numbers_are_gapless_and_chained(world):
    first, second = write(world, n=1), write(world, n=2)
    assert (first.seq, second.seq) == (1, 2)
    assert second.previous == first.digest
    assert broken_links(first.stream) == []


def test_a_change_behind_its_back_breaks_the_chain(world):
    first = write(world, n=1)
    write(world, n=2)
    with lifted():
        Event.objects.filter(pk=first.pk).update(payload={"n": 9})
    assert broken_links(first.stream) == [1]


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_to_change_an_event(world, verb):
    event = write(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows = Event.objects.filter(pk=event.pk)
        rows.update(kind="x") if verb == "update" else rows._raw_delete(using="default")
    assert Event.objects.get(pk=event.pk).kind == "test.happened"


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(world):
    with pytest.raises(RuntimeError):
        append("test:1", "test.happened", by=None, community=world.own.community)


def test_a_sealed_text_is_proved_until_it_is_erased(world):
    digest = seal("楼道灯不亮")
    assert matches(digest, "楼道灯不亮") is True
    assert matches(digest, "楼道灯亮了") is False
    erase(digest)
    assert matches(digest, "楼道灯不亮") is None
