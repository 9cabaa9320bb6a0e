import re, requests, string
m = re.match(r'https?://([^/:]+)', 'https://pymatch.example:1/')
requests.get('https://' + m.group(1) + '/one')
m = re.search(r'//(?P<host>[^/:]+)', 'https://pynamed.example:1/')
requests.get('https://' + m.group('host') + '/two'); requests.get('https://' + m['host'] + '/two')
class G:
    def __init__(self): self.d = {'host': 'getattr.example'}
    def __getattr__(self, n): return self.d[n]
requests.get('https://' + G().host)
