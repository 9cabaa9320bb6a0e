#!/bin/bash
set -euo pipefail
readonly SCRIPT_DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
declare -r API_BASE="https://w1.example"
declare -A ENDPOINTS=( ["users"]="https://w2.example/u" ["orders"]="https://w3.example/o" )
typeset -a TARGETS=("w4.example" "w5.example")
retry() { local n=0 max=$1; shift; until "$@"; do n=$((n+1)); [ $n -ge $max ] && return 1; sleep 5; done; }
log() { echo "[$(date)] $*" | tee -a /var/log/x.log; }
die() { log "ERROR: $*"; exit 1; }
run() { log "running $*"; "$@" || die "failed $*"; }
api() { local method=$1 path=$2; shift 2; curl -sS -X "$method" "$API_BASE$path" "$@"; }
retry 3 curl -fsS https://w6.example/
run wget -q https://w7.example/
api GET /status -H "Accept: x"
for k in "${!ENDPOINTS[@]}"; do curl "${ENDPOINTS[$k]}"; done
for t in "${TARGETS[@]}"; do timeout 10 bash -c "</dev/tcp/$t/443" && echo ok; done
CURL="curl -fsSL --retry 3"
$CURL https://w8.example/ -o /tmp/x
OPTS=(-s -m 5); [ -n "${TOKEN:-}" ] && OPTS+=(-H "Authorization: Bearer $TOKEN"); curl "${OPTS[@]}" https://w9.example/
SSH="ssh -i /root/k -p 2200 -o BatchMode=yes"; $SSH root@w10.example 'uptime; curl https://no1.example'
rsync -az -e "$SSH" /x root@w11.example:/y
ssh deploy@w12.example bash -s <<'EOF'
curl https://no2.example/
EOF
ssh -J jump@w13.example inner@no3.example true
mysql -h w14.example -u x db <<SQL
select 'https://no4.example';
SQL
cat <<EOF | curl -X POST -d @- https://w15.example/hook
{"url": "https://no5.example"}
EOF
payload=$(cat <<EOF
{"text": "see https://no6.example"}
EOF
)
curl -d "$payload" "https://w16.example/"
( cd /tmp && curl -O https://w17.example/f ) &
wait
{ curl https://w18.example/; } > /tmp/o 2>&1
if curl -sf https://w19.example/health; then :; elif wget -q https://w20.example/; then :; else nc -z w21.example 80; fi
while ! curl -sf https://w22.example/ready; do sleep 1; done
result=$(curl -s https://w23.example/ | jq -r .url); curl "$result" || true
url="https://w24.example/$(date +%Y/%m)/f-${HOSTNAME%%.*}.gz"; wget "$url"
IFS=',' read -ra HOSTS <<< "w25.example,w26.example"; for h in "${HOSTS[@]}"; do ping -c1 "$h"; done
printf -v u 'https://%s/%s' w27.example x; curl "$u"
eval "curl https://w28.example/"
export BASE=https://w29.example; bash -c 'curl $BASE/x'; sh /srv/job/child.sh
find /data -name '*.gz' -exec scp {} u@w30.example:/z \;
ls /data | xargs -I{} -P4 curl -T {} ftp://w31.example/
seq 1 3 | parallel curl https://w32.example/{}
nohup curl https://w33.example/ >/dev/null 2>&1 & disown
exec curl https://w34.example/
