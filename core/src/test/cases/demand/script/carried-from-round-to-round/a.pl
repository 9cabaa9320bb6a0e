use LWP::Simple;
my $first = 1;
while (<STDIN>) {
    if ($first) { $first = 0; next; }
    get("https://later.example/$_");
}
my $last = '';
foreach my $line (split /\n/, `cat /var/data/list`) {
    get('https://changed.example/') if $last ne '';
    $last = $line;
}
