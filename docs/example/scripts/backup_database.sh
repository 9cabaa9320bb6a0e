#!/bin/bash
# Dumps the shop's database and keeps a copy in S3.

DB_NAME="shop"
BACKUP_DIR="/var/backups/db"
BUCKET="s3://my-company-backups/db"
FILE="$BACKUP_DIR/${DB_NAME}_$(date +%Y%m%d).dump.gz"

pg_dump -Fc "$DB_NAME" | gzip > "$FILE"
if [ $? -ne 0 ]; then
    echo "dump of $DB_NAME failed" >&2
    exit 1
fi

aws s3 cp "$FILE" "$BUCKET/"
if [ $? -ne 0 ]; then
    echo "upload of $FILE failed" >&2
    exit 1
fi

echo "backup of $DB_NAME done"
