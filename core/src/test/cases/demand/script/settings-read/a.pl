use strict; use LWP::Simple; use JSON; use Config::Tiny; use YAML qw(LoadFile); use FindBin; use lib "$FindBin::Bin/lib"; use MyConf; use Config::General;
open my $fh, '<', "conf/config.json" or die; local $/; my $cfg = decode_json(<$fh>); close $fh; get($cfg->{api}{url}); get("https://$_/") for @{ $cfg->{api}{hosts} };
my $ini = Config::Tiny->read('conf/config.ini'); get("http://$ini->{server}->{host}/"); my $y = LoadFile('conf/config.yml'); get($y->{api}{base_url}); get("https://$_->{host}/") foreach @{$y->{servers}};
{ local $/ = "\n"; open(F, '<', 'conf/hosts.txt'); while (my $l = <F>) { chomp $l; next if $l =~ /^#/ || !$l; my ($h, $p) = split /\s+/, $l; get("https://$h/"); } close F; }
get($MyConf::URL); get(MyConf::host()); get($MyConf::H{b}); my %c = do 'lib/vars.pl'; get($c{url}); our $v; require './lib/req.pl'; get($main::req_url);
