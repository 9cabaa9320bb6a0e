#!/bin/sh
curl https://not-taken.example.com/
