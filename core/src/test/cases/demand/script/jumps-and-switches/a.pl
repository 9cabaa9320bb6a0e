use LWP::Simple;
OUTER: while (1) {
  foreach my $x (1,2) {
    last OUTER if $x == 2;
    next OUTER if rand() > 5;
  }
}
get('https://after.example/');
OUT: for my $h ('a','b') {
  for my $k ('x','y') {
    next OUT if $h eq 'a';
    get("https://$h-$k.example/");
  }
  get("https://end-$h.example/");
}
{
  last if $ENV{NOPE};
  get('https://bare.example/');
}
line: while (my $l = shift @ARGV) { next line if $l =~ /x/; }
get('https://z.example/');
