#!/bin/bash
shopt -s extglob
padded="  trimmed.example.com  "
padded="${padded#"${padded%%[![:space:]]*}"}"
padded="${padded%"${padded##*[![:space:]]}"}"
curl "http://$padded/"

remote=user@from-remote.example.com:/srv
curl "http://${remote##*@}" "http://${remote#*@}/"
host=${remote#*@}; host=${host%%:*}
curl "http://$host/"

word=aabbcc
curl "http://${word//+(a|b)/x}.example.com/"
if [[ archive.tar.gz == !(*.zip) ]]; then curl http://not-zip.example.com/; else curl http://never-1.example.com/; fi
case archive.tar.gz in
    *.zip | *.7z) curl http://never-3.example.com/ ;;
    *.tar.?z) curl http://tar.example.com/ ;;
esac
if [[ $word == @(aabb*|other) ]]; then curl http://chosen.example.com/; else curl http://never-2.example.com/; fi
quoted="(brackets)"
curl "http://${quoted//[()]/}.example.com/"
path=/srv/files/report.txt
curl "http://files.example.com/" "http://x${path//\//-}.example.com/"
