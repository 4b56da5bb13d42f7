from django import forms


class SignUp(forms.Form):
    def signup(self, request, user) -> None:  # type: ignore[no-untyped-def]
        pass
