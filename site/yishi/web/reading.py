"""What no browser sends is not read: cookies with a sign in them that PostgreSQL cannot look for."""


class ReadingMiddleware:
    """Drops the cookies that hold a NUL, before the session is looked for by one of them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if any("\0" in value for value in request.COOKIES.values()):
            request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return self.get_response(request)
