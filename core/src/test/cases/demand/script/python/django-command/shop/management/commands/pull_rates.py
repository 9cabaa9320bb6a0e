import requests
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Pulls rates."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=1)

    def handle(self, *args, **options):
        requests.get(settings.RATES_URL, params={"days": options["days"]})
        requests.post("https://audit.example.com/pulled")
