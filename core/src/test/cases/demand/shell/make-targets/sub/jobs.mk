DEST := backup.example.com
DEST_PATH = $(DEST):/srv
nightly: upload ; wget -q $(PING)
upload:
	rsync -a out/ $(DEST_PATH)
	curl -s https://$(shell cat host.txt)/
ifdef PING
PING = http://ping.example.com/
endif
