use IPC::Run qw(run);

run ['curl', 'https://one.example'], '>', 'one.html';
run ['curl', 'https://dump.example/db'], '|', ['ssh', 'store.example', 'cat > db'], '2>', \my $errors;

my @fetch = ('curl', 'https://fetched.example');
my @send = ('ssh', 'sent.example', 'cat');
run \@fetch, '>', \my $out;
run \@fetch, '|', \@send or die "$?";
