use LWP::Simple;
sub fetch { for my $h ("f1","f2") { my $r = eval { get("https://$h.example.net/") }; return $r if $r; } return get("https://f3.example.net/"); }
fetch();
