"""What a visitor typed into the report form, kept in the session until it is sent; the photo in the storage."""

import datetime as dt
import uuid

from django.core.files.storage import default_storage

from yishi.clock.story import real_now

KEY, PHOTO, FOLDER = "report-draft", "report-photo", "drafts"
KEPT = dt.timedelta(days=2)


def keep(request, form):
    """Keep what was typed into ``form`` (validated), and its photo where one came that can be taken."""
    request.session[KEY] = {name: form.data.get(name, "") for name in form.fields if name not in {"photo", "website"}}
    photo = form.cleaned_data.get("photo")
    if photo:
        _drop_photo(request)
        photo.seek(0)
        request.session[PHOTO] = default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}", photo)
        photo.seek(0)


def read(request):
    """Return what was typed before, or an empty dict."""
    return request.session.get(KEY, {})


def has_photo(request):
    """Return whether a photo is kept."""
    return PHOTO in request.session


def photo(request):
    """Return the kept photo as an open file, or None."""
    name = request.session.get(PHOTO)
    if not name or not default_storage.exists(name):
        return None
    return default_storage.open(name)


def drop(request):
    """Forget the draft and its photo."""
    request.session.pop(KEY, None)
    _drop_photo(request)


def sweep():
    """Delete the photos of drafts that nobody sent within two days (real time); return how many."""
    if not default_storage.exists(FOLDER):
        return 0
    _folders, names = default_storage.listdir(FOLDER)
    old = [
        f"{FOLDER}/{name}" for name in names
        if default_storage.get_modified_time(f"{FOLDER}/{name}") < real_now() - KEPT
    ]
    for name in old:
        default_storage.delete(name)
    return len(old)


def _drop_photo(request):
    name = request.session.pop(PHOTO, None)
    if name:
        default_storage.delete(name)
