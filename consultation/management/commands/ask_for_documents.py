from django.core.management.base import BaseCommand

from consultation.domain import printing
from consultation.models import Posting, PostingPurpose, Resolution
from consultation.polls.enums import PollState
from consultation.polls.models import Poll


class Command(BaseCommand):
    help = "Ask for the papers of everything that was made public before; the worker renders them. Nothing is asked twice."

    def handle(self, *args, **options):
        for resolution in Resolution.objects.ever_public().select_related("community"):
            printing.ask_for_outcome(resolution)
        for posting in Posting.objects.standing(PostingPurpose.AGENDA).select_related("community"):
            printing.ask_for_notice(posting)
        for poll in Poll.objects.exclude(state__in=(PollState.DRAFT, PollState.ANNULLED)).select_related("community"):
            printing.ask_for_ballot(poll)
