import requests
from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Pulls rates."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=1)

    def handle(self, *args, **options):
        requests.get(settings.RATES_URL, params={"days": options["days"]})
        send_mail("Rates", "pulled", "job@example.com", ["ops@example.com"])
        requests.post("https://audit.example.com/pulled")
