use LWP::Simple;

open(my $hosts, '<', 'hosts.txt') or die;
while (my $host = <$hosts>) {
    chomp $host;
    get("https://$host/perl");
}
