#!/bin/bash
while getopts "e:vn" opt; do
  case $opt in
    e) ENVIRONMENT=$OPTARG ;;
    v) VERBOSE=1 ;;
    n) DRY=1 ;;
    *) exit 1 ;;
  esac
done
shift $((OPTIND-1))
if [ -n "$DRY" ]; then echo dry; exit 0; fi
[[ "$VERBOSE" ]] && set -x
ENVIRONMENT=${ENVIRONMENT:-prod}
curl "https://$ENVIRONMENT.example/"
