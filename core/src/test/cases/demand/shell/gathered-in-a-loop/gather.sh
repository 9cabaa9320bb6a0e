#!/bin/sh
for folder in /etc /root; do
    INCLUDE="$INCLUDE --include $folder"
done
rdiff-backup $INCLUDE --exclude '**' / backup@archive.example.com::/srv
for name in a b; do HOSTS="$HOSTS $name.example.com"; done
for host in $HOSTS; do curl "http://$host/"; done
