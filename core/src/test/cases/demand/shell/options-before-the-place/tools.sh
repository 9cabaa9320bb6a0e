#!/bin/sh
ssh $SSH_OPTS named-so.example.com date
ssh $KEY backup@written-so.example.com date
sftp $MORE backup@files.example.com
nc $NC_FLAGS mail.example.com 25
git clone $DEPTH https://git.example.com/x.git
ssh $HOST date
ssh "$HOST" rsync backup@not-from-here.example.com:/x /y
