"""Puts the person behind the account on the request: ``request.actor``, or None for a visitor."""


from .models import Person


class ActorMiddleware:
    """Sets ``request.actor``."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = actor_of(request)
        return self.get_response(request)


def actor_of(request):
    """Return the Person who acts in ``request``, with the home community read along, or None."""
    user = request.user
    if not user.is_authenticated or user.person_id is None:
        return None
    if user._meta.get_field("person").is_cached(user):
        return user.person
    return Person.objects.select_related("community").get(pk=user.person_id)
