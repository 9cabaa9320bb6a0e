use strict; use warnings;
use LWP::UserAgent; use DBI; use Fcntl qw(:flock); use Sys::Hostname; use Getopt::Long;
exit 0 if -e '/tmp/x.lock';
open(my $lock, '>', '/tmp/x.lock') or die;
flock($lock, LOCK_EX|LOCK_NB) or exit 1;
die "root" if $> != 0;
exit unless hostname() eq 'prod1';
my ($weekly, $verbose) = (0, 0);
GetOptions('weekly' => \$weekly, 'verbose' => \$verbose) or exit 2;
my $ua = LWP::UserAgent->new;
if ($weekly) { $ua->get('https://no1.example/'); exit; }
my @t = localtime; exit if $t[6] == 0;
-r '/etc/app.conf' or die "no conf";
my $debug = 0;
$ua->get('https://no2.example/') if $debug;
my $r = $ua->get('https://api.example/x');
unless ($r->is_success) { $ua->post('https://err.example/'); exit 1; }
die "empty" unless $r->content;
my @items = split /\n/, $r->content;
exit 0 unless @items;
for my $i (@items) { next if $i =~ /^#/; last unless $i; $ua->get('https://item.example/'); }
my $rc = system('rsync', '-a', '/x', 'u@rs.example:/y');
if ($rc != 0) { $ua->get('https://rc.example/'); }
system("scp /x u\@sc.example:/y") == 0 or $ua->get('https://rc2.example/');
eval { DBI->connect('dbi:mysql:database=x;host=db.example', 'u', 'p', {RaiseError=>1}) or die; 1 } or do { $ua->get('https://dberr.example/'); };
if ($@) { $ua->get('https://everr.example/'); }
my $out = `df -h | tail -1`;
if ($? >> 8) { $ua->get('https://q.example/'); }
my ($pct) = $out =~ /(\d+)%/;
$ua->get('https://full.example/') if defined $pct && $pct > 90;
while (1) { my $x = $ua->get('https://retry.example/'); last if $x->is_success; sleep 5; }
$ua->get('https://last.example/');
