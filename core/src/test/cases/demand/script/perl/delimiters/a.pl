use LWP::Simple;
my $name = '/srv/job/bin/commas';
$name =~ s,^.*/([^/]*)$,$1,;
get("https://$name.example.net/");
my $other = 'tr-commas';
$other =~ tr,A-Z,a-z,;
get("https://$other.example.net/") if $name =~ m,^c,;
my $host;
our $port;
init();
get("https://$host.example.net:$port/");
sub init { $host = 'set-in-subroutine'; $port = 8443; }
my %config = (hostname => 'reference-handed-through');
my $ref = same(\%config);
get("https://$ref->{'hostname'}.example.net/");
sub same { my ($h) = @_; return $h; }
