#!/bin/sh
# Runs each command of a file in a network namespace of its own, once against an address that nothing answers at and once
# against one to which connections are rejected; prints for each both exit statuses. Prints nothing for programs that are
# not there.
set -eu
. "$1/silent-network.sh"

programs() {
    grep -v '^#' "$here/endings.txt" | while read -r line; do
        command=${line#* * }
        ! command -v "${command%% *}" > /dev/null || echo "$line"
    done
}

# all side by side: most of them only wait
ended() {
    (
        mkdir "$1" && cd "$1"
        status=0
        HOME=$1 timeout 60 sh -c "$2" < /dev/null > said 2>&1 || status=$?
        echo "$status" > status
    ) &
}
programs > "$work/lines"
number=0
while read -r line; do
    number=$((number + 1))
    command=${line#* * }
    ended "$work/$number-unanswered" "$(echo "$command" | sed 's/HOST/198.51.100.9/')"
    ended "$work/$number-refused" "$(echo "$command" | sed 's/HOST/203.0.113.9/')"
done < "$work/lines"
wait
number=0
while read -r line; do
    number=$((number + 1))
    echo "$(cat "$work/$number-unanswered/status") $(cat "$work/$number-refused/status") $line"
done < "$work/lines"
