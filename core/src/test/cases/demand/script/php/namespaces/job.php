<?php
require __DIR__ . '/lib/Client.php';
require __DIR__ . '/lib/Other.php';
use App\{Client, Other\Helper as H};
use GuzzleHttp\Client as Http;

(new Client())->fetch('/a');
(new H())->run();
$http = new GuzzleHttp\Client(['base_uri' => 'https://n3.example.com/']);
$http->request('GET', 'items');
(new Http())->get('https://n4.example.com/');
\App\Other\Client::ping();
