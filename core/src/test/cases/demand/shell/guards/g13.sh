#!/bin/bash
set -u
trap 'curl -s https://fail.example/' ERR
trap cleanup EXIT
cleanup() { curl -s https://exit.example/; }
main() {
  local rc=0
  do_backup || rc=$?
  if [ $rc -ne 0 ]; then notify "failed"; return $rc; fi
  return 0
}
do_backup() { pg_dump -h db.example x > /tmp/x || return 1; }
notify() { curl -d "$1" https://notify.example/; }
main "$@"
exit $?
