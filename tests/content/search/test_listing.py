"""The words in the list of matters are looked for in the index first; what is found is what the rows say."""

import pytest

from consultation.models import Matter
from content.search import listing
from content.search.domain import index
from tests.consultation.views.builders import matters
from tests.consultation.views.reading import queries_of, reader

pytestmark = pytest.mark.django_db


def titles(words):
    return [matter.title for matter in reader().get("/matters/", {"q": words}).context["page"]]


def test_the_list_finds_by_the_index_what_stands_in_title_and_summary(searched, monkeypatch):
    lift, stairs = matters(searched.own, 2)
    Matter.objects.filter(pk=lift.pk).update(title="3号楼加装电梯", summary="费用怎么分摊。")
    Matter.objects.filter(pk=stairs.pk).update(title="楼道照明", summary="电梯井旁的灯不亮。")
    index.hear()
    index.refresh([f"matter:{matter.pk}" for matter in (lift, stairs)])
    for words, found in (("电梯", ["楼道照明", "3号楼加装电梯"]), ("号楼加", ["3号楼加装电梯"]), ("3号楼", ["3号楼加装电梯"]),
                         ("不亮", ["楼道照明"]), ("电梯，", []), ("飞机", []), (lift.code, ["3号楼加装电梯"])):
        assert titles(words) == found, words
    Matter.objects.filter(pk=lift.pk).update(summary="潜水艇")  # no event: the index has not heard of it
    assert titles("潜水艇") == [], "not every matter is read for it"
    monkeypatch.setattr(listing, "MANY", 0)
    assert titles("电梯") == ["楼道照明", "3号楼加装电梯"], "what very many hold is soon found without the index"
    assert len(queries_of(reader(), "/matters/?q=飞机")) <= 12
