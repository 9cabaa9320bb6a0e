#!/bin/bash
if [ "$(id -u)" -ne 0 ]; then echo "root only"; exit 1; fi
if [[ $EUID -ne 0 ]]; then exit 1; fi
[ "$USER" = "root" ] || exit 1
[ "$(whoami)" = "root" ] || exit 1
curl https://ok.example/
