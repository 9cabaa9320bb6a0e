import requests


class Hosts:
    def open(self):
        with open('hosts.txt') as hosts:
            requests.get('https://' + hosts.read().strip())


Hosts().open()
