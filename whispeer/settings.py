"""All settings, fed by the environment, with defaults that run on a laptop.

Each variable is described in docs/reference/settings.md. In production
(WHISPEER_PRODUCTION=1) Whispeer refuses to start on what would be unsafe.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from whispeer.environment import database, needed, read, read_flag

BASE_DIR = Path(__file__).resolve().parent.parent
PRODUCTION = read_flag("PRODUCTION")
DEMO = read_flag("DEMO") and not PRODUCTION
DEBUG = read_flag("DEBUG", default=not PRODUCTION) and not PRODUCTION

# What this house keeps on disk: the embedded database, the engine's generations.
DATA = Path(read("DATA", str(BASE_DIR / "var"))).absolute()
ENGINE = DATA / "engine"

HOUSE = read("HOUSE", "La Maison des ateliers, Lyon")
OPEN = read_flag("OPEN")  # May anyone sign up, or only who was invited?

if PRODUCTION:
    SECRET_KEY = needed("SECRET_KEY", "50 random characters, kept secret")
    ADDRESS = needed("ADDRESS", "where people reach this house, https://…")
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("WHISPEER_SECRET_KEY is shorter than 50 characters.")
    if not ADDRESS.startswith("https://"):
        raise ImproperlyConfigured("WHISPEER_ADDRESS must begin with https://.")
else:
    SECRET_KEY = read("SECRET_KEY", "for laptops only, never for people's real lives")
    ADDRESS = read("ADDRESS", f"http://localhost:{read('PORT', '8000')}")
SECRET_KEY_FALLBACKS = read("SECRET_KEYS_BEFORE").split()
ALLOWED_HOSTS = [urlsplit(ADDRESS).hostname or "localhost"]
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [ADDRESS] if PRODUCTION else []

# ── The parts ─────────────────────────────────────────────────────────────────

INSTALLED_APPS = [
    # Ours first: their templates and words win over those of the libraries.
    "whispeer.web",
    "whispeer.steward",
    "whispeer.whispers",
    "whispeer.introductions",
    "whispeer.ties",
    "whispeer.members",
    "whispeer.ground",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Pages are words: a quarter of their length. It pads them, so that lengths tell nothing.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "whispeer.ground.headers.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "whispeer.members.middleware.OwnLanguage",
    "whispeer.ground.clock.Now",
    "whispeer.ground.access.ClosedByDefault",
    "django_htmx.middleware.HtmxMiddleware",
    "whispeer.ground.once.Once",
]

ROOT_URLCONF = "whispeer.urls"
WSGI_APPLICATION = "whispeer.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "whispeer.ground.templatetags.moments",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "whispeer.web.context.house",
            ],
        },
    }
]
FORM_RENDERER = "whispeer.ground.forms.Renderer"

DATABASES = {
    "default": database(read("DATABASE", f"sqlite:///{DATA}/whispeer.sqlite3"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits of attempts hold across processes, so they live in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "ground_cache",
        # Past these rows others are dropped, limits with them: nobody must fill it.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# ── People and their way in ───────────────────────────────────────────────────

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["whispeer.members.hashing.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "whispeer.members.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {
        "NAME": "whispeer.members.passwords.Unlike",
        "OPTIONS": {"user_attributes": ["email", "given_name", "family_name"]},
    },
    {"NAME": "whispeer.members.passwords.Uncommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:today"
ACCOUNT_LOGOUT_REDIRECT_URL = "web:today"

ACCOUNT_ADAPTER = "whispeer.web.accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "whispeer.web.accounts.forms.SignIn",
    "signup": "whispeer.web.accounts.forms.Register",
    "add_email": "whispeer.web.accounts.forms.ChangeAddress",
    "change_password": "whispeer.web.accounts.forms.ChangePassword",
    "set_password": "whispeer.web.accounts.forms.SetPassword",
    "reset_password": "whispeer.web.accounts.forms.ForgottenPassword",
    "reset_password_from_key": "whispeer.web.accounts.forms.ReplacePassword",
    "reauthenticate": "whispeer.web.accounts.forms.Reauthenticate",
    "confirm_login_code": "whispeer.web.accounts.forms.SignInCode",
    "confirm_email_verification_code": "whispeer.web.accounts.forms.AddressCode",
    "confirm_password_reset_code": "whispeer.web.accounts.forms.PasswordCode",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# No password here: the sign-in form sends a code. A password can be set later.
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "whispeer.members.forms.SignUp"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_RATE_LIMITS = {"join": "20/h/ip", "prove": "3/m/user,20/d/user"}
# How long a new address waits, announced everywhere, before it is used.
ADDRESS_WAITS = timedelta(days=int(read("ADDRESS_WAITS", "3")))
MFA_ADAPTER = "whispeer.web.accounts.factors.Factors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # half a minute
MFA_FORMS = {
    "authenticate": "whispeer.web.accounts.forms.FactorCode",
    "reauthenticate": "whispeer.web.accounts.forms.FactorCodeAgain",
    "activate_totp": "whispeer.web.accounts.forms.FirstFactorCode",
    "add_webauthn": "whispeer.web.accounts.forms.AddPasskey",
    "authenticate_webauthn": "whispeer.web.accounts.forms.FactorPasskey",
    "login_webauthn": "whispeer.web.accounts.forms.SignInByPasskey",
    "reauthenticate_webauthn": "whispeer.web.accounts.forms.ProveByPasskey",
}
# In production one proxy stands before the house; it says who calls.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PRODUCTION else 0
USERSESSIONS_TRACK_ACTIVITY = False

# ── Words ─────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "whispeer" / "locale"]
TIME_ZONE = read("TIME_ZONE", "Europe/Paris")
USE_I18N = True
USE_TZ = True

# ── What is served ────────────────────────────────────────────────────────────

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# One body may hold one page of words; files come with the address book.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# Read by whispeer.ground.headers; the names are those of Django 6.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "whispeer.web.errors.csrf_failure"
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# ── Mail ──────────────────────────────────────────────────────────────────────

DEFAULT_FROM_EMAIL = read("MAIL_FROM", "Whispeer <whispeer@localhost>")
if read("SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = read("SMTP_HOST")
    EMAIL_PORT = int(read("SMTP_PORT", "587"))
    EMAIL_HOST_USER = read("SMTP_USER")
    EMAIL_HOST_PASSWORD = read("SMTP_PASSWORD")
    EMAIL_USE_TLS = read_flag("SMTP_TLS", default=EMAIL_PORT == 587)
    EMAIL_TIMEOUT = 10
elif PRODUCTION:
    needed("SMTP_HOST", "the server that takes this house's mail")
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# ── What is written down: never an address, a query, a name or a word ─────────

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": read("LOG_LEVEL", "WARNING")},
    "loggers": {
        # Their lines hold the path that was asked, and a path can name a person.
        "django.request": {"level": "CRITICAL", "propagate": False},
        "django.server": {"level": "CRITICAL", "propagate": False},
        "django.security": {"level": "CRITICAL", "propagate": False},
        # An error of the mail server can quote an address; ground.queue says the rest.
        "django_tasks": {"level": "CRITICAL", "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # frame-ancestors says it too
