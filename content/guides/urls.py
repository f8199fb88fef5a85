from django.urls import path

from .views import guides, ratings, releasing, writing

urlpatterns = [
    path("", guides.Guides.as_view(), name="guides"),
    path("new/", writing.New.as_view(), name="guide-new"),
    path("ratings/", ratings.Ratings.as_view(), name="guide-ratings"),
    path("ratings/<int:pk>/", ratings.Answer.as_view(), name="guide-answer"),
    path("drafts/<int:draft>/", releasing.TheDraft.as_view(), name="guide-draft"),
    path("<code:code>/", guides.One.as_view(), name="guide"),
    path("<code:code>/bring/", guides.Bring.as_view(), name="guide-bring"),
    path("<code:code>/out/", guides.Out.as_view(), name="guide-out"),
    path("<code:code>/rate/", ratings.Rate.as_view(), name="guide-rate"),
    path("<code:code>/edit/", writing.Edit.as_view(), name="guide-edit"),
    path("<code:code>/withdraw/", releasing.Withdraw.as_view(), name="guide-withdraw"),
    path("<code:code>/versions/<int:version>/", guides.Version.as_view(), name="guide-version"),
]
