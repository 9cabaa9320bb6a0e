<?php
file_get_contents('https://h1.example/'); fopen("https://h2.example/", "r"); copy('https://h3.example/a', '/tmp/a'); simplexml_load_file('https://h4.example/x.xml');
$ch = curl_init(); curl_setopt_array($ch, [CURLOPT_URL => 'https://h5.example', CURLOPT_POST => 1]); curl_exec($ch);
$c2 = curl_init('https://h6.example'); curl_exec($c2);
fsockopen('h7.example', 25); stream_socket_client('tcp://h8.example:9000'); fsockopen('ssl://h9.example', 465);
new PDO('mysql:host=h10.example;port=3307;dbname=x', 'u', 'p'); new PDO("pgsql:host=h11.example;dbname=x"); new PDO('sqlsrv:Server=h12.example,1433;Database=x');
new mysqli('h13.example', 'u', 'p'); mysqli_connect("h14.example"); pg_connect("host=h15.example port=5433 dbname=x"); mysql_connect('h16.example:3308', 'u', 'p');
$g = new GuzzleHttp\Client(['base_uri' => 'https://h17.example']); $g->get('/x'); $g->request('GET', 'https://h18.example/'); (new \GuzzleHttp\Client())->post('https://h19.example');
$r = new Redis(); $r->connect('h20.example', 6379); $m = new Memcached(); $m->addServer('h21.example', 11211); new MongoDB\Client('mongodb://h22.example');
$f = ftp_connect('h23.example'); imap_open('{h24.example:993/imap/ssl}INBOX', 'u', 'p'); ldap_connect('ldaps://h25.example'); ssh2_connect('h26.example', 22);
$s = new SoapClient('https://h27.example/?wsdl'); $p = new PHPMailer\PHPMailer\PHPMailer(); $p->isSMTP(); $p->Host = 'h28.example'; $p->Port = 587; $p->send();
get_headers('https://h29.example'); $x = new SimpleXMLElement('https://h30.example/f', 0, true); $d = new DOMDocument(); $d->load('https://h31.example/x');
$sftp = new phpseclib3\Net\SFTP('h32.example'); wp_remote_get('https://h33.example'); readfile('https://h34.example'); getimagesize('https://h35.example/a.png');
$mh = curl_multi_init(); foreach (['https://h36.example', 'https://h37.example'] as $u) { $c = curl_init($u); curl_multi_add_handle($mh, $c); } curl_multi_exec($mh, $run);
$ctx = stream_context_create(['http' => ['method' => 'POST', 'header' => 'Referer: https://no1.example']]); file_get_contents('https://h38.example', false, $ctx);
