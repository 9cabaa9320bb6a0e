use LWP::Simple;
my $token = $ENV{API_TOKEN} // '';
my $hook = $ENV{HOOK} || "";
die "no" unless $token;
get("https://one.example/x");
get($hook) if $hook;
get("https://two.example/x") if $hook ne '';
get("https://three.example/x") if length $token;
