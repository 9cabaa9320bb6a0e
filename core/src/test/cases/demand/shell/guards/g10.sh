#!/bin/bash
DRY_RUN=${DRY_RUN:-0}
DEBUG="${DEBUG:-false}"
(( DRY_RUN )) && { echo dry; exit 0; }
if $DEBUG; then curl https://debug.example/; fi
if [ "$DRY_RUN" -eq 1 ]; then exit 0; fi
SKIP=false
if ! $SKIP; then curl https://ok.example/; fi
ENABLED=1
[ $ENABLED -eq 1 ] && curl https://ok2.example/
