TARGETS = {"primary": "sink.example.com", "second": "spare.example.com"}
TIMEOUT = 30
