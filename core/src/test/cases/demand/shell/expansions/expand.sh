#!/bin/bash
# each line fetches one host, named after its place in this list
URL="https://e1.$DOMAIN/a/b.tar.gz"
curl "$URL"
HOST=${URL#https://}; HOST=${HOST%%/*}
ping -c1 "e2-${HOST%.example.com}.example.com"
curl "https://${MIRROR:-e3.example.com}/"
: "${API:=e4.example.com}"
curl "https://$API/"
curl "https://e5${SUFFIX:+-$SUFFIX}.example.com/"
SUFFIX=x
curl "https://e6${SUFFIX:+-$SUFFIX}.example.com/"
name=E7.EXAMPLE.COM
curl "https://${name,,}/"
curl "https://${name/E7/e8}/"
list=(a b c)
curl "https://e9-${list[1]}.example.com/"
for each in "${list[@]:1}"; do curl "https://e10-$each.example.com/"; done
declare -A hosts=([main]=e11.example.com [spare]=e12.example.com)
curl "https://${hosts[main]}/"
for key in "${!hosts[@]}"; do curl "https://${hosts[$key]}/up"; done
curl "https://e13-$((1 + 2 * 3)).example.com/"
curl https://e14-{x,y}.example.com/
for i in {1..3}; do curl "https://e15-$i.example.com/"; done
for ((i = 0; i < 2; i++)); do curl "https://e16-$i.example.com/"; done
curl "https://e17-$(echo one | tr a-z A-Z).example.com/"
curl "https://e18-`basename /srv/two.txt .txt`.example.com/"
IFS=, read -r first second <<< "e19.example.com,e20.example.com"
curl "https://$first/" "https://$second/"
set -- "$@" last
curl "https://e21-$1.example.com/" "https://e22-$#.example.com/"
shift 2
curl "https://e23-$1.example.com/"
ref=API
curl "https://e24-${!ref}/"
long=aXYZb
curl "https://e25-${long:1:3}.example.com/" "https://e26-${#long}.example.com/"
printf -v made 'https://%s-%02d.example.com' e27 5
curl "$made"
eval "curl https://e28.example.com/"
cmd="curl -s"
$cmd https://e29.example.com/
opts=(-s --max-time 5)
curl "${opts[@]}" https://e30.example.com/
curl 'https://e31-$DOMAIN/' || true
text=$(cat <<EOF
https://e32.$DOMAIN/
EOF
)
curl "$text"
while read -r h p; do nc -z "$h" "$p"; done <<END
e33.example.com 22
e34.example.com 25
END
get() { local host=$1; curl "https://$host.$DOMAIN/$2"; }
get e35 x
get_all() { for h in "$@"; do get "$h" all; done; }
get_all e36 e37
never() { curl https://never-called.example.com/; }
echo "see https://only-printed.example.com/"
case "$1" in
    p3) curl https://e38.example.com/ ;;
    *) curl https://other-case.example.com/ ;;
esac
[[ $URL =~ ^https://([^/]+)/ ]] && curl "https://e39-${BASH_REMATCH[1]}/"
mapfile -t rows < <(printf '%s\n' e40.example.com e41.example.com)
curl "https://${rows[1]}/"
