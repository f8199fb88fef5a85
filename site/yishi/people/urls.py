from django.urls import path

from .views import demo, mine, register, signing

urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="sign-in"),
    path("sign-out/", signing.SignOut.as_view(), name="sign-out"),
    path("my/", mine.Mine.as_view(), name="my"),
    path("my/data.json", mine.MyData.as_view(), name="my-data"),
    path("demo/", demo.Roles.as_view(), name="demo-roles"),
    path("demo/switch/", demo.Switch.as_view(), name="demo-switch"),
    path("people/import/", register.Upload.as_view(), name="register-import"),
    path("people/import/confirm/", register.Confirm.as_view(), name="register-confirm"),
]
