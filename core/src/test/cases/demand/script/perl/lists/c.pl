my $m = {source => 'three.example.net::a', dest => '/x'};
my $h = sub { [qw(rsync -aH), @_[0, 1]] };
my $cmd = $h->(@{$m}{qw(source dest)});
system(@$cmd);
my ($a, $b) = @$m{'source', 'dest'}; system("rsync $a $b");
