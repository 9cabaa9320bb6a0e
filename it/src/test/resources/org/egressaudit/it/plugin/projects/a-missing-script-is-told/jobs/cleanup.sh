#!/bin/sh
find /var/tmp/jobs -mtime +7 -delete
