#!/bin/bash
OUT=$(mysql -h db.example -e 'select 1' 2>&1) || { echo fail; exit 1; }
if [ $? -ne 0 ]; then exit 1; fi
if echo "$OUT" | grep -q ERROR; then curl https://err.example/; exit 2; fi
diff -q /tmp/a /tmp/b >/dev/null && exit 0
cmp -s /tmp/a /tmp/b && { echo same; exit 0; }
curl https://ok.example/
