"""What a password must not be, said in the words of the house."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return ngettext(
            "A password needs %(min_length)d character at least.",
            "A password needs %(min_length)d characters at least.",
            self.min_length,
        ) % {"min_length": self.min_length}


class Unlike(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("This password looks too much like your name or your address.")


class Uncommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Many people use this password; it would be tried first.")
