#!/bin/bash
do_backup() { pg_dump -h db.example x > /tmp/x || return 1; }
do_backup || curl https://n3.example/
if ! do_backup; then curl https://n4.example/; fi
do_backup
if [ $? -ne 0 ]; then curl https://n5.example/; fi
