"""What a file of a catalogue may hold: days and numbers that cannot be, signs and words that find no room, no headline."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from content.catalogue.models import Edition
from content.catalogue.reading import parse
from tests.consultation.views.reading import reader, words
from tests.content.catalogue import builders
from yishi.refusals import Invalid

pytestmark = pytest.mark.django_db
HEAD = "序号,一级事项,二级事项,公开时限,时限规则,时限数值,编码\n"
YAML = "meta: {title: 目录}\nlevel1: [{code: %s, name: %s}]\nitems:\n- {seq: 1, level1: %s, level2: 救助, time_limit: {text: 实时}}\n"


def sent(world, content):
    """Upload ``content`` as the disclosure officer, and return the answer."""
    return reader(builders.officer(world)).post("/catalogue/desk/import/", {"file": SimpleUploadedFile("c", content)})


def test_a_file_without_a_headline_asks_for_its_cover(world):
    found = sent(world, f"{HEAD}1,服务,救助,实时,,,\n".encode())
    assert found.status_code == 200 and "Fill in what the file does not say" in words(found)


@pytest.mark.parametrize("content", [
    b"meta: {approved: 2026-02-30}\nitems:\n- {seq: 1}\n", b"items:\n- {seq: %s}\n" % (b"9" * 5000),
    b"items:\n- {seq: 1, note: 0x%s}\n" % (b"f" * 5000),
])
def test_a_day_or_a_number_that_cannot_be_is_told(world, content):
    found = sent(world, content)
    assert found.status_code == 422 and "names a day that no calendar has, or a number that is too long" in words(found)


def test_a_running_number_that_is_too_long_is_none(world):
    assert "The running number is missing, or is no whole number" in words(sent(world, b"items:\n- {seq: 0x%s}\n" % (b"f" * 5000)))


def test_a_number_of_days_is_no_longer_than_its_column(world):
    found = sent(world, f"{HEAD}1,服务,救助,期限,WD,{'9' * 5000},\n2,服务,养老,期限,RT,很快就会公开,\n".encode())
    assert found.status_code == 422
    assert "2 “9999999999” is no number of days." in words(found) and "3 “很快就会公开…” is longer than 5 characters." in words(found)


def test_a_heading_has_room_for_80_characters_and_its_code_for_8():
    wide, coded = parse((YAML % ("1", "题" * 81, "1")).encode()), parse((YAML % ("A23456789", "题", "A23456789")).encode())
    assert [sentence for _line, sentence in wide.errors] == [f"“{'题' * 12}…” is longer than 80 characters."]
    assert [sentence for _line, sentence in coded.errors] == ["“A23456789…” is longer than 8 characters."]
    assert parse((YAML % ("12345678", "题" * 80, "12345678")).encode()).errors == []


def test_signs_that_nothing_can_hold_are_left_out_of_what_is_entered(world):
    table = f"{HEAD}1,服\x08务,救助\x0b金\x07,实时,,,\n".encode()
    line = parse(table).lines[0]
    assert (line.topic[1], line.level2) == ("服务", "救助金")
    escaped = builders.shipped().replace("name: 部门预算".encode(), b"name: x").decode() + '\nextra: "\\0"\n'
    assert parse(escaped.encode()).errors == []
    edition = builders.in_force(world, table, version="2")
    assert Edition.objects.get(pk=edition.pk).entries.get().level2 == "救助金"
    nul = (YAML % ("1", '"题\\0\\ud800"', "1")).encode()
    assert parse(nul).lines[0].topic == ("1", "题")


def test_what_is_no_yaml_is_refused():
    with pytest.raises(Invalid, match="cannot be read as such"):
        parse(b"items: [\n")
