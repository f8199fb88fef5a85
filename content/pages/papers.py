"""What papers and pictures the editors' desk takes in, and that each stays what it was when its page was reviewed."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from consultation.papers import examined
from yishi.refusals import Invalid, Refused

from .queries import is_public, waits_or_was_let_out, waits_to_go_out

ONE_FILE = _("The file of “%(title)s” stays: pages that show it were reviewed with it. Add the new file beside it, and put that in.")
ONE_NAME = _("“%(title)s” keeps its name: readers see it, and it was submitted for review with a page. "
             "Add the paper anew under the right name, and put that in.")
SHOWN = _("“%(title)s” stays: a public page shows it. Take it out of the page first, by a version that is reviewed.")
WAITS = _("“%(title)s” stays: a version of a page that is under review, or waits for its hour, shows it.")


class OneFile:
    """A form by whose file a thing of the desk is made, and never changed: a review lets out what it has seen."""

    def clean_file(self):
        """Refuse another file for what is there already."""
        if self.instance.pk and "file" in self.changed_data:
            raise ValidationError(ONE_FILE, params={"title": self.instance.title})
        return self.cleaned_data["file"]


class PictureForm(OneFile, BaseImageForm):
    """A picture of the editors."""


class PaperForm(OneFile, BaseDocumentForm):
    """A paper of the editors: looked into as any other paper of the site is. Its name is published text, and reviewed too."""

    def clean_title(self):
        """Refuse another name for what was submitted for review: it would be read, now or in an earlier version, unreviewed."""
        if self.instance.pk and "title" in self.changed_data and waits_or_was_let_out(self.instance):
            raise ValidationError(ONE_NAME, params={"title": self.initial["title"]})
        return self.cleaned_data["title"]

    def clean_file(self):
        """Refuse a file that is not what its name says, holds macros, or is too large."""
        upload = super().clean_file()
        if upload and "file" in self.changed_data:
            try:
                paper = examined(upload)
            except Invalid as refusal:
                raise ValidationError(str(refusal)) from None
            finally:
                upload.seek(0)
            if paper.content_type.startswith("image/"):
                raise ValidationError(_("“%(name)s” is a picture. Put it among the pictures."), params={"name": upload.name})
        return upload


def stays(sender, instance, **signal):
    """Listen to Django: a paper or picture that a public page shows, or one that is about to be, is not deleted."""
    if is_public(instance):
        raise Refused(SHOWN % {"title": instance.title})
    if waits_to_go_out(instance):
        raise Refused(WAITS % {"title": instance.title})
