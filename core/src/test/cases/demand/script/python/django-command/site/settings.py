INSTALLED_APPS = ["django.contrib.admin", "shop"]
RATES_URL = "https://rates.example.com/v1"
