#!/usr/bin/perl
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Feed;
use LWP::Simple qw(get getstore);
use HTTP::Tiny;
use DBI;
use Net::FTP;
use Net::SMTP;
use IO::Socket::INET;
use Getopt::Long;
use constant API => 'https://l3.example.com/v1';

=pod

See https://in-pod.example.com/

=cut

# https://in-a-comment.example.com/
my $host = 'l4.example.com';
getstore("http://$host/list.txt", '/tmp/list.txt');
get(API . '/users');
my %conf = (db => 'l5.example.com', port => 3307);
my $dbh = DBI->connect("DBI:mysql:database=shop;host=$conf{db};port=$conf{port}", 'u', 'p');
my $pg = DBI->connect('dbi:Pg:dbname=x;host=l6.example.com', 'u', 'p') or die;
for my $name (qw(l7 l8)) { get("https://$name.example.com/"); }
foreach my $h ('l9.example.com', 'l10.example.com') {
    HTTP::Tiny->new(timeout => 5)->get("https://$h/");
}
Feed->new->fetch('a');
my $feed = Feed->new(host => 'l11.example.com');
$feed->fetch('b');
get("$Feed::BASE/x");
my $report = $ENV{REPORT_HOST} || 'l12.example.com';
get("https://$report/");
my $other = $ENV{NOT_SET} // 'l13.example.com';
get("https://$other/");
my $mode = shift @ARGV;
if ($mode eq 'daily') { get('https://l14.example.com/'); } elsif ($mode eq 'weekly') { get('https://not-this-one.example.com/'); }
system('curl -s https://l15.example.com/ -o /tmp/x');
system('rsync', '-a', '/srv/', 'backup@l16.example.com:/srv/');
my $out = `wget -qO- https://l17.example.com/`;
my $pipe = qx{ssh l18.example.com uptime};
open(my $fh, '-|', 'curl -s https://l19.example.com/') or die;
open(FH, "curl -s https://l20.example.com/ |");
my $ftp = Net::FTP->new('l21.example.com', Timeout => 30);
my $smtp = Net::SMTP->new('l22.example.com', Port => 587);
my $sock = IO::Socket::INET->new(PeerAddr => 'l23.example.com', PeerPort => 8080, Proto => 'tcp');
sub url { my ($part) = @_; return sprintf('https://%s.example.com/', $part); }
get(url('l24'));
my $text = <<"END";
see https://in-a-heredoc.example.com/
END
print "look at https://only-printed.example.com/\n";
my @list = map { "https://$_.example.com/" } qw(l25 l26);
get($_) for @list;
my $req = HTTP::Request->new(POST => 'https://l27.example.com/post');
LWP::UserAgent->new->request($req);
my $verbose; my $server = 'l28.example.com';
GetOptions('verbose' => \$verbose, 'server=s' => \$server);
get("https://$server/");
unless (0) { get('https://l29.example.com/'); }
get('https://l30.example.com/') if -e '/etc/passwd';
my $url = join('/', 'https:/', 'l31.example.com', 'x');
get($url);
exec('curl', 'https://l32.example.com/') unless @ARGV;
