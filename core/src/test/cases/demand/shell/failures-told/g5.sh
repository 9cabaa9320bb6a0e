#!/bin/bash
set -e
trap 'curl -s https://fail.example/' ERR
on_err() { curl -s https://fail2.example/$1; }
trap 'on_err $LINENO' ERR
pg_dump -h db.example
trap "curl https://int.example/" INT TERM
trap 'curl https://ret.example' RETURN
