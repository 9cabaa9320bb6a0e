#!/bin/sh
nc -z "$QUEUE" 5672
