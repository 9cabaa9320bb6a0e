use LWP::Simple;
my $url = 'https://plmatch.example:8443/x';
if ($url =~ m{https?://([^/:]+)}) { get("https://$1.one/"); }
my ($h, $p) = $url =~ m{//([^:]+):(\d+)};
get("https://$h:$p/two");
(my $host = $url) =~ s{https?://}{};
get("https://three.$host");
my $m = 'get'; my $ua = LWP::UserAgent->new; $ua->$m('https://dynmeth.example/');
sub hello { get("https://hello.example/"); } my $f = 'hello'; &$f(); no strict 'refs'; &{"hello"}();
my %d = (a => \&hello); $d{a}->();
for my $file (glob("conf/*.conf")) { open(my $fh, '<', $file); while (<$fh>) { chomp; if (/^url=(.*)/) { get($1); } } }
