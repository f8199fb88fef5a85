"""Part of the ground."""
from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "yishi.documents"
    label = "documents"
