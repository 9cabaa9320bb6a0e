#!/bin/sh
curl -fsS -m 20 -o /var/lib/report.csv https://203.0.113.7/report.csv
