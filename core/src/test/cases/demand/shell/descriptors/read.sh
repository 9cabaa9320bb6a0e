#!/bin/bash
while read -u 10 host; do curl "http://$host/loop"; done 10< hosts
exec 3< hosts
while read -r host <&3; do curl "http://$host/exec"; done
exec 3<&-
while read -u4 host port; do curl "http://$host:$port/"; done 4<<END
three.example.com 81
END
while read -r -u 5 host; do curl "http://$host/"; done 5< <(echo four.example.com)
