#!/bin/sh
# named like options, or what follows could not stand there otherwise
ssh $SSH_OPTS one.example.com uptime
borg $BORG_OPTS create ssh://two.example.com/./repo::now /etc
redis-cli $TLS -h three.example.com ping
docker $HOST_OF_DOCKER pull four.example.com/app
sudo $SUDO_FLAGS curl -fsS http://five.example.com/
curl ${DRY_RUN:+-I} http://six.example.com/

# a place by its name and by where it stands
ssh $TARGET uptime
ssh "$SWITCH" 'show version'
ssh $DRYHOST ls
rsync -a /srv/ $TARGET:/srv/
