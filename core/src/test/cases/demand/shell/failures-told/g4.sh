#!/bin/bash
main() {
  local rc=0
  pg_dump -h db.example || rc=$?
  if [ $rc -ne 0 ]; then curl https://n6.example/; return $rc; fi
  return 0
}
main "$@"
