#!/usr/bin/env sh
curl https://not-read.example.com/
