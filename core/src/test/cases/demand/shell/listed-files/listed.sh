#!/bin/bash
for host in $(ls hosts); do curl "http://$host/"; done
ls -1 hosts | while read host; do ssh "backup@$host" date; done
