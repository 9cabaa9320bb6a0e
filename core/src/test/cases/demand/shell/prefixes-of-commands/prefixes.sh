#!/bin/bash
if [ "$DRY" != "" ]; then RUN=echo; else RUN=; fi
$RUN curl -s https://echo-or-empty.example.net/
RUN=
[ -f /etc/dry-run ] && RUN=echo
$RUN curl -s https://perhaps-echo.example.net/
GET=(curl -s)
if [ -f /etc/dry-run ]; then GET=(echo "${GET[@]}"); fi
"${GET[@]}" https://array.example.net/
curl=$(which curl)
$curl -s https://which.example.net/
either=$(which wget curl | head -1)
$either https://which-of-two.example.net/
wget=`type -p wget`
$wget -q https://type.example.net/
which nothing-of-the-kind >/dev/null || curl -s https://not-there.example.net/
