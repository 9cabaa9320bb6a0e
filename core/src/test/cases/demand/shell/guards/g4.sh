#!/bin/bash
LOCK=/var/lock/x.lock
exec 200>"$LOCK"
flock -n 200 || exit 1
if [ -e /tmp/x.pid ] && kill -0 "$(cat /tmp/x.pid)" 2>/dev/null; then exit 0; fi
if ! mkdir /tmp/lockdir 2>/dev/null; then exit 0; fi
if pgrep -f "$0" | grep -v $$ > /dev/null; then exit 0; fi
curl https://ok.example/
