#!/bin/bash
PROXY=
[ -f /etc/behind-a-proxy ] && PROXY="-x http://proxy.example.com:3128"
curl $PROXY https://direct-or-not.example.com/

OPTS="-a"
if ping -c1 192.0.2.1; then OPTS="$OPTS --port 8873"; fi
if ping -c1 192.0.2.1; then OPTS="$OPTS --bwlimit 100"; fi
rsync $OPTS /data rsync://backup.example.com/x

GET="curl -s"
command -v wget > /dev/null && GET="wget -q -O -"
$GET https://fetched.example.com/
