import urllib2
def fetch():
    return urllib2.urlopen("https://implicit-relative.example.net/").read()
