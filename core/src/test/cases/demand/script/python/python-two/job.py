#!/usr/bin/env python2
# -*- coding: latin-1 -*-
import commands
import urllib2

HOSTS = ('a.example.com', 'b.example.com')

for host in HOSTS:
    try:
        print urllib2.urlopen('http://%s/status' % host).read()
    except urllib2.URLError, error:
        print >>sys.stderr, 'failed: %s' % error
print commands.getoutput('curl -s http://c.example.com')
exec "import os"
