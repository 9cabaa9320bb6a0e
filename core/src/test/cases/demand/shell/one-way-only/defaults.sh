#!/bin/sh
if ping -c1 192.0.2.1; then FIRST=first.example.com; fi
curl "https://${FIRST:-first-default.example.com}/"

ping -c1 192.0.2.1 && SECOND=second.example.com
[ -z "$SECOND" ] && SECOND=second-default.example.com
curl "https://$SECOND/"

if ping -c1 192.0.2.1; then THIRD=third.example.com; fi
: "${THIRD:=third-default.example.com}"
curl "https://$THIRD/"

if ping -c1 192.0.2.1; then MODE=production; fi
if [ "$MODE" = production ]; then
    curl https://production.example.com/
else
    curl https://test.example.com/
fi

# set on every way: no default counts
if ping -c1 192.0.2.1; then FOURTH=a.example.com; else FOURTH=b.example.com; fi
curl "https://${FOURTH:-never.example.com}/"
