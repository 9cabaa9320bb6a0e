#!/bin/bash
rc=0
pg_dump -h db.example x || rc=$?
if [ $rc -ne 0 ]; then curl https://n1.example/; fi
