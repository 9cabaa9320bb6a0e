#!/bin/bash
LAST=$(cat /var/lib/x/last 2>/dev/null || echo 0)
NOW=$(date +%s)
if (( NOW - LAST < 3600 )); then exit 0; fi
COUNT=$(ls /var/spool/x | wc -l)
if [ "$COUNT" -eq 0 ]; then echo nothing; exit 0; fi
FREE=$(df -P / | awk 'NR==2 {print $5}' | tr -d '%')
if [ "$FREE" -gt 90 ]; then curl https://full.example/; fi
FILES=(/data/*.csv)
[ ${#FILES[@]} -eq 0 ] && exit 0
for f in "${FILES[@]}"; do curl -T "$f" https://ok.example/; done
