#!/bin/bash
run() { "$@"; local s=$?; if [ $s -ne 0 ]; then curl https://n7.example/; exit $s; fi; }
run pg_dump -h db.example
ERRORS=0
rsync -a x u@r.example:/y || ERRORS=$((ERRORS+1))
rsync -a x u@r.example:/y || ((ERRORS++))
[ $ERRORS -gt 0 ] && curl https://n8.example/
STATUS="ok"
scp x u@s.example:/y || STATUS="failed"
if [ "$STATUS" = "failed" ]; then curl https://n9.example/; fi
success=true
ssh u@t.example true || success=false
$success || curl https://n10.example/
if ! $success; then curl https://n11.example/; fi
