#!/usr/bin/php
<?php
// see https://in-a-comment.example.com/
/* https://in-another.example.com/ */
require_once __DIR__ . '/src/Client.php';
$config = require 'config.php';
use App\Client;

echo file_get_contents(API_BASE . '/users');
$mirror = MIRROR;
copy("http://{$mirror}/list.txt", '/tmp/list.txt');
$db = new mysqli($config['db']['host'], 'u', 'p', 'shop', $config['db']['port']);
foreach ($config['urls'] as $url) {
    $data[] = json_decode(file_get_contents($url), true);
}
(new Client('https://p7.example.com'))->get('/x');
Client::usual()->get('y');
$pdo = new PDO(sprintf('mysql:host=%s;dbname=%s', 'p8.example.com', 'shop'), 'u', 'p');
$pg = new PDO('pgsql:host=p9.example.com;port=5433;dbname=x');
$host = getenv('REPORT_HOST') ?: 'p10.example.com';
file_get_contents("https://$host/r");
$other = $_ENV['NOT_SET'] ?? 'p11.example.com';
fopen("https://$other/", 'r');
$mode = $argv[1] ?? 'weekly';
$target = match ($mode) {
    'daily' => 'p12.example.com',
    default => 'not-this-one.example.com',
};
file("https://$target/");
$fetch = fn (string $h) => file_get_contents("https://$h.example.com/");
array_map($fetch, ['p13', 'p14']);
exec('curl -s https://p15.example.com/ -o /tmp/x');
shell_exec("rsync -a /srv/ backup@p16.example.com:/srv/");
`wget -q https://p17.example.com/`;
passthru('/usr/bin/mysqldump -h ' . escapeshellarg('p18.example.com') . ' shop');
$ftp = ftp_connect('p19.example.com');
$ssl = ftp_ssl_connect('p20.example.com', 990);
$sock = fsockopen('ssl://p21.example.com', 465, $errno, $errstr, 10);
$imap = imap_open('{p22.example.com:993/imap/ssl}INBOX', 'u', 'p');
$redis = new Redis();
$redis->connect('p23.example.com', 6380);
$mem = new Memcached();
$mem->addServer('p24.example.com', 11211);
$soap = new SoapClient('https://p25.example.com/service?wsdl');
$body = <<<HTML
<a href="https://in-a-page.example.com/">link</a>
HTML;
mail('ops@example.com', 'report https://in-a-mail.example.com/', $body);
$context = stream_context_create(['http' => ['method' => 'POST', 'header' => 'X: https://in-a-header.example.com']]);
file_get_contents(url: 'https://p26.example.com/', context: $context);
if (false) {
    file_get_contents('https://never.example.com/');
}
if (date('N') == 7) {
    file_get_contents('https://p27.example.com/sunday');
}
function helper($part = 'p28') { return "https://$part.example.com/"; }
file_get_contents(helper());
$ssh = ssh2_connect('p29.example.com', 2222);
$ldap = ldap_connect('ldaps://p30.example.com');
$remote = $_SERVER['argv'][2] ?? null;
if ($remote) {
    file_get_contents('https://' . $remote);
}
file_get_contents('https://' . $settings->host . '/unknown');
error_log('failed at https://in-a-log.example.com/');
$client = new GuzzleHttp\Client(['base_uri' => 'https://p31.example.com/api/']);
$client->request('GET', 'items');
$curl = curl_init('https://p32.example.com/');
curl_exec($curl);
$s = new SimpleXMLElement('https://p33.example.com/feed.xml', 0, true);
$xml = simplexml_load_file('https://p34.example.com/feed.xml');
