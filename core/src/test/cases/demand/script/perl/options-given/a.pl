use LWP::Simple;
use Getopt::Long;
my $url = '';
my $usual = 'usual.example';
my ($verbose, @hosts, %opt);
GetOptions('check-url|c=s' => \$url, 'usual=s' => \$usual, 'host=s' => \@hosts, 'verbose!' => \$verbose, 'quiet' => \$opt{quiet})
    or die "usage";
exit 1 unless length $url;
get($url);
get("https://$usual/");
get("https://$_/") for @hosts;
get('https://verbose.example/') if $verbose;
get('https://no-quiet.example/') if $opt{quiet};
get("https://$ARGV[0]/");
if (system("curl -Is http://probe.example > /dev/null") != 0) { exit 0; }
system("rsync -a /srv/a rsync://mirror.example/a") == 0 or die "failed";
my $ua = LWP::UserAgent->new;
my $method = 'get';
$ua->$method('https://by-name.example/');
my ($min, $wday) = (localtime)[1, 6];
my $api = 'http://api.example/x';
$api =~ s/^(https?):\/\/([^\/]+)/$1:\/\/v2.$2/;
get($api);
