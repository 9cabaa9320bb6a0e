<?php
require __DIR__ . '/vendor/autoload.php';
require 'settings.php';

use Acme\Billing\Client;
use Acme\Mailing\Sender;
use Carbon\Carbon;

$client = new Client(['timeout' => 5]);
$client->invoices(Carbon::now()->format('Y-m'));
(new Sender())->send(new DateTime());
file_get_contents('https://status.example.com/ping');
