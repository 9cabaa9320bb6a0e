# Takes connections at the ports of several services and says so in a file.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;

my ($met) = @ARGV;
my %greeting = (21 => "220 x\r\n", 22 => "SSH-2.0-x\r\n", 25 => "220 x\r\n", 110 => "+OK x\r\n", 143 => "* OK x\r\n");
my %port;
my $select = IO::Select->new;
for my $number (21, 22, 25, 110, 143, 873, 3306, 5432, 6379, 8080) {
    my $server = IO::Socket::INET->new(LocalAddr => '192.0.2.2', LocalPort => $number, Listen => 20, ReuseAddr => 1)
        or die "$number: $@";
    $port{$server} = $number;
    $select->add($server);
}
sub note {
    open(my $out, '>>', $met) or die $!;
    print $out "$_[0]\n";
    close($out);
}
note('ready');
$SIG{PIPE} = 'IGNORE';
while (1) {
    for my $server ($select->can_read) {
        my $client = $server->accept or next;
        note('connected');
        print $client $greeting{$port{$server}} // "HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        close($client);
    }
}
