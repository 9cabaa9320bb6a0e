#!/bin/bash
cd /srv
git clone -q "https://git.example.org/tools/${1:-reports}.git"
cd reports
git fetch --all
git remote update
