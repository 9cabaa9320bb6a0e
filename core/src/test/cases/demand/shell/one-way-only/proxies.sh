#!/bin/sh
if ping -c1 192.0.2.1; then export https_proxy=http://proxy.example.com:3128; fi
curl https://perhaps-direct.example.com/
export https_proxy=http://proxy.example.com:3128
curl https://never-direct.example.com/
