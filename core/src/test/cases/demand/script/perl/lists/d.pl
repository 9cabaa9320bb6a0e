my $h = sub { my ($s, $d) = @_; ['lftp', '-c', "open $s; mirror . $d"] };
my $cmd = $h->('ftp://four.example.net/', '/x'); system(@$cmd);
my %d = (x => sub { return 'https://five.example.net/' }); 
system('curl', $d{x}->());
my $r = do { local $/; 'https://six.example.net/' }; system('curl', $r);
