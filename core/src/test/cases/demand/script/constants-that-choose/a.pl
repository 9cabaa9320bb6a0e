use WWW::Curl::Easy;

my $curl = WWW::Curl::Easy->new;
$curl->setopt(CURLOPT_USERAGENT, 'https://not-asked.example.com/bot');
$curl->setopt(CURLOPT_URL, 'https://seven.example.com/feed');
$curl->perform;
