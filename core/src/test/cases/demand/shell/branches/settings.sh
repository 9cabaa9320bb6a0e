FROM_SETTINGS=on-settings.example.com
