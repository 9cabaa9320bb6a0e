#!/bin/sh
curl -s https://three.example.com/
