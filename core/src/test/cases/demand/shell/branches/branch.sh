#!/bin/sh
PROXY=
DEBUG=0
[ -n "$PROXY" ] && curl https://off1.example.com/
[ -z "$PROXY" ] && curl https://on1.example.com/
if [ "$DEBUG" = 1 ]; then curl https://off2.example.com/; else curl https://on2.example.com/; fi
if [ "$1" = "weekly" ]; then
    curl https://off3.example.com/
elif [ "$1" = "daily" ]; then
    curl https://on3.example.com/
else
    curl https://off4.example.com/
fi
case $MODE in
    full|complete) curl https://on4.example.com/ ;;
    quick) curl https://off5.example.com/ ;;
esac
if [ -f /srv/job/settings.sh ]; then . /srv/job/settings.sh; curl "https://$FROM_SETTINGS/"; fi
if [ -f /srv/job/missing.sh ]; then curl https://maybe1.example.com/; fi
if grep -q x /var/log/messages; then curl https://maybe2.example.com/; else curl https://maybe3.example.com/; fi
[ "$(date +%u)" = 7 ] && curl https://maybe4.example.com/
test "$DEBUG" -gt 0 && curl https://off6.example.com/
while false; do curl https://off7.example.com/; done
until true; do curl https://off8.example.com/; done
true || curl https://off9.example.com/
false && curl https://off10.example.com/
for each in; do curl https://off11.example.com/; done
[ "$UNSET" ] && curl https://off-or-environment.example.com/
usage() { curl https://off12.example.com/; exit 1; }
[ $# -lt 1 ] && usage
curl https://on5.example.com/ || curl https://on6.example.com/
exit 0
curl https://off13.example.com/
