#!/bin/bash
[ "$(hostname)" = "prod1" ] || exit 0
[ "$HOSTNAME" == "prod1" ] || exit 0
if [ "$(date +%u)" -ne 1 ]; then exit 0; fi
[ "$(date +%d)" = "01" ] && curl https://first.example/
HOUR=$(date +%H)
if [ $HOUR -lt 6 ] || [ $HOUR -gt 22 ]; then exit 0; fi
curl https://ok.example/
