"""What is done after an answer waits for it, is done once, and can break nothing."""

import pytest
from django.http import HttpResponse

from yishi.web.afterwards import afterwards

pytestmark = pytest.mark.django_db  # as the answer ends, the connection is given back


def test_it_is_done_when_the_answer_has_gone_out():
    done = []
    answer = afterwards(HttpResponse("x"), lambda: done.append(answer.closed))
    assert answer.content == b"x" and done == []
    answer.close()
    assert done == [True]


def test_what_goes_wrong_then_is_logged(caplog):
    afterwards(HttpResponse("x"), lambda: 1 / 0).close()
    assert "division by zero" in caplog.text
