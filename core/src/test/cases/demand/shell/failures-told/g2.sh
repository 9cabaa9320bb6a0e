#!/bin/bash
do_backup() { pg_dump -h db.example x > /tmp/x || return 1; }
rc=0
do_backup || rc=$?
if [ $rc -ne 0 ]; then curl https://n2.example/; fi
