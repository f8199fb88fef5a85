"""Forms of postings: what is put up for all to read, where and how long, and the proof that it hung."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today

from ..domain.attachments import attach
from ..domain.postings import OWN_ACT, RESOLUTION_DAYS
from ..enums import MatterState
from ..models import PostingPurpose
from ..visibility import readable_papers
from .fields import DayField, LinesField, UploadField
from .forms import ActForm, form_for
from .inputs import OneRow, choice, long_text, short_text

# state of the matter → what is posted in it
POSTED_IN = {
    MatterState.AGENDA_REVIEW: PostingPurpose.MEETING, MatterState.SURVEYING: PostingPurpose.RESEARCH,
    MatterState.DELIBERATING: PostingPurpose.MEETING,
}
BY_THIS_ACT = [pair for pair in PostingPurpose.choices if pair[0] not in OWN_ACT]


@form_for("postings.post")
class PostForm(ActForm):
    """What is put up for all to read, where, and how long."""

    purpose = choice(_("What is posted?"), BY_THIS_ACT)
    since = DayField(label=_("From"), help_text=_("The day it goes up; days are counted from the day after."))
    until = DayField(label=_("Until"), help_text=_("A resolution is posted for at least 15 days."))
    channels = LinesField(label=_("Where"), help_text=_(
        "One place or medium per line: notice board of the estate, website."
    ))
    words = long_text(_("What the notice says"), 500, required=False)

    def fit(self):
        day = today()
        last = self.thing.postings.standing().order_by("pk").last()
        self.suggest(
            purpose=POSTED_IN.get(self.thing.state, PostingPurpose.RESOLUTION), since=day,
            until=day + dt.timedelta(RESOLUTION_DAYS), channels=list(last.channels) if last else [],
        )


@form_for("postings.prove")
class ProvePosting(ActForm):
    """A photo or paper that shows the posting where it hung."""

    beside = ("upload",)

    channel = choice(_("Where"), ())
    on = DayField(label=_("When"), help_text=_("A day on which it hung."))
    caption = short_text(_("What it shows"), 200)
    upload = UploadField(label=_("Photo"), required=False, help_text=_(
        "At most 10 MB. The place and time it was taken are removed."
    ))
    attachment = OneRow(_("or a paper that is on file"), required=False)

    def fit(self):
        posting = self.thing
        self.fields["channel"].choices = [(words, words) for words in posting.channels]
        self.fields["attachment"].queryset = readable_papers(posting.matter, self.actor)
        self.suggest(on=min(today(), posting.until))

    def perform(self, function):
        """Store the photo, if one came, and record it as the proof; both or neither."""
        given = self.arguments()
        upload = given.pop("upload")
        with transaction.atomic():
            if upload:
                given["attachment"] = attach(
                    self.thing.matter, by=self.actor, title=given["caption"][:120], upload=upload, kind="proof"
                )
            return function(self.thing, by=self.actor, seen=self.cleaned_data["seen"], **given)


@form_for("postings.withdraw")
class WithdrawPosting(ActForm):
    """Why the posting counts no more."""

    reason = short_text(_("What was wrong"), 200, help_text=_("It stays on record, and counts no more."))
