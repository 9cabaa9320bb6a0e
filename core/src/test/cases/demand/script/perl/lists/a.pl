my @m; open my $fh, '<', '/srv/job/m.conf' or die;
while (<$fh>) { chomp; s/#.*//; next unless /\S/; my %h; @h{qw(name method source)} = split; push @m, \%h; }
for my $m (@m) { system('rsync', '-a', $m->{source}, '/x'); }
