import logging.handlers
import pycurl
import socket

handle = pycurl.Curl()
handle.setopt(pycurl.USERAGENT, "https://not-asked.example.com/bot")
handle.setopt(handle.URL, "https://one.example.com/feed")
handle.setopt(pycurl.URL, "https://two.example.com/feed")
handle.perform()

logging.handlers.SysLogHandler(address=("three.example.com", 514), socktype=socket.SOCK_STREAM)
logging.handlers.SysLogHandler(address=("four.example.com", 514))

statsd = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
statsd.connect(("five.example.com", 8125))
plain = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
plain.connect(("six.example.com", 80))

import os
import imapclient
import minio

minio.Minio("eight.example.com", secure=os.environ.get("MINIO_TLS")).list_buckets()
imapclient.IMAPClient("nine.example.com", port=993, ssl=os.environ.get("IMAP_TLS"))
