#!/bin/sh
if [ "$2" != "" ]; then
    curl "http://$2/"
else
    curl http://all-targets.example.com/
fi
