import argparse
import requests

host = 'of-the-module'
zone = 'example.com'


def fetch(zone='example.net'):
    host = 'of-the-function'
    requests.get('https://%(host)s.%(zone)s/' % locals())
    requests.get('https://{host}.{zone}/all'.format(**vars()))


fetch()
requests.get('https://%(host)s.%(zone)s/' % globals())
requests.get('https://%(host)s.%(zone)s/here' % locals())

parser = argparse.ArgumentParser()
parser.add_argument('--api', default='of-an-option.example.org')
requests.get('https://' + vars(parser.parse_args())['api'] + '/')
