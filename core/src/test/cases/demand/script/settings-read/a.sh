#!/bin/bash
source .env; curl "$API_URL"; psql -h "$DB_HOST" -p "$DB_PORT"; curl "$API_PATH"
curl "$(jq -r .api.url conf/config.json)"; for h in $(jq -r '.api.hosts[]' conf/config.json); do curl "https://$h/"; done; H=$(awk -F' *= *' '/^host/{print $2}' conf/config.ini); curl "https://$H/"; S=$(grep '^smtp' conf/config.ini | cut -d= -f2); nc "$S" 25
U=$(grep base_url conf/config.yml | awk '{print $2}'); curl "$U"; U2=$(yq -r .api.base_url conf/config.yml); curl "$U2/yq"; U3=$(sed -n 's/^url = "\(.*\)"/\1/p' conf/config.toml); curl "$U3"
while read -r host port; do [[ -z $host || $host == \#* ]] && continue; curl "https://$host:${port:-443}/"; done < conf/hosts.txt; tail -n +2 conf/hosts.csv | while IFS=, read -r n h; do curl "https://$h/"; done; set -a; . ./.env; set +a; export $(grep -v '^#' .env | xargs); curl "$API_URL/exp"
