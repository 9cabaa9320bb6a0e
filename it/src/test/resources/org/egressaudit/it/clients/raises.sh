#!/bin/sh
# Runs each line of a file in a network namespace of its own, once against an address that nothing answers at and once
# against one to which connections are rejected; prints for each both exceptions, each with what it inherits from. Prints
# nothing for libraries that are not there.
set -eu
. "$1/silent-network.sh"
cat > "$work/raised.py" <<'END'
import sys, warnings
warnings.simplefilter("ignore")
try:
    exec(sys.argv[1])
    names = ["nothing"]
except ModuleNotFoundError:
    names = ["missing"]
except BaseException as raised:
    names = [c.__module__ + "." + c.__qualname__ for c in type(raised).__mro__ if c not in (object, BaseException, Exception)]
with open(sys.argv[2], "w") as out:
    out.write(",".join(names))
END
python=$(command -v /usr/bin/python3 || command -v python3)
grep -v '^#' "$here/raises.txt" > "$work/lines"
raised() {
    HOME=$work timeout 90 "$python" "$work/raised.py" "$(echo "$2" | sed "s/HOST/$3/g")" "$1" < /dev/null > "$1.said" 2>&1 || true
}
number=0
while read -r line; do
    number=$((number + 1))
    raised "$work/$number-unanswered" "$line" 198.51.100.9 &
    raised "$work/$number-refused" "$line" 203.0.113.9 &
    # side by side, as many as two processors can start
    [ $((number % 8)) -ne 0 ] || wait
done < "$work/lines"
wait
number=0
while read -r line; do
    number=$((number + 1))
    unanswered=$(cat "$work/$number-unanswered")
    [ "$unanswered" = missing ] || echo "$unanswered $(cat "$work/$number-refused") $line"
done < "$work/lines"
