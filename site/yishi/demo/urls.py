from django.urls import path

from . import views

urlpatterns = [
    path("demo/evening/", views.Control.as_view(), name="demo-evening"),
]
