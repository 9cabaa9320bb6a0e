INSTALLED_APPS = ["django.contrib.admin", "shop"]
RATES_URL = "https://rates.example.com/v1"
DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": "db.example.com", "PORT": ""},
    "local": {"ENGINE": "django.db.backends.sqlite3", "NAME": "x.sqlite3"},
}
EMAIL_HOST = "mail.example.com"
EMAIL_PORT = 587
