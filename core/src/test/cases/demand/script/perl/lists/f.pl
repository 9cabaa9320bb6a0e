my @u = map { "https://$_.example.net/" } grep { !/^x/ } qw(seven eight xnine);
foreach (@u) { system("curl -s $_"); }
my %c = map { $_ => 1 } qw(ten); for my $k (keys %c) { system("curl https://$k.example.net/"); }
while (my ($k, $v) = each %c) { system("curl https://each-$k.example.net/"); }
for my $i (0..1) { my $h = ('el', 'tw')[$i]; system("curl https://$h.example.net"); }
my ($x) = 'https://thirteen.example.net/a' =~ m{^https://([^/]+)}; system("curl https://$x/");
printf "%s", `curl -s https://fourteen.example.net/`;
open(my $p, '-|', 'curl', '-s', 'https://fifteen.example.net/'); my @l = <$p>;
open(P, "curl -s https://sixteen.example.net/ |"); while (<P>) { }
exec "curl https://seventeen.example.net" or die;
