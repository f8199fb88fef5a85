from django.urls import path

from . import views

urlpatterns = [
    path("", views.Search.as_view(), name="search"),
    path("demand/", views.Demand.as_view(), name="search-demand"),
]
