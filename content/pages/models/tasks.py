"""The one task of the workflow: release review, which an approval is and nothing else."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from ..domain import reviews
from ..enums import Attribute
from ..forms import ReleaseForm, WithholdForm

RELEASE = _("Reviewed: publish")


class ReviewTask(AbstractGroupApprovalTask):
    """Release review. Approving writes the review of this very version and publishes it; withholding keeps it back."""

    class Meta:
        verbose_name = _("release review")
        verbose_name_plural = _("release reviews")

    def get_actions(self, obj, user):
        if not (user.is_superuser or self._user_in_groups(user)):
            return []
        asks = [("reject", _("Ask for changes"), True)]
        if reviews.had_a_hand(obj, getattr(user, "person", None)):
            return asks  # to review it is for somebody else
        return [*asks, ("approve", RELEASE, True), ("withhold", _("Reviewed: keep back"), True)]

    def get_form_for_action(self, action):
        return {"approve": ReleaseForm, "withhold": WithholdForm}.get(action) or super().get_form_for_action(action)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        if action_name == "reject":
            return super().on_action(task_state, user, action_name, comment=kwargs.get("comment", ""))
        words = kwargs.get("words", "")
        given = {"words": words, "secrets_checked": kwargs.get("secrets_checked", False), "by": user.person}
        if action_name == "approve":
            reviews.decide(task_state.revision, attribute=Attribute.PROACTIVE, **given)
            return super().on_action(task_state, user, "approve", comment=words)
        chosen = {name: kwargs.get(name, "") for name in ("attribute", "reason", "basis")}
        reviews.decide(task_state.revision, **chosen, **given)
        return super().on_action(task_state, user, "reject", comment=words)

    @classmethod
    def get_description(cls):
        return _("Another person looks at this version before it goes out: whether it may, and on what ground if not.")
