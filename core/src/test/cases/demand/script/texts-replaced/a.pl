use LWP::Simple;

my $url = 'https://HOST.example/';
$url =~ s/HOST/pl1/;
get($url);
(my $host = 'https://pl2.example/x') =~ s{^https?://}{};
$host =~ s{/.*}{};
get("http://$host/");
my $name = 'pl3';
my $template = 'https://@@HOST@@.example/';
$template =~ s/\@\@HOST\@\@/$name/g;
get($template);
for (' pl4.example ', 'pl5.example') {
    s/^\s+//;
    s/\s+$//;
    get("https://$_/");
}
my $given = 'S.example' =~ s/S/pl6/r;
get("https://$given/");
my %urls = (api => 'https://X.example');
$urls{api} =~ s/X/pl7/;
get($urls{api});
get('https://pl8.example') if $name =~ s/pl/x/;

# only the run will know
my $code = 'https://X.example';
$code =~ s/X/lookup()/e;
get($code);
my $key = $ENV{KEY};
my $keyed = 'https://X.example';
$keyed =~ s/$key/no1/;
get($keyed);
