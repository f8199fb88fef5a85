"""The files of an act's form that a browser sends once, kept until the form is sent for good: for this session alone.

They lie beside the photos of unsent reports (``drafts``), and are swept with them two days later.
"""

import uuid

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from .drafts import FOLDER

KEY, MOST = "act-files", 5  # forms of one session; the files of the oldest give way


def all_of(request):
    """Return the files that came with ``request`` and, for fields without one, those kept for this form."""
    files = request.FILES.copy()
    for field, (path, name, content_type) in _held(request).items():
        if field not in files and default_storage.exists(path):
            file = default_storage.open(path)
            files[field] = UploadedFile(file, name, content_type, file.size)
    return files


def keep(request, form):
    """Keep the files of ``form`` that its fields take; one that came now takes the place of one that was kept."""
    held = _held(request)
    for field, upload in request.FILES.items():
        if field in form.fields and field not in form.errors:
            _delete(held.pop(field, None))
            upload.seek(0)
            held[field] = [default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}", upload), upload.name[:120], upload.content_type]
            upload.seek(0)
    if held:
        forms = {path: files for path, files in request.session.get(KEY, {}).items() if path != request.path}
        while len(forms) >= MOST:
            _delete(*forms.pop(next(iter(forms))).values())
        request.session[KEY] = {**forms, request.path: held}


def names(request):
    """Return {field: name of the file} of what is kept for this form."""
    return {field: name for field, (path, name, _type) in _held(request).items() if default_storage.exists(path)}


def drop(request):
    """Forget the files kept for this form."""
    forms = request.session.get(KEY, {})
    if request.path in forms:
        _delete(*forms[request.path].values())
        request.session[KEY] = {path: files for path, files in forms.items() if path != request.path}


def _held(request):
    return dict(request.session.get(KEY, {}).get(request.path, {}))


def _delete(*held):
    for path, _name, _type in filter(None, held):
        default_storage.delete(path)
