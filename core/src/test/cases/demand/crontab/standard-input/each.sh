#!/bin/sh
while read -r host; do
    curl -s "https://$host/status"
done
