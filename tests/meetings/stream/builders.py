"""The ways in which the stream of a meeting is read, and an open meeting at which somebody talks."""

import json

from django.test import TestCase

from meetings.domain import statements
from meetings.stream.encoders import encode
from meetings.stream.log import after
from meetings.stream.visibility import Audience, Eye
from tests.meetings.builders import DAY, on, opened

EYES = [Eye(audience, "en") for audience in Audience]


def talking(side):
    """Open a meeting with five events; return it. Its ``say(n)`` adds statements and rings as a commit does."""
    meeting, entries, _members = opened(side)

    def say(n=1):
        with on(DAY, 19, 30), TestCase.captureOnCommitCallbacks(execute=True):
            for _time in range(n):
                statements.state(entries[1], by=meeting.recorder, speaker_words="居民", stance="for", text="同意")

    meeting.say = say
    return meeting


def told(meeting, eye, seq=0):
    """Return the messages of the events of ``meeting`` after ``seq`` as ``eye`` reads them."""
    return [json.loads(text) for _seq, text in encode(after(meeting.stream_name, seq), [eye])[eye]]
