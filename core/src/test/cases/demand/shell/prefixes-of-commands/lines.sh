#!/bin/sh
url='list|https://cut.example.net/list'
curl -s "$(echo "$url" | cut -d '|' -sf 2)"
curl -s "https://ids.example.net/" | jq -r '.[].id' | awk 'length($0) > 2 { print "http://awk.example.net/?list=" $0 }' | xargs wget -qO-
jq -r '.[].id' /var/lib/ids.json | sed 's|^|http://sed.example.net/|' | while read -r u; do curl -s "$u"; done
jq -r '.[].id' /var/lib/ids.json | awk '/^a/ { next } { print $2, "https://second.example.net/" $1 }' | xargs -n2 curl -s -o
# nothing of these is known
jq -r '.[].id' /var/lib/ids.json | sed 's|a|https://not-surely.example.net/|' | xargs curl -s
jq -r '.[].id' /var/lib/ids.json | awk '{ print $1 }' | xargs curl -s
