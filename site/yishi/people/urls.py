from django.urls import path

from .views import closing, demo, editors, mine, places, register, roll, signing

urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="sign-in"),
    path("sign-out/", signing.SignOut.as_view(), name="sign-out"),
    path("my/", mine.Mine.as_view(), name="my"),
    path("my/data.json", mine.MyData.as_view(), name="my-data"),
    path("my/close/", closing.Close.as_view(), name="account-close"),
    path("demo/", demo.Roles.as_view(), name="demo-roles"),
    path("demo/switch/", demo.Switch.as_view(), name="demo-switch"),
    path("people/import/", register.Upload.as_view(), name="register-import"),
    path("people/import/confirm/", register.Confirm.as_view(), name="register-confirm"),
    path("people/", roll.Roll.as_view(), name="roll"),
    path("people/places/", places.Places.as_view(), name="places"),
    path("people/places/new/", places.NewPlaces.as_view(), name="places-new"),
    path("people/editors/", editors.Editors.as_view(), name="editors"),
    path("people/new/", roll.NewPerson.as_view(), name="person-new"),
    path("people/<int:pk>/", roll.One.as_view(), name="person"),
    path("people/<int:pk>/editor/", editors.Editor.as_view(), name="editor"),
    path("people/<int:pk>/seat/", roll.GiveSeat.as_view(), name="seat-give"),
    path("people/<int:pk>/account/", roll.Account.as_view(), name="account"),
    path("seats/<int:pk>/end/", roll.EndSeat.as_view(), name="seat-end"),
    path("seats/<int:pk>/withdraw/", roll.WithdrawSeat.as_view(), name="seat-withdraw"),
    path("seats/<int:pk>/deputy/", roll.NameDeputy.as_view(), name="seat-deputy"),
]
