from django.urls import path

from .views import acts, desk, papers, public, status

urlpatterns = [
    path("requests/", public.Room.as_view(), name="requests"),
    path("requests/new/", public.New.as_view(), name="request-new"),
    path("requests/sent/", public.Sent.as_view(), name="request-sent"),
    path("requests/published/", public.Published.as_view(), name="requests-published"),
    path("requests/published/<int:pk>/", public.PublishedAnswer.as_view(), name="request-answer"),
    path("requests/status/", status.Ask.as_view(), name="request-status"),
    path("requests/status/<code:code>/", status.Follow.as_view(), name="request-follow"),
    path("requests/letters/<int:pk>/", papers.LetterPage.as_view(), name="request-letter"),
    path("requests/letters/<int:pk>.pdf", papers.LetterPdf.as_view(), name="request-letter-pdf"),
    path("requests/papers/<int:pk>/", papers.PaperFile.as_view(), name="request-paper"),
    path("requests/complaints/<int:pk>/", acts.OnComplaint.as_view(), name="request-complaint"),
    path("requests/contests/<int:pk>/", acts.OnContest.as_view(), name="request-contest"),
    path("requests/figures/", public.Figures.as_view(), name="requests-figures"),
    path("requests/figures/<int:year>/", public.Figures.as_view(), name="requests-figures-of"),
    path("requests/desk/", desk.Board.as_view(), name="requests-desk"),
    path("requests/desk/new/", desk.Counter.as_view(), name="request-enter"),
    path("requests/<code:code>/", desk.File.as_view(), name="request"),
    path("requests/<code:code>/<str:act>/", acts.OnRequest.as_view(), name="request-act"),
    path("requests/published/<int:pk>/<str:verb>/", acts.OnAnswer.as_view(), name="request-answer-act"),
]
