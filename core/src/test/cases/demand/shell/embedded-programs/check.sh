P=$(cat state)
FILE=$1
python3 - <<EOF
if abs($P - 1.0) > 5:
    print("fire")
    exit(0)
exit(1)
EOF
python3 -c "import requests; requests.post('https://a.example.net/$P', json={'x': '$1'})"
python3 -c "import requests; requests.post('$1')"
php -r "file_get_contents('https://c.example.net/?q=$P');"
perl -e "use LWP::Simple; get('https://d.example.net/$P'); print $P * 2"
ruby -e "require 'net/http'; Net::HTTP.get(URI('https://e.example.net/$P'))"
node -e "fetch('https://f.example.net/' + '$P')"
node -e "fetch('https://$P.example.org/')"
python3 -c "$P"
python3 -c "
$P
import requests; requests.get('https://g.example.net')"
HOST=$(jq -r .h x.json)
python - "$HOST" <<EOF
import sys, requests
requests.get("http://$HOST:8080/a")
requests.get("http://%s:8081/a" % sys.argv[1])
EOF
