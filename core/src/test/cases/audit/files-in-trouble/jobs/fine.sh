#!/bin/sh
curl -fsS https://192.0.2.7/ping
