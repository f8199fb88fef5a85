"""Settings of the site. Everything an installation may choose comes from the environment, through ``env``."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from . import env

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(env.read("YISHI_VAR", str(ROOT / "var")))
VAR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("YISHI_DEBUG")
SECRET_KEY = env.secret_key(VAR / "secret-key")
ALLOWED_HOSTS = env.read("YISHI_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in env.read("YISHI_ORIGINS", "").split(",") if origin]

FLOORS = ["yishi", "meetings", "consultation", "content"]
INSTALLED_APPS = [
    "content.pages",
    "content",
    "content.guides",
    "content.search",
    "content.kiosk",
    "content.catalogue",
    "content.requests",
    "consultation",
    "consultation.polls",
    "meetings",
    "yishi.demo",
    "yishi.notices",
    "yishi.documents",
    "yishi.tasks",
    "yishi.workdays",
    "yishi.clock",
    "yishi.journal",
    "yishi.people",
    "yishi.instance",
    "yishi.web",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "yishi.web.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yishi.web.reading.ReadingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yishi.instance.middleware.FirstRunMiddleware",
    "yishi.people.middleware.ActorMiddleware",
    "yishi.web.access.AccessMiddleware",
    "yishi.web.errors.MethodMiddleware",
    "yishi.web.refusals.RefusalMiddleware",
    "content.kiosk.middleware.KioskMiddleware",
]

ROOT_URLCONF = "yishi.urls"
ASGI_APPLICATION = "yishi.asgi.application"
WSGI_APPLICATION = "yishi.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "content.kiosk.middleware.kiosk",
                "yishi.web.context.shell",
            ],
        },
    }
]

DATABASES = {"default": env.database(VAR / "yishi.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache()}
CHANNEL_LAYERS = {"default": env.channel_layer()}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["yishi.people.accounts.WithPerson"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF], "script-src": [SELF, NONCE], "style-src": [SELF], "img-src": [SELF, "data:"],
        "object-src": [NONE], "base-uri": [NONE], "frame-ancestors": [NONE], "form-action": [SELF],
    }
}
YISHI_DESK_POLICY = {  # Wagtail's own pages, below /admin/
    "default-src": [SELF], "script-src": [SELF, "'unsafe-inline'"], "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"], "font-src": [SELF, "data:"], "object-src": [NONE], "base-uri": [SELF],
    "frame-ancestors": [SELF], "form-action": [SELF],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "site" / "yishi" / name for name in ("locale", "locale_wagtail")]  # ours; what Wagtail lacks
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder", "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "yishi.web.bundle.BundleFinder",
]
WHITENOISE_USE_FINDERS = DEBUG or not (STATIC_ROOT / "staticfiles.json").exists()
MEDIA_ROOT = env.read("YISHI_MEDIA_ROOT", str(VAR / "media"))
MEDIA_URL = "/media/"
YISHI_FONTS = env.read("YISHI_FONTS", str(VAR / "fonts"))  # of official papers; see deploy/fonts.sh
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "yishi.web.storage.StaticStorage"},
}

WAGTAIL_SITE_NAME = "议事厅"
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL  # one door, which counts the tries
WAGTAILADMIN_BASE_URL = env.read("YISHI_BASE_URL", "http://127.0.0.1:8000")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "content.search.backend"}}  # of Chinese, for the admin and its choosers too
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "ofd", "docx", "xlsx", "pptx", "doc", "xls", "ppt"]
WAGTAILDOCS_INLINE_CONTENT_TYPES = []  # every paper is downloaded
WAGTAILDOCS_DOCUMENT_FORM_BASE = "content.pages.papers.PaperForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.pages.papers.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILEMBEDS_FINDERS = []  # nothing of other sites is fetched
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # accounts are kept by pages of our own
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # a sub-district has one
TAGGIT_CASE_INSENSITIVE = True

YISHI_DEMO = env.flag("YISHI_DEMO")
if YISHI_DEMO:
    PASSWORD_HASHERS.insert(0, "yishi.demo.hashers.PrintedPassword")
YISHI_KEEPS_PAGES = env.flag("YISHI_KEEPS_PAGES", True)  # what visitors read, until something happens (yishi.web.kept)
YISHI_PAGES_LAG = 5  # seconds after an event for which a visitor may still read what a page said before (yishi.web.keeping)
YISHI_WORKER = env.flag("YISHI_WORKER", True)  # off where ``manage.py worker`` runs beside the servers
