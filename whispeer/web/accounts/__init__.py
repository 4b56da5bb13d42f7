"""How allauth is fitted to the house: who may come in, what is asked, what is sent."""
