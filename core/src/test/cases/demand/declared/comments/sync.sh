#!/bin/sh
# egress: needs queue.example.com:5672/tcp (named by the service registry)
curl "https://$(registry-lookup api)/"
# egress: ignore (a probe of a host that may be down)
curl -s https://probe.example.com/
