"""What papers the editors' desk takes in."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

from consultation.papers import examined
from yishi.refusals import Invalid


class PaperForm(BaseDocumentForm):
    """A paper of the editors: looked into as any other paper of the site is."""

    def clean_file(self):
        """Refuse a file that is not what its name says, holds macros, or is too large."""
        upload = self.cleaned_data["file"]
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
