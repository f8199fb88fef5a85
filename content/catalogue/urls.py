from django.urls import path

from .views import demand, desk, exports, feeds, importing, public

urlpatterns = [
    path("catalogue/", public.Catalogue.as_view(), name="catalogue"),
    path("catalogue/catalogue.xlsx", exports.Table.as_view(), name="catalogue-xlsx"),
    path("catalogue/catalogue.pdf", exports.Paper.as_view(), name="catalogue-pdf"),
    path("catalogue/items.json", feeds.Items.as_view(), name="catalogue-items-json"),
    path("catalogue/feed.<str:form>", feeds.Feed.as_view(), name="catalogue-feed"),
    path("catalogue/in/<str:community>/feed.<str:form>", feeds.Feed.as_view(), name="catalogue-community-feed"),
    path("robots.txt", feeds.Robots.as_view(), name="robots"),
    path("sitemap.xml", feeds.SiteMap.as_view(), name="sitemap"),
    path("catalogue/desk/", desk.Desk.as_view(), name="catalogue-desk"),
    path("catalogue/desk/owed/", desk.NoteOwed.as_view(), name="catalogue-owed"),
    path("catalogue/desk/owed/<int:owed>/", desk.Settle.as_view(), name="catalogue-settle"),
    path("catalogue/desk/matters/", desk.Completeness.as_view(), name="catalogue-completeness"),
    path("catalogue/desk/faults/<int:fault>/", desk.AnswerFault.as_view(), name="catalogue-fault-desk"),
    path("catalogue/desk/import/", importing.Upload.as_view(), name="catalogue-import"),
    path("catalogue/desk/import/confirm/", importing.Confirm.as_view(), name="catalogue-import-confirm"),
    path("catalogue/desk/editions/<int:edition>/", importing.PutInForce.as_view(), name="catalogue-in-force"),
    path("catalogue/history/", public.History.as_view(), name="catalogue-history"),
    path("catalogue/editions/<int:edition>/", public.Catalogue.as_view(), name="catalogue-edition"),
    path("catalogue/fault/", demand.Fault.as_view(), name="catalogue-fault"),
    path("catalogue/fault/<int:fault>/", demand.FaultAnswer.as_view(), name="catalogue-fault-answer"),
    path("catalogue/items/<str:index_no>/", public.ItemAddress.as_view(), name="catalogue-item"),
    path("catalogue/<str:code>/", public.EntryPage.as_view(), name="catalogue-entry"),
    path("catalogue/<str:code>/feed.<str:form>", feeds.Feed.as_view(), name="catalogue-entry-feed"),
    path("catalogue/<str:code>/wish/", demand.WishToKnow.as_view(), name="catalogue-wish"),
]
