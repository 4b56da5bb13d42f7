"""The account's addresses: the library's, and our own among them."""

from allauth.account import views as library
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as written
from allauth.mfa.totp import views as telephone
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path

from whispeer.web.accounts import proof, views

# Not those that name a passkey by the number of its row.
second = [
    path("authenticate/", factors.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("telephone/", telephone.activate_totp, name="mfa_activate_totp"),
    path("telephone/remove/", telephone.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", written.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "codes/anew/",
        written.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "passkeys/reauthenticate/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("passkeys/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "passkeys/<str:key>/remove/", views.remove_passkey, name="mfa_remove_webauthn"
    ),
]

urlpatterns = [
    path("reauthenticate/code/", views.prove, name="account_prove"),
    path("factors/", views.second, name="mfa_index"),
    # Where the library goes back to once a passkey is removed.
    path("factors/passkeys/", views.second, name="mfa_list_webauthn"),
    path("factors/", include(second)),
    # Who found a browser open would give himself a way in that lasts.
    path(
        "password/set/",
        proof.proved(library.password_set),
        name="account_set_password",
    ),
    path("", include("allauth.account.urls")),
]
