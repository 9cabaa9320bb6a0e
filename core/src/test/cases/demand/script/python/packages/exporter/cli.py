import settings
from exporter import upload as sender


def main():
    sender.send(settings.TARGETS["primary"], settings.TIMEOUT)
